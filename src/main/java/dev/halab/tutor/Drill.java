package dev.halab.tutor;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.json.Json;
import dev.halab.machine.Power;
import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Breaks one machine on purpose, watches what a client of the endpoint sees of it, and mends the machine whatever
/// happens. A halab that is killed meanwhile leaves a note, by which the next one mends it (`Settling.undoDrills`).
///
/// It ends: each probe before takes 3 s at most, the endpoint is asked for the window of the fact and 2 s more, the
/// machine is waited for as the fact says, and breaking and mending have the provider's own deadlines.
final class Drill {
    private static final int BEFORE = 3;
    private static final Duration LIMIT_BEFORE = Duration.ofSeconds(3);

    /// Where answers take longer than this while nothing is wrong, a limit of 1 s would tell nothing.
    private static final long QUICK_MILLIS = 700;

    /// Between two looks whether the machine is back.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final World world;
    private final Settling settling;

    Drill(World world) {
        this.world = world;
        this.settling = new Settling(world);
    }

    /// Does what `fact` asks for. Trouble of any kind is an `Unseen`; after an interrupt the flag is set.
    ///
    /// @param task the id of the task whose check it is for
    Reading run(String task, Fact fact) {
        try {
            return world.provider()
                    .topology()
                    .flatMap(topology -> DrillOrder.of(fact, topology))
                    .map(order -> run(task, order))
                    .orElseGet(() -> unseen("there is no machine for it"));
        } catch (HalabException e) {
            return unseen(e.problem().what() + ": " + e.problem().why());
        }
    }

    private Reading run(String task, DrillOrder order) {
        Optional<Map.Entry<String, String>> disturbed =
                settling.standing().entrySet().stream().findFirst();
        if (disturbed.isPresent()) {
            String node = disturbed.get().getKey();
            return unseen("nothing was broken, for %s is not as it was (%s): halab power start %s"
                    .formatted(node, disturbed.get().getValue(), node));
        }
        List<Asker> askers = askers(order);
        if (askers.isEmpty()) {
            return unseen("nothing was broken, for there is no node to ask %s from".formatted(order.host()));
        }
        // the first connection from a node may have to log in there
        askers.forEach(asker -> order.endpoint(asker, Duration.ZERO, LIMIT_BEFORE));
        List<Sighting> before = new ArrayList<>();
        for (int i = 0; i < BEFORE; i++) {
            before.add(order.endpoint(askers.get(i % askers.size()), Duration.ZERO, LIMIT_BEFORE));
        }
        Sighting own = order.itself(askers.getFirst(), Duration.ZERO, LIMIT_BEFORE);
        if (Thread.currentThread().isInterrupted()) {
            return unseen("it was broken off before anything was broken");
        }
        Json.Builder told = Json.object()
                .put("fault", order.fault().name().toLowerCase(Locale.ROOT))
                .put("on", order.node())
                .put("server", "%s:%d".formatted(order.host(), order.port()))
                .put(
                        "via",
                        Json.array(askers.stream().map(a -> Json.of(a.node())).toList()))
                .put("before", Sighting.texts(before))
                .put("own", own.text());
        return well(own) && before.stream().allMatch(Drill::well) ? broken(task, order, askers, told) : seen(told);
    }

    private static boolean well(Sighting sighting) {
        return sighting.ok() && sighting.millis() <= QUICK_MILLIS;
    }

    /// One node, and another that can confirm its silence; never the machine that is broken.
    private List<Asker> askers(DrillOrder order) {
        return world.vantages(order.host()).entrySet().stream()
                .filter(e -> !e.getKey().equals(order.node()))
                .limit(2)
                .map(e -> new Asker(e.getKey(), e.getValue()))
                .toList();
    }

    private Reading broken(String task, DrillOrder order, List<Asker> askers, Json.Builder told) {
        Watch watch = new Watch(order, askers, world);
        settling.drilled(task, order.node());
        Optional<String> trouble;
        try {
            watch.run();
            watch.hear();
        } finally {
            trouble = mend(order.node(), watch);
        }
        if (Thread.currentThread().isInterrupted()) {
            return unseen("it was broken off, and %s is as it was again".formatted(order.node()));
        }
        if (trouble.isPresent()) {
            return unseen("%s could not be broken: %s".formatted(order.node(), trouble.get()));
        }
        watch.tell(told);
        await(order, askers, told);
        return seen(told);
    }

    /// Nothing keeps the machine from being mended: whoever interrupts is heard afterwards.
    private Optional<String> mend(String node, Watch watch) {
        boolean interrupted = Thread.interrupted();
        Optional<String> trouble;
        try {
            trouble = watch.ended();
        } finally {
            try {
                world.provider().power(Power.START, node);
                settling.settled(node);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return trouble;
    }

    /// Waits until the machine's own port answers again.
    private void await(DrillOrder order, List<Asker> askers, Json.Builder told) {
        Duration start = world.pace().uptime();
        for (int i = 0; ; i++) {
            Sighting now = order.itself(askers.get(i % askers.size()), Duration.ZERO, Watch.LIMIT);
            Duration waited = world.pace().uptime().minus(start);
            if (now.ok()) {
                told.put("back", waited.toMillis());
            }
            if (now.ok()
                    || waited.compareTo(order.recover()) >= 0
                    || Thread.currentThread().isInterrupted()) {
                told.put("waited", waited.toMillis());
                return;
            }
            world.pace().pause(PAUSE);
        }
    }

    private Reading seen(Json.Builder told) {
        return new Reading.Seen(0, told.build().compact(), "", world.clock().instant());
    }

    private static Reading unseen(String detail) {
        return new Reading.Unseen(Reason.NOT_READ, detail);
    }
}
