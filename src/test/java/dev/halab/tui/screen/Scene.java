package dev.halab.tui.screen;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.MachineStatus;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.topology.Topology;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Keymap;
import dev.halab.tutor.Hint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A course, a learner and machines to make pictures of.
final class Scene {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final Topology MINI = Topology.of("mini", "192.168.56").orElseThrow();

    static final Task LB = task(
            "ha-mini/lb",
            "A load balancer in front",
            """
            # A load balancer in front

            Make HAProxy on `lb-1` pass TLS through to **both** API servers. Nothing may be
            terminated on the way: the certificates are those of the API servers.

            - it listens on `k8s-api.lab:6443`
            - the mode is `tcp`, also for the backends
            - a server that is down gets nothing

            | node | address |
            |---|---|
            | cp-1 | 192.168.56.11 |
            | cp-2 | 192.168.56.12 |

            A look at what it does now:

            ```bash
            sudo haproxy -c -f /etc/haproxy/haproxy.cfg
            sudo systemctl reload haproxy
            ```
            """,
            check("ha-mini/lb/installed", "HAProxy is installed and starts at boot", Severity.MUST),
            check("ha-mini/lb/config", "HAProxy passes TLS through to the API servers", Severity.MUST),
            check("ha-mini/lb/spread", "Connections reach both API servers", Severity.MUST),
            check("ha-mini/lb/health", "A dead API server is taken out within 10 s", Severity.MUST),
            check("ha-mini/lb/log", "HAProxy writes a log", Severity.SHOULD));

    static final Task JOIN = task(
            "ha-mini/join",
            "Join cp-2 as a control plane",
            "Join it.",
            check("ha-mini/join/node", "cp-2 is a Ready control plane", Severity.MUST));

    static final Task QUORUM = task(
            "ha-mini/quorum",
            "How many members make a quorum",
            "Count.",
            new Check(
                    "ha-mini/quorum/two",
                    "How many of three members must agree?",
                    "answer",
                    claim("?"),
                    2,
                    Severity.MUST,
                    List.of(),
                    new Timing.Now(),
                    false));

    static final Task FAILOVER = task(
            "ha-vip/failover", "Move the address", "Move it.", check("ha-vip/failover/x", "It moves", Severity.MUST));

    static final Course COURSE = new Course(List.of(
            new Lab("ha-mini", "Two control planes", "1.35", "mini", List.of(), Map.of(), List.of(LB, JOIN, QUORUM)),
            new Lab("ha-vip", "A virtual address", "1.35", "vip", List.of("vip"), Map.of(), List.of(FAILOVER))));

    private Scene() {}

    private static Task task(String id, String title, String text, Check... checks) {
        return new Task(
                id,
                title,
                text,
                pages(id),
                12,
                List.of(checks),
                Map.of(),
                List.of(),
                new Answer("a.md", Map.of(), "", List.of()));
    }

    private static List<String> pages(String id) {
        return switch (id) {
            case "ha-mini/lb" ->
                List.of("Creating Highly Available Clusters with kubeadm", "kubeadm Configuration (v1beta4)");
            case "ha-mini/join" -> List.of("kubeadm join");
            default -> List.of();
        };
    }

    private static Check check(String id, String title, Severity severity) {
        int points = severity == Severity.MUST ? 2 : 0;
        return new Check(id, title, "test", claim(title), points, severity, List.of(), new Timing.Now(), false);
    }

