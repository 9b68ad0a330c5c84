package dev.halab.check;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.MalformedJson;
import dev.halab.yaml.MalformedYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One round of judging: the results in the order of the checks, and what the next round builds on.
///
/// @param results one per check, in order
/// @param timeline to be handed to the next round
/// @param settled whether another round could change nothing
public record Round(List<Result> results, Timeline timeline, boolean settled) {
    public Round {
        results = List.copyOf(results);
    }

    /// The facts to read for the next round: those of every check that is not decided.
    public static Set<Fact> facts(List<Check> checks, Timeline timeline) {
        Set<Fact> facts = new LinkedHashSet<>();
        checks.stream()
                .filter(c -> timeline.decided(c.id()).isEmpty())
                .forEach(c -> facts.addAll(c.claim().facts()));
        return facts;
    }

    /// Judges `checks`, which stand after whatever they need.
    ///
    /// @param elapsed time since the start of the command
    public static Round judge(List<Check> checks, Snapshot snapshot, Duration elapsed, Timeline before) {
        Timeline timeline = before;
        Map<String, Result> byId = new HashMap<>();
        List<Result> results = new ArrayList<>();
        boolean settled = true;
        for (Check check : checks) {
            Step step = step(check, snapshot, elapsed, timeline, byId);
            timeline = step.timeline();
            settled &= step.settled();
            byId.put(check.id(), step.result());
            results.add(step.result());
        }
        return new Round(results, timeline, settled);
    }

    private record Step(Result result, Timeline timeline, boolean settled) {}

    private static Step step(
            Check check, Snapshot snapshot, Duration elapsed, Timeline timeline, Map<String, Result> byId) {
        Optional<Result> decided = timeline.decided(check.id());
        if (decided.isPresent()) {
            return new Step(decided.get(), timeline, true);
        }
        List<String> blockers = check.needs().stream()
                .filter(id -> byId.get(id) == null || !(byId.get(id).verdict() instanceof Verdict.Pass))
                .toList();
        if (!blockers.isEmpty()) {
            // it settles with what blocks it
            return new Step(result(check, new Verdict.Blocked(blockers), snapshot), timeline, true);
        }
        Verdict seen = observe(check, snapshot);
        return switch (check.timing()) {
            case Timing.Now ignored -> {
                Verdict now = seen instanceof Verdict.Wait(Mismatch mismatch) ? new Verdict.Fail(mismatch) : seen;
                yield decide(check, now, snapshot, timeline);
            }
            case Timing.Eventually(Duration within, Duration stable) ->
                eventually(check, seen, snapshot, timeline, elapsed, within, stable);
            case Timing.Consistently(Duration span) ->
                seen instanceof Verdict.Pass
                        ? holding(check, seen, snapshot, timeline, elapsed, span)
                        : decide(check, seen, snapshot, timeline);
        };
    }

    private static Step eventually(
            Check check,
            Verdict seen,
            Snapshot snapshot,
            Timeline timeline,
            Duration elapsed,
            Duration within,
            Duration stable) {
        boolean over = elapsed.compareTo(within) >= 0;
        return switch (seen) {
            case Verdict.Pass ignored -> holding(check, seen, snapshot, timeline, elapsed, stable);
            case Verdict.Fail(Mismatch mismatch) -> pending(check, mismatch, snapshot, timeline, over);
            case Verdict.Wait(Mismatch mismatch) -> pending(check, mismatch, snapshot, timeline, over);
            case Verdict.Unknown ignored ->
                new Step(result(check, seen, snapshot), timeline.interrupted(check.id()), over);
            case Verdict.Blocked ignored -> new Step(result(check, seen, snapshot), timeline, over);
        };
    }

    private static Step pending(Check check, Mismatch mismatch, Snapshot snapshot, Timeline timeline, boolean over) {
        Verdict verdict = over ? new Verdict.Fail(mismatch) : new Verdict.Wait(mismatch);
        return new Step(result(check, verdict, snapshot), timeline.interrupted(check.id()), over);
    }

    private static Step holding(
            Check check, Verdict pass, Snapshot snapshot, Timeline timeline, Duration elapsed, Duration span) {
        Timeline next = timeline.passing(check.id(), elapsed);
        Duration held = elapsed.minus(next.passingSince().getOrDefault(check.id(), elapsed));
        if (held.compareTo(span) >= 0) {
            return decide(check, pass, snapshot, next);
        }
        Mismatch still = new Mismatch(
                "holding",
                "holds for %d s".formatted(span.toSeconds()),
                "holds since %d s".formatted(held.toSeconds()),
                "");
        return new Step(result(check, new Verdict.Wait(still), snapshot), next, false);
    }

    private static Step decide(Check check, Verdict verdict, Snapshot snapshot, Timeline timeline) {
        Result result = result(check, verdict, snapshot);
        return new Step(result, timeline.deciding(result), true);
    }

    private static Verdict observe(Check check, Snapshot snapshot) {
        try {
            return check.claim().judge(snapshot);
        } catch (Unobserved e) {
            return new Verdict.Unknown(e.reason(), e.fact() + ": " + e.detail());
        } catch (MalformedJson | MalformedYaml e) {
            return new Verdict.Unknown(Reading.Reason.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return new Verdict.Unknown(Reading.Reason.UNREADABLE, "a number is wanted: " + e.getMessage());
        }
    }

    private static Result result(Check check, Verdict verdict, Snapshot snapshot) {
        List<Result.Evidence> evidence = new ArrayList<>();
        for (Fact fact : check.claim().facts()) {
            if (snapshot.reading(fact) instanceof Reading.Seen seen) {
                evidence.add(new Result.Evidence(fact, seen.at(), seen.text().length()));
            }
        }
        String unjudged = check.sinceTask() && snapshot.baseline().isEmpty()
                ? "halab did not see how this task began, so what changed since then was not judged"
                : "";
        return new Result(check, verdict, advice(check, verdict, snapshot), evidence, unjudged);
    }

    private static List<String> advice(Check check, Verdict verdict, Snapshot snapshot) {
        if (verdict instanceof Verdict.Blocked || verdict instanceof Verdict.Unknown) {
            return List.of();
        }
        try {
            return check.claim().advice(snapshot);
        } catch (Unobserved | MalformedJson | MalformedYaml | NumberFormatException e) {
            return List.of();
        }
    }
}
