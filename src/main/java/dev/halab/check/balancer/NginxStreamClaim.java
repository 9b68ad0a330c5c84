package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// nginx passes connections to the endpoint on to servers, as bytes.
record NginxStreamClaim(List<NodeSpec> on, NginxWanted wanted, Topology topology) implements Claim {
    /// What the shell exits with if there is no such program.
    private static final int NOT_INSTALLED = 127;

    /// What nginx itself exits with if it refuses a configuration.
    private static final int REFUSED = 1;

    private static final Pattern EMERGENCY = Pattern.compile("(?:.* )?\\[emerg\\] (?:\\d+#\\d+: )?(.*)");
    private static final Pattern PLACE = Pattern.compile("(.*) in (/\\S+:\\d+)");
    private static final Pattern MASTER = Pattern.compile("\tnginx: master process .*? -c (\\S+).*");

    @Override
    public String title() {
        String nodes = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        String servers = wanted.servers().stream().map(s -> s.node().name()).collect(Collectors.joining(", "));
        return "nginx on %s passes port %d on to %s".formatted(nodes, wanted.port(), servers);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.nginxConfig(node.name()));
            facts.add(Facts.file(node.name(), HostsFile.PATH));
            facts.add(Facts.processes(node.name(), "nginx"));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Reading.Seen seen = snapshot.seen(Facts.nginxConfig(node));
        return switch (seen.status()) {
            case 0 -> {
                NginxJudge judge = read(snapshot, node);
                yield judge.mismatch()
                        .or(() -> otherFile(snapshot, node, judge.config()))
                        .map(m -> (Verdict) new Verdict.Fail(m))
                        .orElseGet(() -> Verdict.pass(judge.config().main() + " is as it should be"));
            }
            case NOT_INSTALLED -> Verdict.fail(NginxCauses.NOT_INSTALLED.code(), "nginx", "it is not installed", node);
            case REFUSED -> refused(seen, node);
            default ->
                throw new Unobserved(
                        Facts.nginxConfig(node),
                        Reading.Reason.NO_ANSWER,
                        "nginx -T ended with %d".formatted(seen.status()));
        };
    }

    private NginxJudge read(Snapshot snapshot, String node) {
        Fact fact = Facts.nginxConfig(node);
        try {
            NginxConfig config = NginxConfig.of(snapshot.text(fact));
            String hosts = FileContent.bytes(snapshot, Facts.file(node, HostsFile.PATH))
                    .orElse("");
            return new NginxJudge(node, config, new Addresses(HostsFile.of(hosts), topology), wanted);
        } catch (NginxConfig.Ambiguous e) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Verdict refused(Reading.Seen seen, String node) {
        String said = seen.error()
                .lines()
                .map(EMERGENCY::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .findFirst()
                .orElseThrow(() -> new Unobserved(
                        Facts.nginxConfig(node),
                        Reading.Reason.UNREADABLE,
                        "nginx -T ended with %d and did not say why".formatted(seen.status())));
        Matcher place = PLACE.matcher(said);
        boolean placed = place.matches();
        String text = placed ? place.group(1) : said;
        Cause cause = cause(text);
        String expected = cause.equals(NginxCauses.NO_MODULE)
                ? "the module of stream{} loaded, as libnginx-mod-stream and modules-enabled do"
                : cause.equals(NginxCauses.HTTP_CONTEXT)
                        ? "stream{} outside of http{}"
                        : "a configuration that 'nginx -t' accepts";
        return Verdict.fail(cause.code(), expected, text, placed ? node + ":" + place.group(2) : node);
    }

    private static Cause cause(String said) {
        return switch (said) {
            case "unknown directive \"stream\"" -> NginxCauses.NO_MODULE;
            case "\"stream\" directive is not allowed here" -> NginxCauses.HTTP_CONTEXT;
            case "unknown directive \"health_check\"" -> NginxCauses.PLUS_ONLY;
            default -> NginxCauses.INVALID;
        };
    }

    /// A running nginx that was told to read another file.
    private static Optional<Mismatch> otherFile(Snapshot snapshot, String node, NginxConfig config) {
        return snapshot.text(Facts.processes(node, "nginx"))
                .lines()
                .map(MASTER::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .filter(file -> !file.equals(config.main()))
                .findFirst()
                .map(file -> new Mismatch(
                        NginxCauses.OTHER_FILE.code(),
                        "nginx with " + config.main(),
                        "nginx runs with -c " + file,
                        node));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        List<String> advice = new ArrayList<>();
        for (NodeSpec node : on) {
            if (snapshot.seen(Facts.nginxConfig(node.name())).status() == 0) {
                advise(read(snapshot, node.name()), advice);
            }
        }
        return advice.stream().distinct().toList();
    }

    private static void advise(NginxJudge judge, List<String> advice) {
        for (NginxListen entrance : judge.entrances()) {
            if (entrance.server().first("proxy_pass").isEmpty()) {
                continue;
            }
            NginxUpstream upstream = judge.upstream(entrance);
            long distinct = upstream.peers().stream()
                    .map(NginxUpstream.Peer::address)
                    .distinct()
                    .count();
            if (distinct < upstream.peers().size()) {
                advice.add("%s:%s: a server stands twice in %s and gets twice the connections"
                        .formatted(judge.node(), upstream.place(), upstream.title()));
            }
        }
    }
}