    private static Claim claim(String title) {
        return new Claim() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public Set<Fact> facts() {
                return Set.of();
            }

            @Override
            public Verdict judge(Snapshot snapshot) {
                return Verdict.pass("");
            }
        };
    }

    static Display display(int columns, int rows) {
        return new Display(
                new Size(columns, rows), Theme.named("terminal").orElseThrow(), false, true, Keymap.standard());
    }

    static Attempt attempt(Event... events) {
        List<Recorded> recorded = new ArrayList<>();
        for (Event event : events) {
            recorded.add(new Recorded(recorded.size() + 1L, NOW, event));
        }
        return Attempt.of(COURSE, recorded);
    }

    /// With the course read and three machines up.
    static Model home(int columns, int rows) {
        Model start = Model.start(display(columns, rows), List.of(), NOW);
        return after(
                start,
                new Msg.CourseRead(COURSE, attempt(new Event.Opened("ha-mini/lb")), false),
                new Msg.WorldSeen(new Known.World(
                        "docker",
                        Set.of("power-off"),
                        Optional.of(MINI),
                        machines(),
                        "can run docker machines of topology mini")));
    }

    /// Before there are machines, on a host that can run two providers.
    static Model bare(int columns, int rows) {
        return after(
                home(columns, rows),
                new Msg.WorldSeen(new Known.World(
                        "docker",
                        Set.of("power-off"),
                        Optional.empty(),
                        List.of(),
                        "can run docker machines of topology mini")),
                new Msg.ProvidersFound(List.of("docker", "vagrant")));
    }

    static List<MachineStatus> machines() {
        return MINI.nodes().stream()
                .map(n -> new MachineStatus(n.name(), n.name().equals("cp-2") ? "off" : "running", n.address()))
                .toList();
    }

    static CheckReport passing(CheckReport report) {
        return new CheckReport(
                report.task(),
                report.provider(),
                report.at(),
                report.took(),
                report.results().stream()
                        .map(r -> new Result(r.check(), Verdict.pass("so"), List.of(), r.evidence(), ""))
                        .toList());
    }

    /// The first task when its machine does not answer.
    static CheckReport dark() {
        return new CheckReport(
                report().task(),
                report().provider(),
                report().at(),
                report().took(),
                report().results().stream()
                        .map(r -> new Result(
                                r.check(),
                                new Verdict.Unknown(Reading.Reason.UNREACHABLE, "lb-1 does not answer"),
                                List.of(),
                                r.evidence(),
                                ""))
                        .toList());
    }

    /// At the first task, with its checks judged, a hint, and a shell that is open.
    static Model lab(int columns, int rows) {
        return after(
                home(columns, rows),
                new Msg.Opened(LB, attempt(new Event.Opened("ha-mini/lb"))),
                new Msg.Judged(report(), true, attempt(new Event.Opened("ha-mini/lb"))),
                new Msg.LookedAround(survey()),
                new Msg.ShellOpened("lb-1"));
    }

    static Model after(Model model, Msg... messages) {
        Model now = model;
        for (Msg msg : messages) {
            now = Update.update(now, msg).model();
        }
        return now;
    }

    static CheckReport report() {
        List<Result.Evidence> evidence = List.of(
                new Result.Evidence(Facts.file("lb-1", "/etc/haproxy/haproxy.cfg"), NOW.minusSeconds(4), 912),
                new Result.Evidence(Facts.unit("lb-1", "haproxy"), NOW.minusSeconds(4), 140));
        List<Verdict> verdicts = List.of(
                Verdict.pass("haproxy 2.9.11, enabled"),
                new Verdict.Fail(new Mismatch(
                        "hap.mode-http",
                        "mode tcp",
                        "mode http (from defaults, line 8)",
                        "lb-1:/etc/haproxy/haproxy.cfg:34")),
                new Verdict.Blocked(List.of("ha-mini/lb/config")),
                new Verdict.Unknown(Reading.Reason.NO_ANSWER, "cp-2 said nothing within 4 s"),
                Verdict.pass("to /dev/log"));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            results.add(new Result(LB.checks().get(i), verdicts.get(i), List.of(), evidence, ""));
        }
        return new CheckReport(LB, "docker", NOW.minusSeconds(4), Duration.ofMillis(140), results);
    }

    static Survey survey() {
        return new Survey(
                NOW.minusSeconds(3),
                List.of(
                        row("lb-1", Survey.State.OK, "HAProxy runs", "cp-1 UP, cp-2 DOWN"),
                        row(
                                "cp-1",
                                Survey.State.OK,
                                "Ready",
                                "API server ready",
                                "etcd leader, term 3",
                                "scheduler lease"),
                        row("cp-2", Survey.State.UNSEEN, "unreachable: no answer within 4 s")),
                Optional.of(new Survey.Figure("192.168.56.10 is on lb-1", NOW.minusSeconds(3))));
    }

    static Survey.Row row(String node, Survey.State state, String... figures) {
        return new Survey.Row(
                node,
                state,
                Arrays.stream(figures)
                        .map(f -> new Survey.Figure(f, NOW.minusSeconds(3)))
                        .toList());
    }

    static Hint hint() {
        return new Hint(
                "ha-mini/lb",
                "ha-mini/lb/config",
                "hap.mode-http",
                1,
                3,
                "Which layer does `mode http` work on, and who then ends the TLS connection?",
                List.of(),
                Hint.Turn.NEW);
    }

    static Bringing bringing(boolean failed) {
        Instant begun = NOW.minusSeconds(95);
        Bringing bringing = Bringing.begun("ha-mini", MINI, Optional.of(Duration.ofSeconds(160)), begun)
                .phase("", "network", Optional.empty(), begun)
                .done("", begun)
                .phase("lb-1", "create", Optional.empty(), begun)
                .done("lb-1", NOW.minusSeconds(20))
                .phase("cp-1", "boot", Optional.empty(), NOW.minusSeconds(12))
                .detail("cp-1", "Reached target multi-user.target", NOW)
                .phase("cp-2", "create", Optional.of(Duration.ofSeconds(8)), NOW.minusSeconds(2));
        return failed
                ? bringing.ended(
                        Optional.of(new Problem(
                                "cp-1 did not come up",
                                "its SSH server did not answer within 60 s; the last line of its log is: Reached target",
                                "halab up")),
                        NOW)
                : bringing;
    }

    /// A shell in which something was done.
    static Panes shell(int columns, int rows) {
        JlineVtScreen screen = new JlineVtScreen(new Size(columns, rows));
        byte[] bytes = """
                \u001b[1;32mlearner@lb-1\u001b[0m:\u001b[1;34m~\u001b[0m$ sudo haproxy -c -f /etc/haproxy/haproxy.cfg\r
                Configuration file is valid\r
                \u001b[1;32mlearner@lb-1\u001b[0m:\u001b[1;34m~\u001b[0m$ grep -n mode /etc/haproxy/haproxy.cfg\r
                8:    mode    http\r
                34:    mode http\r
                \u001b[1;32mlearner@lb-1\u001b[0m:\u001b[1;34m~\u001b[0m$ \
                """.getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        return (node, back) -> Optional.of(screen.view(back));
    }
}
