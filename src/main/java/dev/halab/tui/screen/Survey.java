package dev.halab.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the nodes of the lab stood at one moment.
///
/// @param at when it was looked at
/// @param rows one for each node
/// @param endpoint what answers behind the endpoint; empty if nobody is seen to
public record Survey(Instant at, List<Row> rows, Optional<Figure> endpoint) {
    /// How old it may be while it is shown: looking costs the nodes some work.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public Survey {
        rows = List.copyOf(rows);
    }

    /// Whether there is a pane of the nodes on the screen.
    static boolean isShown(Model model) {
        return model.bench().side() == Pane.TOPOLOGY || Arrangement.room(model.size()) == Arrangement.Room.WIDE;
    }

    /// Whether the nodes are to be looked at though nobody asked: what is shown has to be of now.
    static boolean isDue(Model model) {
        Work work = model.work();
        boolean live = model.place() == Place.LAB && work.watching() && isShown(model);
        return live
                && work.task().isPresent()
                && work.busy().isEmpty()
                && isOld(work.looked(), model)
                && work.survey().filter(s -> !isOld(s.at(), model)).isEmpty();
    }

    private static boolean isOld(Instant then, Model model) {
        return Duration.between(then, model.now()).compareTo(LONGEST) >= 0;
    }

    /// Something that was seen.
    ///
    /// @param words what, in words
    /// @param at when it was read
    public record Figure(String words, Instant at) {}

    /// A node.
    ///
    /// @param node its name
    /// @param state how it stands
    /// @param figures what was seen of it
    /// @param before what had been seen of it before it could not be seen any more
    public record Row(String node, State state, List<Figure> figures, List<Figure> before) {
        public Row {
            figures = List.copyOf(figures);
            before = List.copyOf(before);
        }

        public Row(String node, State state, List<Figure> figures) {
            this(node, state, figures, List.of());
        }

        /// With what an earlier look had seen, if this one saw nothing.
        private Row after(Row earlier) {
            if (state != State.UNSEEN) {
                return this;
            }
            return new Row(
                    node, state, figures, earlier.state() == State.UNSEEN ? earlier.before() : earlier.figures());
        }
    }

    /// With what an earlier look had seen of nodes that cannot be seen any more.
    Survey after(Survey earlier) {
        return new Survey(
                at,
                rows.stream()
                        .map(r -> earlier.rows().stream()
                                .filter(e -> e.node().equals(r.node()))
                                .findFirst()
                                .map(r::after)
                                .orElse(r))
                        .toList(),
                endpoint);
    }

    /// How a node stands.
    public enum State {
        /// It does what it is there for.
        OK("ok"),
        /// It is there, but not yet set up for what it is there for.
        BARE("--"),
        /// Something of it is broken.
        BAD("x"),
        /// It could not be seen.
        UNSEEN("?");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }
}
