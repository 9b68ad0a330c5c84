package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.attempt.Event;
import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.check.kinds.Kinds;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.Power;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.recording.Recording;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A check that breaks a machine: cp-1 of `standard` loses power, and the endpoint is asked from w-1 and cp-2.
final class FailoverTest {
    private static final String ENDPOINT = "k8s-api.lab";
    private static final String CP1 = "192.168.56.11";
    private static final String CP3 = "192.168.56.13";
    private static final Fact WANTED = Facts.file("lb-1", "/wanted");

    private final FakeLab lab = new FakeLab();
    private final FakeProvider provider = lab.provider;
    private final Story story = new Story(lab, new Random(1));
    private final List<String> asked = new ArrayList<>();

    /// When cp-1 was broken; empty while it is not.
    private Optional<Duration> broken = Optional.empty();

    /// How long the endpoint does not answer after that.
    private Duration outage = Duration.ofSeconds(3);

    /// How long the machine's own port does not answer once it is mended.
    private Duration boot = Duration.ofSeconds(10);

    private Optional<Duration> mended = Optional.empty();
    private long millis = 30;

    @BeforeEach
    void makes_machines() {
        provider.topology = Optional.of(Trial.STANDARD);
        Trial.STANDARD.nodes().forEach(n -> provider.states.put(n.name(), "running"));
        provider.duringPower = verb -> {
            if (verb == Power.START) {
                mended = Optional.of(lab.uptime);
                broken = Optional.empty();
            } else {
                broken = Optional.of(lab.uptime);
                mended = Optional.empty();
            }
        };
        for (String node : List.of("cp-1", "w-1", "cp-2", "cp-3")) {
            lab.wires.put(node, new Wire(node));
        }
        lab.machine("lb-1").files.put("/wanted", "yes");
    }

    @AfterEach
    void nothing_of_a_drill_is_read_as_if_it_were_a_source() {
        assertThat(lab.nodes).doesNotContainKey(Fact.FAULT);
    }

    /// What a node hears of the endpoint and of cp-1.
    private final class Wire implements Source {
        private final String node;

        Wire(String node) {
            this.node = node;
        }

