package dev.halab.tutor;

import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What one node heard of one fresh connection; a probe of the fact `failover`.
///
/// @param at when it was begun, after the breaking began
/// @param millis how long it took
/// @param via the node that asked
/// @param word what came of it, as `Facts.failover` has it
record Sighting(Duration at, long millis, String via, String word) {
    private static final String OK = "ok";
    private static final int LONGEST_WORD = 60;

    /// Of what the wire said of one connection, within `limit`.
    static Sighting of(Duration at, Duration limit, String via, Reading reading) {
        return switch (reading) {
            case Reading.Unseen unseen ->
                new Sighting(
                        at, limit.toMillis(), via, unseen.reason() == Reading.Reason.NO_ANSWER ? "silent" : "unseen");
            case Reading.Seen seen -> {
                List<Json> connections = Json.parse(seen.text()).items("connections");
                yield connections.isEmpty()
                        ? new Sighting(at, limit.toMillis(), via, "unseen")
                        : new Sighting(at, millis(connections.getFirst(), limit), via, word(connections.getFirst()));
            }
        };
    }

    private static long millis(Json connection, Duration limit) {
        return connection
                .text("ms")
                .filter(ms -> ms.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(limit.toMillis());
    }

    private static String word(Json connection) {
        String stage = connection.text("stage").orElse("connect");
        if (stage.equals("done")) {
            String status = connection.text("status").orElse("0");
            return status.equals("200") ? OK : plain("status-" + status);
        }
        return plain("%s-%s".formatted(stage, connection.text("error").orElse("failed")));
    }

    /// Errors may be texts of anybody.
    private static String plain(String text) {
        String word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
    }

    boolean ok() {
        return word.equals(OK);
    }

    String text() {
        return "%d %d %s %s".formatted(at.toMillis(), millis, via, word);
    }

    static Json texts(List<Sighting> sightings) {
        return Json.array(sightings.stream().map(s -> Json.of(s.text())).toList());
    }
}
