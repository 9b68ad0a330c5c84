package dev.halab.tutor;

import dev.halab.attempt.Event;
import dev.halab.attempt.TaskProgress;
import dev.halab.check.Check;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.lab.Task;
import dev.halab.tutor.fault.Fault;
import dev.halab.tutor.fault.Faults;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Opens a task: breaks what the task wants broken, then reads what its checks will compare with.
final class Opening {
    private final World world;
    private final Journal journal;
    private final Settling settling;

    Opening(World world, Journal journal) {
        this.world = world;
        this.journal = journal;
        this.settling = new Settling(world);
    }

    /// Opens `task`. A task that is open stays as it is: a second baseline would hide what was done since the
    /// first.
    ///
    /// The events are written last and together, so a process killed before leaves a task that is not open, and
    /// opening
    /// it again applies its faults again, which changes nothing.
    void open(Task task, Consumer<String> telling) {
        if (journal.attempt().current().filter(task::equals).isEmpty()) {
            settling.undoAll(telling);
        }
        if (isOpen(task)) {
            if (journal.attempt().current().filter(task::equals).isEmpty()) {
                comeBack(task);
            }
            return;
        }
        for (String name : task.opens()) {
            Fault fault = Faults.named(name);
            telling.accept("breaking on purpose: " + fault.meaning());
            fault.apply(world::node);
        }
        Set<Fact> facts = sinceTask(task);
        Map<Fact, Reading> baseline =
                facts.isEmpty() ? Map.of() : world.observe(facts, 0, Map.of()).readings();
        journal.record(new Event.Opened(task.id()));
        task.opens().forEach(fault -> journal.record(new Event.FaultApplied(task.id(), fault)));
        if (!facts.isEmpty()) {
            journal.record(new Event.Baselined(task.id(), baseline));
        }
    }

    private boolean isOpen(Task task) {
        TaskProgress progress = journal.attempt().task(task.id());
        boolean whole = progress.faults().containsAll(task.opens())
                && (sinceTask(task).isEmpty() || !progress.baseline().isEmpty());
        return progress.opened().isPresent() && !progress.holds() && whole;
    }

    /// The learner was at another task meanwhile: this one becomes the current one again, with what was read
    /// before.
    private void comeBack(Task task) {
        TaskProgress progress = journal.attempt().task(task.id());
        journal.record(new Event.Opened(task.id()));
        progress.faults().forEach(fault -> journal.record(new Event.FaultApplied(task.id(), fault)));
        if (!progress.baseline().isEmpty()) {
            journal.record(new Event.Baselined(task.id(), progress.baseline()));
        }
    }

    private static Set<Fact> sinceTask(Task task) {
        Set<Fact> facts = new LinkedHashSet<>();
        task.checks().stream()
                .filter(Check::sinceTask)
                .forEach(c -> facts.addAll(c.claim().facts()));
        facts.removeIf(fact -> Set.of(Fact.WRITE, Fact.FAULT).contains(fact.source()));
        return facts;
    }
}
