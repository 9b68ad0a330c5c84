package dev.halab.tui.screen;

import dev.halab.terminal.Size;
import dev.halab.tui.Rect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the panes of the lab stand: a pure function of the size, the pane with the keys, the zoom and how large
/// the learner made the panes.
///
/// The shell's own size never depends on where the keys are: on a small screen, another pane with the keys lies over a
/// part of the shell.
public final class Arrangement {
    /// How much room there is.
    public enum Room {
        /// Less than 60x16: nothing can be shown.
        TINY,
        /// One above the other.
        COMPACT,
        /// Task and checks beside a shell of 80 columns.
        STANDARD,
        /// Three columns, everything at once.
        WIDE
    }

    static final int LEAST_COLUMNS = 60;
    static final int LEAST_ROWS = 16;
    private static final int TOP = 2;
    private static final int BOTTOM = 2;
    /// With its borders: 80 columns within.
    private static final int LEAST_SHELL = 82;
    private static final int LEAST_LEFT = 28;
    private static final int LEAST_HEIGHT = 4;
    /// Columns that a pane grows by.
    private static final int STEP = 5;

    private final Room room;
    private final Map<Pane, Rect> panes = new EnumMap<>(Pane.class);

    private Arrangement(Room room) {
        this.room = room;
    }

    static Room room(Size size) {
        if (size.columns() < LEAST_COLUMNS || size.rows() < LEAST_ROWS) {
            return Room.TINY;
        }
        if (size.columns() >= 180 && size.rows() >= 44) {
            return Room.WIDE;
        }
        return size.columns() >= 120 && size.rows() >= 34 ? Room.STANDARD : Room.COMPACT;
    }

    static Arrangement of(Size size, Bench bench) {
        return of(size, bench.focus(), bench.side(), bench.zoomed(), bench.sizes());
    }

    /// Where the panes stand.
    public static Arrangement of(Size size, Pane focus, Pane side, boolean zoomed) {
        return of(size, focus, side, zoomed, Sizes.USUAL);
    }

    private static Arrangement of(Size size, Pane focus, Pane side, boolean zoomed, Sizes sizes) {
        Arrangement arrangement = new Arrangement(room(size));
        Rect body = new Rect(0, TOP, size.columns(), size.rows() - TOP - BOTTOM);
        if (arrangement.room == Room.TINY) {
            return arrangement;
        }
        if (zoomed) {
            arrangement.panes.put(focus, body);
            return arrangement;
        }
        switch (arrangement.room) {
            case WIDE -> arrangement.wide(body, sizes);
            case STANDARD -> arrangement.standard(body, side, sizes);
            case COMPACT -> arrangement.compact(body, focus, side, sizes);
            case TINY -> {}
        }
        return arrangement;
    }

    private void wide(Rect body, Sizes sizes) {
        long shell = (long) sizes.of(Pane.SHELL) * STEP;
        long task = (long) sizes.of(Pane.TASK) * STEP;
        int right = Math.clamp(Math.clamp(body.width() / 4L, 52, 70) - shell, 40, 90);
        int most = Math.max(LEAST_LEFT, body.width() - right - LEAST_SHELL);
        int left = Math.clamp(46 + task - shell, LEAST_LEFT, most);
        right = Math.min(right, body.width() - left - LEAST_SHELL);
        int middle = body.width() - left - right;
        panes.put(Pane.TASK, new Rect(0, body.y(), left, body.height()));
        panes.put(Pane.SHELL, new Rect(left, body.y(), middle, body.height()));
        int checks = height(body.height() * 2 / 5, Pane.CHECKS, sizes, body.height() - 2 * LEAST_HEIGHT);
        int evidence = height(body.height() * 3 / 10, Pane.EVIDENCE, sizes, body.height() - checks - LEAST_HEIGHT);
        int x = left + middle;
        panes.put(Pane.CHECKS, new Rect(x, body.y(), right, checks));
        panes.put(Pane.EVIDENCE, new Rect(x, body.y() + checks, right, evidence));
        panes.put(Pane.TOPOLOGY, new Rect(x, body.y() + checks + evidence, right, body.height() - checks - evidence));
    }

