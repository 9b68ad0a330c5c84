package dev.halab;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Reads admin.conf on the control planes: each is asked a little later than the one before it, or as soon as that one
/// has none, so that a machine without power holds nobody up.
final class AdminConfs {
    private static final Fact ADMIN_CONF = new Fact(Fact.API, "admin-conf", List.of());

    /// What the script ends with where there is no such file.
    private static final int ABSENT = 44;

    private static final String SCRIPT =
            "/usr/bin/sudo -n /bin/sh -c '[ -e $1 ] || exit %d; exec /bin/cat $1' sh /etc/kubernetes/admin.conf"
                    .formatted(ABSENT);

    private final List<String> controlPlanes;
    private final Function<String, Node> nodes;
    private final Duration limit;
    private final Duration headStart;

    /// @param controlPlanes their names, the preferred one first
    /// @param limit how long each may take, and all together
    /// @param headStart how long one has for itself
    AdminConfs(List<String> controlPlanes, Function<String, Node> nodes, Duration limit, Duration headStart) {
        this.controlPlanes = List.copyOf(controlPlanes);
        this.nodes = nodes;
        this.limit = limit;
        this.headStart = headStart;
    }

    /// What one control plane said.
    private sealed interface Told {
        record Text(String text) implements Told {}

        record None() implements Told {}

        record Trouble(String node, String why) implements Told {}
    }

    /// The text of the first that is read; empty if no control plane has the file.
    ///
    /// @throws Unobserved if none was read, and not all could be asked
    Optional<String> read() {
        BlockingQueue<Told> told = new LinkedBlockingQueue<>();
        List<Told.Trouble> troubles = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        int asked = 0;
        int answered = 0;
        try {
            while (answered < controlPlanes.size()) {
                if (asked < controlPlanes.size()) {
                    ask(controlPlanes.get(asked++), told);
                }
                long left = Math.max(0, end - System.nanoTime());
                long wait = asked < controlPlanes.size() ? Math.min(left, headStart.toNanos()) : left;
                switch (told.poll(wait, TimeUnit.NANOSECONDS)) {
                    case Told.Text(String text) -> {
                        return Optional.of(text);
                    }
                    case Told.Trouble trouble -> {
                        troubles.add(trouble);
                        answered++;
                    }
                    case Told.None ignored -> answered++;
                    case null -> {
                        if (asked == controlPlanes.size() && System.nanoTime() >= end) {
                            throw unseen(Reason.NO_ANSWER, troubles, "it was not read in time elsewhere");
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unseen(Reason.NO_ANSWER, troubles, "the wait was interrupted");
        }
        if (!troubles.isEmpty()) {
            throw unseen(Reason.UNREACHABLE, troubles, "");
        }
        return Optional.empty();
    }

    private void ask(String name, BlockingQueue<Told> told) {
        Thread.ofVirtual().name("admin.conf of " + name).start(() -> told.add(told(name)));
    }

    private Told told(String name) {
        try {
            Outcome outcome = nodes.apply(name).run(new Command(Command.User.HALAB, SCRIPT, "", limit));
            return switch (outcome.status()) {
                case 0 -> new Told.Text(outcome.out());
                case ABSENT -> new Told.None();
                default ->
                    new Told.Trouble(
                            name, outcome.error().lines().reduce((a, b) -> b).orElse("status " + outcome.status()));
            };
        } catch (HalabException e) {
            return new Told.Trouble(name, e.problem().why());
        }
    }

    private static Unobserved unseen(Reason reason, List<Told.Trouble> troubles, String last) {
        List<String> all = new ArrayList<>();
        troubles.forEach(t -> all.add(t.node() + ": " + t.why()));
        if (!last.isEmpty()) {
            all.add(last);
        }
        return new Unobserved(ADMIN_CONF, reason, "admin.conf could not be read: " + String.join("; ", all));
    }
}
