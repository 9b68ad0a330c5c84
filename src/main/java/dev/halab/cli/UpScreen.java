package dev.halab.cli;

import dev.halab.machine.Progress;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import dev.halab.report.Page;
import dev.halab.report.Style;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// Machines coming up: on a terminal a line per node, drawn again as things change; else one line per change.
final class UpScreen implements Progress, AutoCloseable {
    private static final String ALL = "";

    private final Console console;
    private final Optional<Duration> usual;
    private final BiFunction<String, String, Optional<Duration>> usualPhase;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    // guarded by this
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private String detail = "";
    private int drawn;
    private Optional<ScheduledFuture<?>> ticking = Optional.empty();

    /// A node.
    ///
    /// @param since when its phase began, by [System#nanoTime()]
    /// @param usual how long the phase usually takes
    private record Row(Style style, String phase, long since, Optional<Duration> usual) {
        private static final Row WAITING = new Row(Style.DIM, "waits", 0, Optional.empty());

        /// For instance `boot     6 s of about 20 s`.
        String text(long now) {
            if (style != Style.UNSURE) {
                return phase;
            }
            return "%-10s %s%s"
                    .formatted(
                            phase,
                            length(Duration.ofNanos(now - since)),
                            usual.filter(u -> u.toSeconds() > 0)
                                    .map(u -> " of about " + length(u))
                                    .orElse(""));
        }
    }

    private UpScreen(
            Console console,
            List<String> nodes,
            Optional<Duration> usual,
            BiFunction<String, String, Optional<Duration>> usualPhase) {
        this.console = console;
        this.usual = usual;
        this.usualPhase = usualPhase;
        nodes.forEach(n -> rows.put(n, Row.WAITING));
    }

    /// Begins to show.
    ///
    /// @param nodes the machines
    /// @param usual how long it usually takes
    /// @param usualPhase how long a phase of a node usually takes
    static UpScreen start(
            Console console,
            List<String> nodes,
            Optional<Duration> usual,
            BiFunction<String, String, Optional<Duration>> usualPhase) {
        UpScreen screen = new UpScreen(console, nodes, usual, usualPhase);
        if (screen.redraws()) {
            screen.ticking = Optional.of(screen.ticks.scheduleAtFixedRate(screen::draw, 0, 1, TimeUnit.SECONDS));
        } else {
            console.note("bringing up %d %s%s"
                    .formatted(nodes.size(), nodes.size() == 1 ? "machine" : "machines", screen.eta()));
        }
        return screen;
    }

    @Override
    public void phase(String node, String phase) {
        Optional<Duration> length = usualPhase.apply(node, phase);
        change(node, new Row(Style.UNSURE, phase, System.nanoTime(), length), phase);
    }

    private synchronized void change(String node, Row row, String said) {
        rows.put(node, row);
        if (redraws()) {
            draw();
        } else {
            console.note((node.equals(ALL) ? "all" : node) + "  " + said);
        }
    }

    @Override
    public synchronized void detail(String node, String line) {
        detail = line;
    }

    @Override
    public void done(String node) {
        if (node.equals(ALL)) {
            end();
            return;
        }
        change(node, new Row(Style.GOOD, "up", 0, Optional.empty()), "up");
    }

    /// What concerned them all is over, and the nodes say the rest.
    private synchronized void end() {
        rows.remove(ALL);
    }

    @Override
    public void failed(String node, Problem problem) {
        change(node, new Row(Style.BAD, "failed: " + problem.what(), 0, Optional.empty()), "failed: " + problem.what());
    }

    private boolean redraws() {
        return console.presence() == Console.Presence.TERMINAL && console.look().colours() == Look.Colours.ANSI;
    }

    private synchronized void draw() {
        Page.Builder page = new Page.Builder(console.look());
        long now = System.nanoTime();
        rows.forEach((node, row) -> page.line(
                new Page.Span(Style.STRONG, "%-8s ".formatted(node.equals(ALL) ? "all" : node)),
                new Page.Span(row.style(), cut(row.text(now), 10))));
        page.line(Style.DIM, "%s%s".formatted(length(elapsed()), eta()));
        page.line(Style.DIM, cut(detail, 1));
        Page built = page.build();
        String up = drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J";
        drawn = built.lines().size();
        console.err().print(up + built.render(console.look()));
        console.err().flush();
    }

    /// A line that the terminal would wrap could not be drawn over.
    private String cut(String text, int taken) {
        return text.substring(
                0, Math.max(0, Math.min(text.length(), console.look().width() - taken)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String eta() {
        return usual.map(u -> ", about %s in all".formatted(length(u))).orElse("");
    }

    /// For instance `2 min 5 s`.
    static String length(Duration length) {
        long seconds = length.toSeconds();
        return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
    }

    @Override
    public void close() {
        ticking.ifPresent(t -> t.cancel(false));
        ticks.shutdownNow();
        if (redraws()) {
            draw();
        }
    }
}
