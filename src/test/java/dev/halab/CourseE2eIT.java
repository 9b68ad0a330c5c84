package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halab.check.Verdict;
import dev.halab.lab.Cases;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.lab.yaml.Courses;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.program.Call;
import dev.halab.program.HostPrograms;
import dev.halab.report.CheckReport;
import dev.halab.report.LabReport;
import dev.halab.report.TaskVerdict;
import dev.halab.settings.Places;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// The course on real nodes: every task is not solved, then solved by its answer; every variant passes, every mutant
/// fails with its cause. A case is a file below `answers`; nothing here names one.
///
/// Properties: `e2e.record` (write what was read of each case beside it), `e2e.all` (cases that say `live: no` as well,
/// as `e2e.record` does), `e2e.only` (regular expression: cases of
/// other tasks, or of other names, are left out), `e2e.hardships` (the same for hardships), `e2e.keep` (go on with the
/// machines of the last run, and leave them).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class CourseE2eIT {
    private static final Path HOME = Path.of(System.getProperty("e2e.home", "")).toAbsolutePath();
    private static final boolean KEEP = Boolean.getBoolean("e2e.keep");
    private static final String ONLY = System.getProperty("e2e.only", ".*");
    private static final boolean ALL = Boolean.getBoolean("e2e.all") || Boolean.getBoolean("e2e.record");
    private static final String HARDSHIPS = System.getProperty("e2e.hardships", ".*");

    private final Stopwatch watch = new Stopwatch();
    private Session session;
    private Story story;
    private Lab lab;
    private Cases cases;
    private Topology topology;
    private CaseRun run;

    @BeforeAll
    void begin() throws IOException {
        Path folder = Files.createDirectories(HOME.resolve("target/e2e/halab"));
        session = new Session(Places.of(Map.of("HALAB_HOME", folder.toString())), HOME, HostPrograms.onPath());
        story = new Story(session, new Random(1));
        assertThat(session.loaded().problems()).isEmpty();
        cases = Courses.cases(HOME, session.loaded());
        assertThat(cases.problems()).isEmpty();
        lab = story.course().lab("ha-stacked").orElseThrow();
        topology = session.topology(lab.topology());
        if (!KEEP) {
            new Machines(session).destroy(Progress.quiet());
            Files.deleteIfExists(folder.resolve("state/halab.db"));
        }
        watch.time("machines up", () -> new Machines(session).up(topology, Set.of(), Progress.quiet()));
        run = new CaseRun(session, story, new CaseReplay(session, topology.variables()), watch, HOME);
    }

    @AfterAll
    void end() {
        if (!KEEP) {
            watch.time("destroy", () -> new Machines(session).destroy(Progress.quiet()));
        }
        session.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicNode> the_course() {
        return lab.tasks().stream().map(task -> dynamicContainer(task.id(), testsOf(task)));
    }

    private Stream<DynamicNode> testsOf(Task task) {
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("is not solved by itself", () -> run.opensUnsolved(task)));
        tests.add(dynamicTest("is solved by its answer", () -> run.solves(task)));
        cases.of(task.id()).stream()
                .filter(c -> ALL || c.live())
                .filter(c -> (task.name() + "/" + c.name()).matches(ONLY))
                .forEach(c -> tests.add(dynamicTest(c.part().word() + " " + c.name(), () -> run.shows(task, c))));
        return tests.stream();
    }

    @Test
    @Order(2)
    void a_check_changes_nothing_on_a_node() {
        Map<String, String> before = watch.time("digest of all files", this::digests);
        LabReport report = watch.time("check of the whole lab", () -> story.check(lab));
        story.check(lab);

        assertThat(digests()).isEqualTo(before);
        assertThat(report.tasks())
                .extracting(t -> t.task().id() + " " + t.verdict())
                .noneMatch(t -> t.endsWith(" " + TaskVerdict.UNKNOWN));
    }

    @Test
    @Order(3)
    void a_node_without_power_costs_only_its_own_checks() {
        Task last = lab.tasks().getLast();
        watch.time("check of %s, warm".formatted(last.id()), () -> story.check(last, Patience.ONE_ROUND, r -> {}));
        session.provider().power(Power.KILL, "w-1");
        long start = System.nanoTime();

        CheckReport report = story.check(last, Patience.ONE_ROUND, r -> {});

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        watch.say("check with w-1 off", took);
        session.provider().power(Power.START, "w-1");
        session.machinesChanged();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(of(report, "worker-lb")).isInstanceOf(Verdict.Unknown.class);
        assertThat(of(report, "lb-config")).isInstanceOf(Verdict.Pass.class);
        assertThat(of(report, "members")).isInstanceOf(Verdict.Pass.class);
        assertThat(of(report, "api")).isInstanceOf(Verdict.Pass.class);
        watch.time("w-1 back", () -> run.passes(last));
    }

    @TestFactory
    @Order(4)
    Stream<DynamicNode> a_check_stands() {
        Task last = lab.tasks().getLast();
        Hardships hardships = new Hardships(session, story, topology, last);
        return hardships.all().stream()
                .filter(h -> h.name().matches(HARDSHIPS))
                .map(h -> dynamicTest(h.name(), () -> {
                    try {
                        h.inflict().run();
                        hardships.see(h, took -> watch.say("check with " + h.name(), took));
                    } finally {
                        h.mend().run();
                        watch.time("    mended", () -> run.passes(last));
                    }
                }));
    }

    /// Three members of etcd at one moment: what was written since is gone on all, and none of them is behind.
    @Test
    @Order(5)
    void a_finished_cluster_goes_back_to_a_checkpoint_as_a_whole() {
        Task last = lab.tasks().getLast();
        Rewind rewind = new Rewind(session, new Random(1));
        kubectl("create configmap before -n default");
        watch.time("checkpoint save", () -> rewind.save("finished", Progress.quiet()));
        kubectl("create configmap since -n default");

        List<String> told =
                watch.time("checkpoint restore, until all holds", () -> rewind.restore("finished", Progress.quiet()));

        assertThat(told).isEmpty();
        run.passes(last);
        assertThat(kubectl("get configmap -n default -o name"))
                .contains("configmap/before")
                .doesNotContain("configmap/since");
        assertThat(rewind.all()).extracting(c -> c.name()).contains("finished");
        rewind.delete("finished");
    }

    private String kubectl(String arguments) {
        Outcome outcome = session.node("cp-2")
                .run(Command.asLearner(
                        "sudo kubectl --kubeconfig /etc/kubernetes/admin.conf " + arguments, Duration.ofSeconds(60)));
        assertThat(outcome.status()).as(outcome.error()).isZero();
        return outcome.out();
    }

    @Test
    @Order(6)
    void a_finished_cluster_fits_into_memory() {
        Call stats = Call.of(
                Duration.ofSeconds(60), "docker", "stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}");
        String used = HostPrograms.onPath().run(stats).out();
        String containers = "halab-%s-".formatted(topology.prefix().replace('.', '-'));
        double all = 0;
        for (String line : used.lines().filter(l -> l.startsWith(containers)).toList()) {
            watch.say(line);
            Matcher matcher = Pattern.compile(" ([0-9.]+)([MG])iB / ").matcher(line);
            assertThat(matcher.find()).as(line).isTrue();
            all += Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("G") ? 1024 : 1);
        }
        watch.say("memory of all nodes: %.0f MiB".formatted(all));
        assertThat(all).isBetween(1.0, 3072.0);
    }

    private static Verdict of(CheckReport report, String check) {
        return report.results().stream()
                .filter(r -> r.check().name().equals(check))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /// One digest a node of the names, modes, owners and contents of what a check could have changed. Left out:
    /// what
    /// changes by itself (logs, etcd's data, the runtime's layers, state of the running system).
    private Map<String, String> digests() {
        String script = """
                sudo find /etc /home /root /opt /usr/local /usr/lib/systemd /var/lib/kubelet /var/lib/haproxy /var/lib/dpkg \
                    /var/spool -xdev \\( -type f -printf '%p %m %u %s ' -exec sha256sum {} ';' \\) -o \
                    \\( -type l -printf '%p %l\\n' \\) 2>/dev/null | LC_ALL=C sort
                """;
        return topology.nodes().stream()
                .collect(Collectors.toMap(
                        NodeSpec::name,
                        n -> session.node(n.name())
                                .run(new Command(Command.User.HALAB, script, "", Duration.ofMinutes(2)))
                                .out(),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
