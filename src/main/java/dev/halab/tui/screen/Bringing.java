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
    /// @param usual how long that usually takes
    /// @param last the last line that was said of it
    /// @param state how it stands
    public record Row(String node, String phase, Instant since, Optional<Duration> usual, String last, RowState state) {
        static Row fresh(String node, String phase, Optional<Duration> usual, Instant now) {
            return new Row(node, phase, now, usual, "", RowState.GOING);
        }

        Row saying(String line) {
            return new Row(node, phase, since, usual, line, state);
        }

        Row in(RowState other, Instant now) {
            return new Row(node, phase, now, usual, last, other);
        }

        boolean done() {
            return state == RowState.UP;
        }
    }

    /// How a node stands.
    public enum RowState {
        GOING,
        UP,
        FAILED
    }

    public Bringing {
        rows = List.copyOf(rows);
        log = List.copyOf(log);
    }

    static Bringing begun(String lab, Topology topology, Optional<Duration> usual, Instant now) {
        List<Row> rows = topology.nodes().stream()
                .map(n -> Row.fresh(n.name(), "", Optional.empty(), now))
                .toList();
        return new Bringing(Stage.RUNNING, lab, rows, List.of(), now, Optional.empty(), usual, Optional.empty(), false);
    }

    Bringing phase(String node, String phase, Optional<Duration> length, Instant now) {
        return row(Row.fresh(node, phase, length, now)).said(node, phase);
    }

    Bringing detail(String node, String line, Instant now) {
        return row(known(node, now).saying(line)).said(node, line);
    }

    Bringing done(String node, Instant now) {
        return row(known(node, now).in(RowState.UP, now)).said(node, "up");
    }

    Bringing failed(String node, String what, Instant now) {
        return row(known(node, now).saying(what).in(RowState.FAILED, now)).said(node, "failed: " + what);
    }

    private Row known(String node, Instant now) {
        return find(node).orElse(Row.fresh(node, "", Optional.empty(), now));
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
