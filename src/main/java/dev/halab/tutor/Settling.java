package dev.halab.tutor;

import dev.halab.attempt.Disturbances;
import dev.halab.attempt.Event;
import dev.halab.machine.Power;
import dev.halab.problem.HalabException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Notes which machines were disturbed on purpose, and undoes that.
final class Settling {
    static final String DELAY = "delay";

    /// A check breaks a machine and mends it; who finds this note finds one that was killed meanwhile.
    static final String DRILL = "failover";

    /// What nobody wants to come back to: a lab that is cut off, frozen or slow looks broken. A machine without
    /// power
    /// looks like one.
    private static final Set<String> PASSING = Set.of("pause", "partition", DELAY, DRILL);

    private final World world;

    Settling(World world) {
        this.world = world;
    }

    /// What was done to each machine that is disturbed now.
    Map<String, String> standing() {
        return Disturbances.standing(world.events().events());
    }

    /// Notes `how` before `work` does it: what was begun has to be undone too.
    void disturb(String node, String how, Runnable work) {
        boolean before = standing().containsKey(node);
        record(new Event.Disturbed(task(), node, how));
        try {
            work.run();
        } catch (HalabException e) {
            if (!before && !Thread.currentThread().isInterrupted()) {
                settled(node);
            }
            throw e;
        }
    }

    /// Notes that a machine will be broken for a check of `task`, and mended.
    void drilled(String task, String node) {
        record(new Event.Disturbed(task, node, DRILL));
    }

    /// Notes that a machine is as it was.
    void settled(String node) {
        if (standing().containsKey(node)) {
            record(new Event.Settled(task(), node));
        }
    }

    /// Notes that all machines are as they were, for instance because they were made anew.
    void allSettled() {
        standing().keySet().forEach(this::settled);
    }

    /// Another task begins: nothing of what was disturbed belongs to it.
    void undoAll(Consumer<String> telling) {
        standing().forEach((node, how) -> undo(node, how, telling));
    }

    /// Mends what a check broke whose halab was killed before it could. Whoever holds the lab mends it itself.
    void undoDrills() {
        if (standing().containsValue(DRILL)) {
            standing().entrySet().stream()
                    .filter(e -> e.getValue().equals(DRILL))
                    .forEach(e -> undo(e.getKey(), DRILL, told -> {}));
        }
    }

    /// The learner leaves: what is without power stays so, as the task may be about it, and is named.
    void undoPassing(Consumer<String> telling) {
        standing().forEach((node, how) -> {
            if (PASSING.contains(how)) {
                undo(node, how, telling);
            } else {
                telling.accept("%s stays without power: halab power start %s".formatted(node, node));
            }
        });
    }

    private void undo(String node, String how, Consumer<String> telling) {
        if (world.provider().topology().isEmpty()) {
            settled(node);
            return;
        }
        try {
            world.provider().power(Power.START, node);
            world.machinesChanged();
            settled(node);
            telling.accept("%s %s, and is as it was again".formatted(node, was(how)));
        } catch (HalabException e) {
            telling.accept("%s %s, and still is: %s; halab power start %s"
                    .formatted(node, was(how), e.problem().why(), node));
        }
    }

    private static String was(String how) {
        return switch (how) {
            case "pause" -> "was frozen";
            case "partition" -> "was cut off";
            case DELAY -> "was delayed";
            case DRILL -> "was broken for a check";
            default -> "was without power";
        };
    }

    private String task() {
        return world.events().events().stream()
                .map(recorded -> recorded.event())
                .filter(Event.Opened.class::isInstance)
                .reduce((earlier, later) -> later)
                .map(Event::task)
                .orElse("");
    }

    private void record(Event event) {
        world.events().append(world.clock().instant(), event);
    }
}
