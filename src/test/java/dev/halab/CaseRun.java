package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.check.Verdict;
import dev.halab.lab.Case;
import dev.halab.lab.Task;
import dev.halab.lab.lint.Proof;
import dev.halab.recording.Recording;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Brings a task into the state of a case, and sees that it is judged as the case says.
final class CaseRun {
    /// How long a mutant may need until its fault is visible; `e2e.visible` says other seconds while cases are
    /// written.
    private static final Duration VISIBLE = Duration.ofSeconds(Integer.getInteger("e2e.visible", 60));

    /// How long the lab may need until it has got over a mutant.
    private static final Duration MENDED = Duration.ofMinutes(3);

    private static final boolean KEEP = Boolean.getBoolean("e2e.keep");
    private static final boolean RECORD = Boolean.getBoolean("e2e.record");

    private final Session session;
    private final Story story;
    private final CaseReplay replay;
    private final Stopwatch watch;
    private final Path home;
    private boolean whole = true;
    private Duration solving = Duration.ZERO;

    CaseRun(Session session, Story story, CaseReplay replay, Stopwatch watch, Path home) {
        this.session = session;
        this.story = story;
        this.replay = replay;
        this.watch = watch;
        this.home = home;
    }

    void opensUnsolved(Task task) {
        assumeTrue(whole, "an earlier task is not solved");
        watch.say(task.id());
        story.open(task, line -> watch.say("  " + line));

        CheckReport report = watch.time("  unsolved", () -> observed(task));

        assumeFalse(KEEP && report.verdict() == TaskVerdict.PASS, "solved by the run before");
        assertThat(report.verdict()).as(seen(report.results())).isIn(TaskVerdict.FAIL, TaskVerdict.WAIT);
    }

    /// One round. A machine that has just booted may be too busy to answer in time, so an unknown is asked again.
    private CheckReport observed(Task task) {
        long end = System.nanoTime() + VISIBLE.toNanos();
        CheckReport report = story.check(task, Patience.ONE_ROUND, r -> {});
        while (report.verdict() == TaskVerdict.UNKNOWN && System.nanoTime() < end) {
            watch.say("  unknown: " + seen(report.results()).lines().findFirst().orElse(""));
            session.pace().pause(Duration.ofSeconds(1));
            report = story.check(task, Patience.ONE_ROUND, r -> {});
        }
        return report;
    }

    void solves(Task task) {
        assumeTrue(whole, "an earlier task is not solved");
        assumeFalse(KEEP && observed(task).verdict() == TaskVerdict.PASS, "solved by the run before");
        whole = false;
        long start = System.nanoTime();
        CheckReport report = story.solve(List.of(task), line -> {}).getLast();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        solving = solving.plus(took);
        watch.say("  solved", took);
        String seen = seen(report.results());
        if (report.verdict() == TaskVerdict.UNKNOWN) {
            watch.say("  unknown: " + seen.lines().findFirst().orElse(""));
            passes(task);
        } else {
            assertThat(report.verdict()).as(seen).isEqualTo(TaskVerdict.PASS);
        }
        watch.say("  all answers so far", solving);
        whole = true;
    }

    void shows(Task task, Case each) {
        assumeTrue(whole, "an earlier task is not solved");
        switch (each.part()) {
            case GOLDEN -> watch.time(title(each), () -> keep(each, passes(task)));
            case VARIANT -> changed(task, each, () -> keep(each, passes(task)));
            case MUTANT -> changed(task, each, () -> keep(each, fails(task, each)));
        }
    }

    private void changed(Task task, Case each, Runnable look) {
        long start = System.nanoTime();
        try {
            replay.apply(task, each);
            look.run();
            watch.say(title(each), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            whole = false;
            replay.undo(task, each);
            watch.time("      undone", () -> passes(task));
            whole = true;
        }
    }

    /// Waits until the task passes, by the judge that a learner has.
    ///
    /// @return what was read then
    Recording passes(Task task) {
        long end = System.nanoTime() + MENDED.toNanos();
        CheckReport report = story.check(task, Patience.UNTIL_SETTLED, r -> {});
        while (true) {
            if (report.verdict() == TaskVerdict.PASS) {
                Recording recording = story.recordBreaking(task);
                if (seen(Proof.judge(task, recording)).isEmpty()) {
                    return recording;
                }
            }
            assertThat(System.nanoTime()).as(seen(report.results())).isLessThan(end);
            session.pace().pause(Duration.ofSeconds(1));
            report = story.check(task, Patience.UNTIL_SETTLED, r -> {});
        }
    }

    private Recording fails(Task task, Case mutant) {
        long end = System.nanoTime() + VISIBLE.toNanos();
        while (true) {
            Recording recording = story.recordBreaking(task);
            List<Result> results = Proof.judge(task, recording);
            if (failsAsStated(mutant, results)) {
                return recording;
            }
            if (System.nanoTime() > end) {
                return fail("%s: stated is %s, seen:%n%s".formatted(mutant.name(), mutant.cause(), seen(results)));
            }
            session.pace().pause(Duration.ofMillis(500));
        }
    }

    private static boolean failsAsStated(Case mutant, List<Result> results) {
        return results.stream()
                .filter(r -> r.check().severity() == Severity.MUST && r.verdict() instanceof Verdict.Fail)
                .findFirst()
                .filter(r -> mutant.check().map(r.check().name()::equals).orElse(true))
                .map(r -> ((Verdict.Fail) r.verdict()).mismatch().cause())
                .equals(mutant.cause());
    }

    private void keep(Case each, Recording recording) {
        if (!RECORD) {
            return;
        }
        try {
            Recording small = Shortened.of(recording);
            Task task = story.course().task(recording.task()).orElseThrow();
            assertThat(verdicts(task, small)).isEqualTo(verdicts(task, recording));
            Files.writeString(home.resolve(each.factsFile()), small.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Verdict> verdicts(Task task, Recording recording) {
        return Proof.judge(task, recording).stream().map(Result::verdict).toList();
    }

    private static String title(Case each) {
        return "    %s %s".formatted(each.part().word(), each.name());
    }

    /// What is not a pass.
    private static String seen(List<Result> results) {
        return results.stream()
                .filter(r -> !(r.verdict() instanceof Verdict.Pass))
                .map(r -> String.format(Locale.ROOT, "%s: %s", r.check().id(), r.verdict()))
                .collect(Collectors.joining("\n"));
    }
}
