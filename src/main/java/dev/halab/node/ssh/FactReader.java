package dev.halab.node.ssh;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Unseen;
import dev.halab.node.Batch;
import dev.halab.node.BrokenOff;
import dev.halab.node.Frames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/// Reads facts of one node: one batch, and one more try at what is missing if a connection that had worked was lost.
final class FactReader {
    private static final int MOST_ANSWER = 1024 * 1024;
    private static final int NONCE_BYTES = 16;
    private static final String COMMAND = "exec /usr/bin/sudo -n " + Batch.SHELL;

    private final String node;
    private final Login login;
    private final ScheduledExecutorService clock;

    FactReader(String node, Login login, ScheduledExecutorService clock) {
        this.node = node;
        this.login = login;
        this.clock = clock;
    }

    /// What one try brought.
    ///
    /// @param lost whether a connection that had worked broke, so that a fresh one may do better
    private record Try(Map<Fact, Reading> readings, boolean lost) {
        List<Fact> missing() {
            return readings.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Unseen)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    Map<Fact, Reading> read(Collection<Fact> facts, Deadline deadline) {
        var readings = new LinkedHashMap<Fact, Reading>();
        for (Fact fact : facts) {
            readings.put(fact, new Unseen(Reason.UNREADABLE, "no node can have what this names"));
        }
        List<Fact> askable = readings.keySet().stream().filter(Batch::canAsk).toList();
        if (askable.isEmpty()) {
            return readings;
        }
        Try first = ask(askable, deadline);
        readings.putAll(first.readings());
        if (first.lost() && !deadline.passed()) {
            readings.putAll(ask(first.missing(), deadline).readings());
        }
        return readings;
    }

    private Try ask(List<Fact> facts, Deadline deadline) {
        var batch = new Batch(nonce(), facts);
        Connection connection;
        try {
            connection = login.connection(deadline);
        } catch (LoginFailure e) {
            return new Try(all(facts, new Unseen(e.reason(), e.detail())), false);
        }
        boolean worked = connection.worked();
        byte[] script = batch.script(deadline.left()).getBytes(StandardCharsets.US_ASCII);
        Watch watch = Watch.over(clock, deadline, connection::closeNow);
        try {
            Exchange.Taken taken =
                    Exchange.run(connection, COMMAND, script, MOST_ANSWER, Exchange.Overflow.STOP, deadline);
            var frames = Frames.of(batch, taken.out().bytes(), Instant.now());
            if (taken.ending() == Exchange.Ending.EXPIRED || taken.ending() == Exchange.Ending.CUT) {
                connection.closeNow();
            }
            boolean lost = worked && taken.ending() == Exchange.Ending.CUT && !frames.ended();
            return new Try(frames.readings(missing(taken, frames)), lost);
        } catch (IOException e) {
            connection.closeNow();
            return new Try(all(facts, deadline.passed() ? late() : broken(e)), worked);
        } finally {
            watch.stop();
        }
    }

    private Unseen missing(Exchange.Taken taken, Frames frames) {
        return switch (taken.ending()) {
            case ENDED ->
                BrokenOff.explain(node, "status " + taken.status().orElse(0), taken.errorText(), frames.begun());
            case CUT -> new Unseen(Reason.UNREACHABLE, "the connection to %s broke".formatted(node));
            case EXPIRED -> late();
            case FLOODED -> new Unseen(Reason.UNREADABLE, "%s sent more than 1 MiB instead of facts".formatted(node));
        };
    }

    private Unseen late() {
        return new Unseen(Reason.NO_ANSWER, "%s did not answer in time".formatted(node));
    }

    private Unseen broken(IOException e) {
        return new Unseen(
                Reason.UNREACHABLE, "%s opened no session: %s".formatted(node, String.valueOf(e.getMessage())));
    }

    private static Map<Fact, Reading> all(List<Fact> facts, Unseen unseen) {
        var readings = new LinkedHashMap<Fact, Reading>();
        facts.forEach(fact -> readings.put(fact, unseen));
        return readings;
    }

    private static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