        @Override
        public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
            Map<Fact, Reading> readings = new HashMap<>();
            for (Fact fact : facts) {
                asked.add("%s %s".formatted(node, fact.arguments().getFirst()));
                boolean answers = switch (fact.arguments().getFirst()) {
                    case CP1 -> itself();
                    case CP3 -> true;
                    default -> endpoint();
                };
                String connection = answers
                        ? "{\"stage\":\"done\",\"status\":200,\"ms\":%d}".formatted(millis)
                        : "{\"stage\":\"tls\",\"error\":\"closed\",\"ms\":2}";
                readings.put(
                        fact, new Reading.Seen(0, "{\"connections\":[%s]}".formatted(connection), "", FakeLab.NOW));
            }
            return readings;
        }
    }

    private boolean endpoint() {
        return broken.filter(at -> lab.uptime.minus(at).compareTo(outage) < 0).isEmpty();
    }

    private boolean itself() {
        return !provider.states.getOrDefault("cp-1", "").equals("off")
                && mended.filter(at -> lab.uptime.minus(at).compareTo(boot) < 0).isEmpty();
    }

    /// A claim that a file says `yes`.
    private record Wanted() implements Claim {
        @Override
        public String title() {
            return "it is wanted";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(WANTED);
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            return snapshot.text(WANTED).contains("yes")
                    ? Verdict.pass("yes")
                    : Verdict.fail("file.lacks", "yes", "no", "lb-1:/wanted");
        }
    }

    private static Claim drill() {
        Kind kind = Kinds.all().stream()
                .filter(k -> k.name().equals("failover"))
                .findFirst()
                .orElseThrow();
        return kind.claim(
                Trial.fields(
                        "fault",
                        "kill",
                        "on",
                        "cp-1",
                        "endpoint",
                        new HostPort(ENDPOINT, 6443),
                        "maxOutage",
                        Duration.ofSeconds(15)),
                new Scope("ha/fail/drill", Trial.STANDARD, "1.35", false));
    }

    private static Check check(String name, Claim claim, Timing timing, String... needs) {
        return new Check(
                "ha/fail/" + name,
                name,
                name.equals("drill") ? "failover" : "file",
                claim,
                2,
                Severity.MUST,
                List.of(needs),
                timing,
                false);
    }

    private Task task(Check... checks) {
        Map<String, List<String>> hints = Map.of("*", List.of("Read", "Look", "Do"));
        Answer answer = new Answer("answers/ha/fail.md", Map.of(), "", List.of());
        Task fail = new Task("ha/fail", "Fail", "Lose cp-1.", List.of(), 5, List.of(checks), hints, List.of(), answer);
        Task after = new Task(
                "ha/after",
                "After",
                "Go on.",
                List.of(),
                5,
                List.of(new Check(
                        "ha/after/it",
                        "it",
                        "file",
                        new Wanted(),
                        1,
                        Severity.MUST,
                        List.of(),
                        new Timing.Now(),
                        false)),
                hints,
                List.of(),
                answer);
        lab.course = new Course(
                List.of(new Lab("ha", "Three", "1.35", "standard", List.of(), Map.of(), List.of(fail, after))));
        return fail;
    }

    /// The drill needs the other check.
    private Task usual() {
        return task(
                check("right", new Wanted(), new Timing.Now()),
                check("drill", drill(), new Timing.Now(), "ha/fail/right"));
    }

    private CheckReport judged(Task task) {
        return story.check(task, Patience.UNTIL_SETTLED, unsettled -> {});
    }

    private static Verdict drill(CheckReport report) {
        return report.results().stream()
                .filter(r -> r.check().name().equals("drill"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static String unknown(CheckReport report) {
        assertThat(drill(report)).isInstanceOf(Verdict.Unknown.class);
        return ((Verdict.Unknown) drill(report)).detail();
    }

    private static String cause(CheckReport report) {
        assertThat(drill(report)).isInstanceOf(Verdict.Fail.class);
        return ((Verdict.Fail) drill(report)).mismatch().cause();
    }

    private void nothingWasBroken() {
        assertThat(provider.calls).isEmpty();
        assertThat(lab.events).extracting(r -> r.event()).noneMatch(Event.Disturbed.class::isInstance);
    }

    private Map<String, String> disturbed() {
        return new Machines(lab).disturbed();
    }

    @Test
    void the_machine_is_broken_and_mended_and_its_return_awaited() {
        CheckReport report = judged(usual());

        assertThat(report.verdict()).isEqualTo(TaskVerdict.PASS);
        assertThat(drill(report))
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.observed())
                                .isEqualTo(
                                        "connections failed for 2.8 s, and cp-1 answered again 10.0 s after it was mended"));
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(lab.events)
                .extracting(r -> r.event())
                .startsWith(new Event.Disturbed("ha/fail", "cp-1", "failover"), new Event.Settled("", "cp-1"));
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void the_endpoint_is_asked_in_turn_from_two_nodes_that_are_not_broken() {
        judged(usual());

        assertThat(asked)
                .contains("w-1 " + ENDPOINT, "cp-2 " + ENDPOINT, "w-1 " + CP1, "cp-2 " + CP1)
                .contains("w-1 " + CP3, "cp-2 " + CP3);
        assertThat(asked).noneMatch(a -> a.startsWith("cp-1 ") || a.startsWith("cp-3 "));
        // 20 s after the breaking, every 200 ms; and those before it
        assertThat(asked.stream().filter(a -> a.endsWith(ENDPOINT))).hasSize(100 + 5);
    }

    @Test
    void an_outage_that_is_too_long_fails() {
        outage = Duration.ofSeconds(17);
        assertThat(cause(judged(usual()))).isEqualTo("failover.slow");

        outage = Duration.ofMinutes(5);
        assertThat(cause(judged(usual()))).isEqualTo("failover.none");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void a_machine_that_does_not_come_back_fails() {
        boot = Duration.ofMinutes(3);

        assertThat(cause(judged(usual()))).isEqualTo("failover.not-back");
    }

    @Test
    void a_machine_that_cannot_be_broken_is_mended_all_the_same() {
        provider.duringPower = verb -> {
            if (verb == Power.KILL) {
                throw HalabException.of(new Problem("cp-1 was left as it is", "the engine is gone", "halab doctor"));
            }
        };

        assertThat(unknown(judged(usual()))).contains("could not be broken: the engine is gone");
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void a_machine_is_mended_when_halab_itself_fails() {
        lab.wires.replaceAll((node, wire) -> (facts, deadline) -> {
            if (broken.isPresent()) {
                throw new IllegalStateException("a defect");
            }
            return wire.read(facts, deadline);
        });

        assertThatThrownBy(() -> judged(usual())).isInstanceOf(IllegalStateException.class);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void a_machine_is_mended_when_breaking_it_fails_in_a_way_it_must_not() {
        provider.duringPower = verb -> {
            if (verb == Power.KILL) {
                throw new IllegalStateException("a defect");
            }
        };

        assertThatThrownBy(() -> judged(usual())).isInstanceOf(IllegalStateException.class);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void a_machine_is_mended_when_the_learner_breaks_it_off() {
        lab.afterPause = after -> {
            if (broken.filter(at -> lab.uptime.minus(at).toSeconds() >= 2).isPresent()) {
                Thread.currentThread().interrupt();
            }
        };
        List<Boolean> interrupted = new ArrayList<>();
        var during = provider.duringPower;
        provider.duringPower = verb -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            during.accept(verb);
        };

        CheckReport report = judged(usual());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.verdict()).isEqualTo(TaskVerdict.UNKNOWN);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(interrupted).as("what mends is not interrupted").containsExactly(false, false);
        assertThat(disturbed()).isEmpty();
        assertThat(lab.uptime).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void what_could_not_be_mended_is_told_and_mended_by_the_next_look() {
        var during = provider.duringPower;
        provider.duringPower = verb -> {
            if (verb == Power.START) {
                throw HalabException.of(new Problem("cp-1 was not started", "the engine is gone", "halab doctor"));
            }
            during.accept(verb);
        };
        Task task = usual();

        assertThat(unknown(judged(task))).contains("cp-1 was not started: the engine is gone");
        assertThat(disturbed()).containsEntry("cp-1", "failover");

        provider.duringPower = during;
        story.check(task, Patience.UNASKED, unsettled -> {});
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1", "START cp-1");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void what_another_halab_has_broken_is_left_to_that_one() {
        Task task = usual();
        lab.events().append(FakeLab.NOW, new Event.Disturbed("ha/fail", "cp-1", "failover"));
        lab.heldBy = Optional.of("process 7 does `halab check`");

        story.check(task, Patience.UNASKED, unsettled -> {});

        assertThat(provider.calls).isEmpty();
    }

    @Test
    void nothing_is_broken_while_another_halab_changes_the_lab() {
        lab.heldBy = Optional.of("process 7 does `halab up`");

        assertThat(unknown(judged(usual()))).contains("nothing was broken: process 7 does `halab up`");
        nothingWasBroken();
    }

    @Test
    void nothing_is_broken_where_a_machine_is_disturbed_already() {
        new Machines(lab).power(Power.PAUSE, "cp-3");
        provider.calls.clear();

        assertThat(unknown(judged(usual()))).contains("cp-3 is not as it was (pause): halab power start cp-3");
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void nothing_is_broken_where_the_endpoint_does_not_answer() {
        broken = Optional.of(Duration.ZERO);
        outage = Duration.ofDays(1);

        assertThat(cause(judged(usual()))).isEqualTo("failover.before");
        nothingWasBroken();
    }

    @Test
    void nothing_is_broken_where_the_machine_itself_does_not_answer() {
        provider.states.put("cp-1", "off");

        assertThat(cause(judged(usual()))).isEqualTo("failover.before");
        nothingWasBroken();
    }

    @Test
    void nothing_is_broken_where_answers_take_too_long_to_tell_anything() {
        millis = 701;

        assertThat(unknown(judged(usual()))).contains("answered after up to 701 ms");
        nothingWasBroken();
    }

    @Test
    void nothing_is_broken_where_nobody_is_left_to_ask() {
        lab.wires.keySet().removeIf(node -> !node.equals("cp-1"));

        assertThat(unknown(judged(usual()))).contains("there is no node to ask k8s-api.lab from");
        nothingWasBroken();
    }

    @Test
    void a_fault_that_does_not_take_is_not_believed() {
        lab.afterPause = after -> provider.states.put("cp-1", "running");

        assertThat(unknown(judged(usual()))).contains("cp-1 went on answering");
    }

    @Test
    void nothing_is_broken_before_all_else_is_right() {
        lab.machine("lb-1").files.put("/wanted", "no");

        CheckReport report = judged(usual());

        assertThat(report.verdict()).isEqualTo(TaskVerdict.FAIL);
        assertThat(drill(report)).isEqualTo(new Verdict.Blocked(List.of("ha/fail/right")));
        nothingWasBroken();
    }

    @Test
    void nothing_is_broken_before_all_else_has_settled() {
        lab.machine("lb-1").files.put("/wanted", "no");
        Task task = task(
                check("right", new Wanted(), new Timing.Eventually(Duration.ofSeconds(20), Duration.ZERO)),
                check("drill", drill(), new Timing.Now()));
        lab.afterPause = after -> {
            if (lab.uptime.toSeconds() >= 5 && broken.isEmpty()) {
                lab.machine("lb-1").files.put("/wanted", "yes");
            }
            assertThat(provider.calls.isEmpty() || lab.uptime.toSeconds() >= 5).isTrue();
        };
        List<String> told = new ArrayList<>();

        CheckReport report = story.check(
                task,
                Patience.UNTIL_SETTLED,
                unsettled -> told.add(drill(unsettled).word()));

        assertThat(report.verdict()).isEqualTo(TaskVerdict.PASS);
        assertThat(told).startsWith("unknown").endsWith("wait");
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
    }

    @Test
    void what_is_wrong_elsewhere_keeps_its_verdict_and_nothing_from_being_broken() {
        lab.machine("lb-1").files.put("/wanted", "no");
        Task task = task(
                check("right", new Wanted(), new Timing.Eventually(Duration.ofSeconds(2), Duration.ZERO)),
                check("drill", drill(), new Timing.Now()));

        CheckReport report = judged(task);

        assertThat(report.verdict()).isEqualTo(TaskVerdict.FAIL);
        assertThat(drill(report)).isInstanceOf(Verdict.Pass.class);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
    }

    @Test
    void what_needs_it_is_judged_after_it() {
        Task task = task(
                check("drill", drill(), new Timing.Now()),
                check("right", new Wanted(), new Timing.Now(), "ha/fail/drill"));

        assertThat(judged(task).verdict()).isEqualTo(TaskVerdict.PASS);
        outage = Duration.ofSeconds(17);
        assertThat(judged(task).results().getLast().verdict()).isEqualTo(new Verdict.Blocked(List.of("ha/fail/drill")));
    }

    @Test
    void rounds_that_do_not_wait_break_nothing_and_say_how_to_ask() {
        Task task = usual();

        for (Patience patience : List.of(Patience.ONE_ROUND, Patience.UNASKED)) {
            CheckReport report = story.check(task, patience, unsettled -> {});
            assertThat(report.verdict()).isEqualTo(TaskVerdict.UNKNOWN);
            assertThat(unknown(report)).contains("halab check TASK");
        }
        assertThat(story.check(lab.course.labs().getFirst()).verdict()).isEqualTo(TaskVerdict.UNKNOWN);
        nothingWasBroken();
    }

    @Test
    void watching_ends_where_nothing_but_a_broken_machine_could_tell_more() {
        lab.machine("lb-1").files.put("/wanted", "no");
        lab.afterPause = after -> lab.machine("lb-1").files.put("/wanted", "yes");
        List<TaskVerdict> told = new ArrayList<>();

        CheckReport report = story.watch(usual(), changed -> told.add(changed.verdict()));

        assertThat(told).containsExactly(TaskVerdict.FAIL, TaskVerdict.UNKNOWN);
        assertThat(report.verdict()).isEqualTo(TaskVerdict.UNKNOWN);
        nothingWasBroken();
    }

    @Test
    void a_look_that_breaks_nothing_takes_no_failure_back() {
        outage = Duration.ofSeconds(17);
        Task task = usual();
        judged(task);

        CheckReport later = story.check(task, Patience.UNASKED, unsettled -> {});

        assertThat(cause(later)).isEqualTo("failover.slow");
        assertThat(((Verdict.Fail) drill(later)).mismatch().actual()).endsWith(", when it was last asked for");
        assertThat(later.results().getLast().evidence()).hasSize(1);
        assertThat(unknown(story.check(task, Patience.ONE_ROUND, unsettled -> {})))
                .contains("halab check TASK");
        story.open(task, line -> {});
        assertThat(unknown(story.check(task, Patience.UNASKED, unsettled -> {})))
                .contains("halab check TASK");
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
    }

    @Test
    void a_look_that_breaks_nothing_keeps_no_pass() {
        Task task = usual();
        assertThat(judged(task).verdict()).isEqualTo(TaskVerdict.PASS);

        assertThat(story.check(task, Patience.UNASKED, unsettled -> {}).verdict())
                .isEqualTo(TaskVerdict.UNKNOWN);
    }

    @Test
    void a_recording_may_break_the_machine_and_is_judged_like_the_lab() {
        Task task = usual();

        Recording recording = story.recordBreaking(task);

        assertThat(story.judge(task, Recording.parse(recording.text())).verdict())
                .isEqualTo(TaskVerdict.PASS);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
        assertThat(disturbed()).isEmpty();
    }

    @Test
    void watching_opening_recording_and_hinting_break_nothing() {
        Task task = usual();
        story.watch(task, changed -> {});

        story.open(task, line -> {});
        Recording recording = story.record(task);
        assertThatThrownBy(() -> story.hint(task)).isInstanceOf(HalabException.class);

        assertThat(recording.readings().values()).hasSize(2).anyMatch(Reading.Unseen.class::isInstance);
        nothingWasBroken();
    }

    @Test
    void a_later_task_does_not_miss_what_only_a_broken_machine_could_show() {
        Task task = usual();
        Task later = lab.course.task("ha/after").orElseThrow();

        assertThat(story.missingBefore(later).isEmpty()).isTrue();
        lab.machine("lb-1").files.put("/wanted", "no");
        assertThat(story.missingBefore(later).tasks()).containsExactly(task);
        nothingWasBroken();
    }

    @Test
    void a_hint_is_for_what_the_last_drill_saw_and_breaks_nothing() {
        Task task = usual();
        outage = Duration.ofSeconds(17);
        judged(task);
        provider.calls.clear();

        assertThat(story.hint(task)).hasValueSatisfying(hint -> {
            assertThat(hint.check()).isEqualTo("ha/fail/drill");
            assertThat(hint.cause()).isEqualTo("failover.slow");
            assertThat(hint.text()).isEqualTo("Read");
        });
        assertThat(story.hint(task))
                .hasValueSatisfying(hint -> assertThat(hint.text()).isEqualTo("Look"));
        assertThat(provider.calls).isEmpty();

        lab.machine("lb-1").files.put("/wanted", "no");
        assertThat(story.hint(task))
                .hasValueSatisfying(hint -> assertThat(hint.cause()).isEqualTo("file.lacks"));
    }

    @Test
    void no_hint_is_for_what_a_later_drill_found_right() {
        Task task = task(check("right", new Wanted(), new Timing.Now()), check("drill", drill(), new Timing.Now()));
        outage = Duration.ofSeconds(17);
        judged(task);
        outage = Duration.ofSeconds(1);
        lab.machine("lb-1").files.put("/wanted", "no");
        judged(task);
        lab.machine("lb-1").files.put("/wanted", "yes");

        assertThatThrownBy(() -> story.hint(task)).isInstanceOf(HalabException.class);
    }

    @Test
    void an_answer_is_judged_by_breaking_a_machine_too() {
        List<CheckReport> reports = story.solve(List.of(usual()), line -> {});

        assertThat(reports).extracting(CheckReport::verdict).containsExactly(TaskVerdict.PASS);
        assertThat(provider.calls).containsExactly("KILL cp-1", "START cp-1");
    }
}
