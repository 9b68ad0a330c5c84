package dev.halab.tui.screen;

import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Machines coming up.
///
/// @param stage how far it is
/// @param lab for which lab; empty if none was asked for
/// @param rows a line per node
/// @param log all that was said
/// @param started when it began
/// @param ended when it ended
/// @param usual how long it usually takes
/// @param problem why it failed
/// @param logShown whether the log is shown and not the rows
public record Bringing(
        Stage stage,
        String lab,
        List<Row> rows,
        List<String> log,
        Instant started,
        Optional<Instant> ended,
        Optional<Duration> usual,
        Optional<Problem> problem,
        boolean logShown) {
    private static final int MOST_LINES = 2_000;

    static final Bringing NONE = new Bringing(
            Stage.IDLE,
            "",
            List.of(),
            List.of(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    /// How far it is.
    public enum Stage {
        IDLE,
        RUNNING,
        DONE,
        FAILED
    }

    /// A node.
    ///
    /// @param node its name; empty for what concerns all
    /// @param phase what is done to it
    /// @param since when that began
    /// @param last the last line that was said of it
    /// @param done whether it is up
    public record Row(String node, String phase, Instant since, String last, boolean done) {}

    public Bringing {
        rows = List.copyOf(rows);
        log = List.copyOf(log);
    }

    static Bringing begun(String lab, Topology topology, Optional<Duration> usual, Instant now) {
        List<Row> rows = topology.nodes().stream()
                .map(n -> new Row(n.name(), "", now, "", false))
                .toList();
        return new Bringing(Stage.RUNNING, lab, rows, List.of(), now, Optional.empty(), usual, Optional.empty(), false);
    }

    Bringing phase(String node, String phase, Instant now) {
        return row(new Row(node, phase, now, "", false)).said(node, phase);
    }

    Bringing detail(String node, String line, Instant now) {
        Row old = find(node).orElse(new Row(node, "", now, "", false));
        return row(new Row(node, old.phase(), old.since(), line, old.done())).said(node, line);
    }

    Bringing done(String node, Instant now) {
        Row old = find(node).orElse(new Row(node, "", now, "", false));
        return row(new Row(node, old.phase(), now, old.last(), true)).said(node, "up");
    }

    Bringing ended(Optional<Problem> why, Instant now) {
        return new Bringing(
                why.isPresent() ? Stage.FAILED : Stage.DONE,
                lab,
                rows,
                log,
                started,
                Optional.of(now),
                usual,
                why,
                logShown);
    }

    Bringing logToggled() {
        return new Bringing(stage, lab, rows, log, started, ended, usual, problem, !logShown);
    }

    private Optional<Row> find(String node) {
        return rows.stream().filter(r -> r.node().equals(node)).findFirst();
    }

    private Bringing row(Row changed) {
        List<Row> others = new ArrayList<>(rows);
        int at = find(changed.node()).map(others::indexOf).orElse(-1);
        if (at < 0) {
            others.addFirst(changed);
        } else {
            others.set(at, changed);
        }
        return new Bringing(stage, lab, others, log, started, ended, usual, problem, logShown);
    }

    private Bringing said(String node, String line) {
        List<String> more = new ArrayList<>(log.subList(Math.max(0, log.size() - MOST_LINES), log.size()));
        more.add("%-8s %s".formatted(node.isEmpty() ? "all" : node, line));
        return new Bringing(stage, lab, rows, more, started, ended, usual, problem, logShown);
    }
}
