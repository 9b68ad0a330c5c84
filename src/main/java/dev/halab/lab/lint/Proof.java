package dev.halab.lab.lint;

import dev.halab.check.Result;
import dev.halab.check.Round;
import dev.halab.check.Severity;
import dev.halab.check.Timeline;
import dev.halab.check.Verdict;
import dev.halab.lab.Case;
import dev.halab.lab.Cases;
import dev.halab.lab.Course;
import dev.halab.lab.Place;
import dev.halab.lab.Task;
import dev.halab.recording.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proves tasks by their recordings: right solutions pass, wrong ones fail for the stated reason.
///
/// @param rows one per case, in the order of the course
/// @param findings what is not as it should be; a case without a recording is a warning
public record Proof(List<Row> rows, List<LintFinding> findings) {
    /// All budgets of time are over: a recording does not change any more.
    private static final Duration OVER = Duration.ofDays(1);

    public Proof {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /// One case and what came of judging it.
    ///
    /// @param subject the case
    /// @param outcome whether it showed what it has to show
    /// @param stated what a mutant states: its cause; empty for others
    /// @param check name of the check that failed first; empty if none did
    /// @param seen what was seen: `pass`, or check and cause of the first failure, or why nothing was seen
    public record Row(Case subject, Outcome outcome, String stated, String check, String seen) {}

    /// Whether a case showed what it has to show.
    public enum Outcome {
        PROVEN("proven"),
        REFUTED("refuted"),
        NOT_RECORDED("not recorded");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// The word in reports.
        public String word() {
            return word;
        }
    }

    /// Judges every recording of `cases`.
    public static Proof of(Course course, Cases cases) {
        List<Row> rows = new ArrayList<>();
        course.labs()
                .forEach(lab ->
                        lab.tasks().forEach(task -> cases.of(task.id()).forEach(each -> rows.add(row(task, each)))));
        Findings findings = new Findings();
        rows.forEach(row -> report(row, findings));
        return new Proof(rows, findings.sorted());
    }

    /// Judges a recording as if all budgets of time were over.
    public static List<Result> judge(Task task, Recording recording) {
        // what has to hold for a while has held since the start, or it could not be judged at one instant
        Map<String, Duration> since = new HashMap<>();
        task.checks().forEach(check -> since.put(check.id(), Duration.ZERO));
        Timeline begun = new Timeline(Map.of(), since);
        return Round.judge(task.checks(), recording.snapshot(), OVER, begun).results();
    }

    private static Row row(Task task, Case each) {
        String stated = each.cause().orElse("");
        Optional<Recording> recording = each.recording();
        if (recording.isEmpty()) {
            return new Row(each, Outcome.NOT_RECORDED, stated, "", "there is no '%s'".formatted(each.factsFile()));
        }
        List<Result> musts = judge(task, recording.get()).stream()
                .filter(r -> r.check().severity() == Severity.MUST)
                .toList();
        boolean proven = each.part() == Case.Part.MUTANT ? failsAsStated(each, musts) : passes(musts);
        String check = firstFailure(musts).map(r -> r.check().name()).orElse("");
        return new Row(each, proven ? Outcome.PROVEN : Outcome.REFUTED, stated, check, seen(musts));
    }

    private static boolean passes(List<Result> musts) {
        return !musts.isEmpty() && musts.stream().allMatch(r -> r.verdict() instanceof Verdict.Pass);
    }

    private static boolean failsAsStated(Case mutant, List<Result> musts) {
        Optional<Result> first = firstFailure(musts);
        return first.isPresent()
                && first.get().verdict() instanceof Verdict.Fail fail
                && mutant.cause().equals(Optional.of(fail.mismatch().cause()))
                && mutant.check().map(first.get().check().name()::equals).orElse(true);
    }

    private static Optional<Result> firstFailure(List<Result> musts) {
        return musts.stream().filter(r -> r.verdict() instanceof Verdict.Fail).findFirst();
    }

    private static String seen(List<Result> musts) {
        return firstFailure(musts)
                .or(() -> musts.stream()
                        .filter(r -> !(r.verdict() instanceof Verdict.Pass))
                        .findFirst())
                .map(r -> r.check().name() + ": " + said(r.verdict()))
                .orElse("pass");
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> verdict.word();
            case Verdict.Fail(var mismatch) ->
                "%s (expected %s, found %s)".formatted(mismatch.cause(), mismatch.expected(), mismatch.actual());
            case Verdict.Wait(var mismatch) -> "%s, %s".formatted(verdict.word(), mismatch.actual());
            case Verdict.Unknown(var reason, String detail) ->
                "%s, %s, %s".formatted(verdict.word(), reason.word(), detail);
            case Verdict.Blocked(List<String> by) -> "%s by %s".formatted(verdict.word(), String.join(", ", by));
        };
    }

    private static void report(Row row, Findings findings) {
        Case each = row.subject();
        String name = "%s '%s' of task '%s'".formatted(each.part().word(), each.name(), each.task());
        switch (row.outcome()) {
            case PROVEN -> {}
            case NOT_RECORDED ->
                findings.warning(
                        Place.startOf(each.answer().path()),
                        name + " is not recorded",
                        row.seen(),
                        "replay it on a lab and run: halab facts record " + each.task());
            case REFUTED ->
                findings.error(
                        Place.startOf(each.factsFile()),
                        each.part() == Case.Part.MUTANT
                                ? "%s does not fail with %s".formatted(name, row.stated())
                                : name + " does not pass",
                        "seen: " + row.seen(),
                        "mend the check or the solution, then record it again");
        }
    }
}
