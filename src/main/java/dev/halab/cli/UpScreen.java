package dev.halab.cli;

import dev.halab.machine.Progress;
import dev.halab.report.Look;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Machines coming up: on a terminal a line per node, drawn again as things change; else one line per change.
final class UpScreen implements Progress, AutoCloseable {
    private static final String ALL = "";

    private final Console console;
    private final Optional<Duration> usual;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    // guarded by this
    private final Map<String, String> phases = new LinkedHashMap<>();
    private String detail = "";
    private int drawn;
    private Optional<ScheduledFuture<?>> ticking = Optional.empty();

    private UpScreen(Console console, Topology topology, Optional<Duration> usual) {
        this.console = console;
        this.usual = usual;
        topology.nodes().stream().map(NodeSpec::name).forEach(n -> phases.put(n, "waits"));
    }

    /// Begins to show.
    ///
    /// @param usual how long it usually takes
    static UpScreen start(Console console, Topology topology, Optional<Duration> usual) {
        UpScreen screen = new UpScreen(console, topology, usual);
        if (screen.redraws()) {
            screen.ticking = Optional.of(screen.ticks.scheduleAtFixedRate(screen::draw, 0, 1, TimeUnit.SECONDS));
        } else {
            console.note("bringing up %d machines%s".formatted(topology.nodes().size(), screen.eta()));
        }
        return screen;
    }

    @Override
    public synchronized void phase(String node, String phase) {
        phases.put(node, phase);
        if (redraws()) {
            draw();
        } else {
            console.note((node.equals(ALL) ? "all" : node) + "  " + phase);
        }
    }

    @Override
    public synchronized void detail(String node, String line) {
        detail = line;
    }

    @Override
    public synchronized void done(String node) {
        phase(node, "up");
    }

    private boolean redraws() {
        return console.presence() == Console.Presence.TERMINAL && console.look().colours() == Look.Colours.ANSI;
    }

    private synchronized void draw() {
        Page.Builder page = new Page.Builder(console.look());
        phases.forEach((node, phase) -> page.line(
                new Page.Span(Style.STRONG, "%-8s ".formatted(node.equals(ALL) ? "all" : node)),
                new Page.Span(phase.equals("up") ? Style.GOOD : Style.UNSURE, phase)));
        page.line(Style.DIM, "%s%s".formatted(length(elapsed()), eta()));
        String shown =
                detail.substring(0, Math.min(detail.length(), console.look().width() - 1));
        page.line(Style.DIM, shown);
        Page built = page.build();
        String up = drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J";
        drawn = built.lines().size();
        console.err().print(up + built.render(console.look()));
        console.err().flush();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String eta() {
        return usual.map(u -> ", usually %s in all".formatted(length(u))).orElse("");
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
