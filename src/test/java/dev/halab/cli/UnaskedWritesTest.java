package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.Verdict;
import dev.halab.cluster.FakeWriteTrial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.tui.live.LiveShells;
import dev.halab.tui.live.TourMark;
import dev.halab.tui.live.TutorPerformer;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A write is tried when somebody asks for a check, and at no other time.
final class UnaskedWritesTest {
    private static final Fact TRIAL = Facts.write("k8s-api.lab", 6443);

    private final FakeLab lab = new FakeLab();
    private final FakeWriteTrial writes = lab.writes;
    private final Story story = new Story(lab, new Random(1));

    @TempDir
    Path folder = Path.of("");

    /// A claim that anything was tried, and went well.
    private record Tried(boolean well) implements Claim {
        @Override
        public String title() {
            return "the cluster takes writes";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(TRIAL);
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            String told = snapshot.text(TRIAL);
            return well ? Verdict.pass(told) : Verdict.fail("write.error", "it went well", "it did not", "the cluster");
        }
    }

    private Task task(boolean sinceTask) {
        return task(sinceTask, new Tried(true));
    }

    private Task task(boolean sinceTask, Claim claim) {
        Check check = new Check(
                "ha-mini/write/writes",
                "It takes writes",
                "api.write",
                claim,
                2,
                Severity.MUST,
                List.of(),
                new Timing.Now(),
                sinceTask);
        Task task = new Task(
                "ha-mini/write",
                "Writes",
                "Let it take writes.",
                List.of(),
                5,
                List.of(check),
                Map.of("*", List.of("Read", "Look", "Do")),
                List.of(),
                new Answer("answers/ha-mini/write.md", Map.of(), "", List.of()));
        lab.course = new Course(List.of(new Lab("ha-mini", "Two", "1.35", "mini", List.of(), Map.of(), List.of(task))));
        return task;
    }

    @Test
    void a_check_that_somebody_asked_for_tries_it_once() {
        CheckReport report = story.check(task(false), Patience.UNTIL_SETTLED, unsettled -> {});

        assertThat(report.verdict()).isEqualTo(TaskVerdict.PASS);
        assertThat(writes.tried()).containsExactly(TRIAL);
    }

    @Test
    void a_round_that_nobody_asked_for_leaves_it_unknown() {
        CheckReport report = story.check(task(false), Patience.UNASKED, unsettled -> {});

        assertThat(report.verdict()).isEqualTo(TaskVerdict.UNKNOWN);
        assertThat(report.results().getFirst().verdict()).isInstanceOfSatisfying(Verdict.Unknown.class, unknown -> {
            assertThat(unknown.reason()).isEqualTo(Reading.Reason.NOT_READ);
            assertThat(unknown.detail()).contains("only when somebody asks");
        });
        assertThat(writes.tried()).isEmpty();
    }

    @Test
    void whoever_watches_does_not_write() {
        CheckReport report = story.watch(task(false), changed -> {});

        assertThat(report.verdict()).isEqualTo(TaskVerdict.UNKNOWN);
        assertThat(writes.tried()).isEmpty();
    }

    @Test
    void opening_a_task_does_not_write() {
        story.open(task(true), line -> {});

        assertThat(writes.tried()).isEmpty();
    }

    @Test
    void the_screen_writes_only_when_the_learner_asks() throws InterruptedException {
        Task task = task(false);
        BlockingQueue<Msg> news = new LinkedBlockingQueue<>();
        try (TutorPerformer performer = performer()) {
            performer.begin(new Effect.Judge(task, false), news::add);
            assertThat(judged(news).verdict()).isEqualTo(TaskVerdict.UNKNOWN);
            assertThat(writes.tried()).isEmpty();

            performer.begin(new Effect.Judge(task, true), news::add);
            assertThat(judged(news).verdict()).isEqualTo(TaskVerdict.PASS);
            assertThat(writes.tried()).containsExactly(TRIAL);
        }
    }

    @Test
    void on_the_screen_a_write_that_failed_stays_failed_until_the_learner_asks_again() throws InterruptedException {
        Task task = task(false, new Tried(false));
        BlockingQueue<Msg> news = new LinkedBlockingQueue<>();
        try (TutorPerformer performer = performer()) {
            performer.begin(new Effect.Judge(task, true), news::add);
            assertThat(judged(news).verdict()).isEqualTo(TaskVerdict.FAIL);

            performer.begin(new Effect.Judge(task, false), news::add);
            assertThat(judged(news).verdict()).isEqualTo(TaskVerdict.FAIL);
            assertThat(writes.tried()).containsExactly(TRIAL);
        }
    }

    private TutorPerformer performer() {
        return new TutorPerformer(
                lab,
                () -> new Story(lab, new Random(1)),
                new LiveShells(lab::node, JlineVtScreen::new),
                new TourMark(folder.resolve("seen")),
                defect -> new Problem("a defect", String.valueOf(defect.getMessage()), "report it"));
    }

    private static CheckReport judged(BlockingQueue<Msg> news) throws InterruptedException {
        while (true) {
            Msg msg = Objects.requireNonNull(news.poll(20, TimeUnit.SECONDS), "nothing came");
            if (msg instanceof Msg.Judged judged) {
                return judged.report();
            }
        }
    }
}