    /// How high one of the panes on top of each other is: the others give what one takes.
    private static int height(int usual, Pane pane, Sizes sizes, int most) {
        int others = Stream.of(Pane.CHECKS, Pane.EVIDENCE, Pane.TOPOLOGY)
                .filter(p -> p != pane)
                .mapToInt(sizes::of)
                .sum();
        return Math.clamp(usual + 4L * sizes.of(pane) - 2L * others, LEAST_HEIGHT, most);
    }

    private void standard(Rect body, Pane side, Sizes sizes) {
        int usual = Math.max(LEAST_SHELL, body.width() * 3 / 5);
        int shell = Math.clamp(usual + (long) sizes.of(Pane.SHELL) * STEP, LEAST_SHELL, body.width() - LEAST_LEFT);
        int left = body.width() - shell;
        int task = Math.clamp(
                body.height() / 2 + 3L * (sizes.of(Pane.TASK) - sizes.of(side)),
                LEAST_HEIGHT,
                body.height() - LEAST_HEIGHT);
        panes.put(Pane.SHELL, new Rect(left, body.y(), shell, body.height()));
        panes.put(Pane.TASK, new Rect(0, body.y(), left, task));
        panes.put(side, new Rect(0, body.y() + task, left, body.height() - task));
    }

    private void compact(Rect body, Pane focus, Pane side, Sizes sizes) {
        int usual = body.height() >= 18 ? 5 : 3;
        int checks = 3;
        // the shell takes rows from the task, and leaves it its rule and a line
        int most = Math.max(usual, body.height() - checks - 9);
        int task = Math.clamp((long) usual - sizes.of(Pane.SHELL), 2, most);
        int grown = Math.max(body.height() * 3 / 5, 7);
        panes.put(Pane.SHELL, new Rect(0, body.y() + task, body.width(), body.height() - task - checks));
        int taskRows = focus == Pane.TASK ? over(grown, Pane.TASK, sizes, body) : task;
        panes.put(Pane.TASK, new Rect(0, body.y(), body.width(), taskRows));
        int sideRows = focus == side ? over(grown, side, sizes, body) : checks;
        panes.put(side, new Rect(0, body.bottom() - sideRows, body.width(), sideRows));
    }

    /// How many rows a pane with the keys lies over.
    private static int over(int usual, Pane pane, Sizes sizes, Rect body) {
        return Math.clamp(usual + 2L * sizes.of(pane), LEAST_HEIGHT, body.height());
    }

    public Room room() {
        return room;
    }

    /// Where a pane stands; empty if it is not shown.
    public Optional<Rect> pane(Pane pane) {
        return Optional.ofNullable(panes.get(pane));
    }

    /// Where the text of a pane stands: within its borders, or below its rule.
    public Optional<Rect> inside(Pane pane) {
        return pane(pane)
                .map(r -> room == Room.COMPACT ? new Rect(r.x(), r.y() + 1, r.width(), r.height() - 1) : r.inside());
    }

    /// The pane at a place.
    Optional<Pane> at(int column, int row, Pane focus) {
        return Optional.of(focus)
                .filter(p -> pane(p).filter(r -> r.contains(column, row)).isPresent())
                .or(() -> panes.entrySet().stream()
                        .filter(e -> e.getKey() != Pane.SHELL && e.getValue().contains(column, row))
                        .map(Map.Entry::getKey)
                        .findFirst())
                .or(() -> Optional.of(Pane.SHELL)
                        .filter(p ->
                                pane(p).filter(r -> r.contains(column, row)).isPresent()));
    }

    /// The size that the shells of a bench have; empty if no shell is shown now.
    static Optional<Size> shell(Size size, Bench bench) {
        boolean alone = bench.zoomed() && bench.focus() == Pane.SHELL;
        return of(size, Pane.SHELL, Pane.CHECKS, alone, bench.sizes())
                .inside(Pane.SHELL)
                .filter(r -> r.width() > 0 && r.height() > 0)
                .map(r -> new Size(r.width(), r.height()));
    }
}
