package dev.halab.attempt;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds up the events of one task. Used by one thread, within `Attempt.of`.
final class Ledger {
    private final String task;
    private Optional<Instant> opened = Optional.empty();
    private Optional<Instant> passed = Optional.empty();
    private String verdict = "";
    private int earned;
    private boolean holds;
    private boolean shown;
    private boolean credited = true;
    private final Map<String, Integer> rungs = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private Map<Fact, Reading> baseline = Map.of();
    private final List<String> faults = new ArrayList<>();

    Ledger(String task) {
        this.task = task;
    }

    void add(Instant at, Event event) {
        switch (event) {
            case Event.Opened ignored -> open(at);
            case Event.Baselined(String id, Map<Fact, Reading> readings) -> baseline = readings;
            case Event.FaultApplied(String id, String fault) -> faults.add(fault);
            case Event.Checked checked -> check(at, checked);
            case Event.Hinted(String id, String check, String cause, int rung) ->
                rungs.merge(TaskProgress.key(check, cause), rung, Math::max);
            case Event.Shown ignored -> show();
            case Event.Answered(String id, String check, String value) -> answers.put(check, value);
            case Event.Reset ignored -> setBack();
            case Event.Checkpointed ignored -> {}
            case Event.Restored ignored -> setBack();
            case Event.Disturbed ignored -> {}
            case Event.Settled ignored -> {}
        }
    }

    private void open(Instant at) {
        opened = Optional.of(at);
        baseline = Map.of();
        faults.clear();
    }

    private void check(Instant at, Event.Checked checked) {
        verdict = checked.verdict();
        boolean pass = verdict.equals("pass");
        // what could not be seen neither broke nor came about
        if (!verdict.equals("unknown")) {
            holds = pass;
        }
        if (credited) {
            earned = Math.max(earned, checked.earned());
        }
        if (pass && passed.isEmpty()) {
            passed = Optional.of(at);
        }
    }

    private void show() {
        credited = false;
        // what the learner achieved before keeps its worth: the answer is replayed again to come back to a later task
        shown |= passed.isEmpty();
    }

    /// The lab was set back to before this task or to its beginning.
    void setBack() {
        holds = false;
        opened = Optional.empty();
        baseline = Map.of();
        faults.clear();
    }

    boolean holds() {
        return holds;
    }

    /// The lab was set to a moment when it held.
    void holdAgain() {
        holds = true;
    }

    TaskProgress progress() {
        int worth = shown ? 0 : earned;
        return new TaskProgress(task, opened, passed, verdict, worth, holds, shown, rungs, answers, baseline, faults);
    }
}
