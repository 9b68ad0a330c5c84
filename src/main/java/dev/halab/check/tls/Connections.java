package dev.halab.check.tls;

import dev.halab.json.Json;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The connections of an `https` or `http` fact (see `Facts.https`).
///
/// @param via the node they were made from
/// @param all one per connection
/// @param leftOut why some are missing; empty if nothing is said of that
public record Connections(String via, List<Connection> all, Optional<String> leftOut) {
    public Connections {
        all = List.copyOf(all);
    }

    /// Why some are missing, to be put behind a sentence: `: WHY`, or nothing.
    public String becauseLeftOut() {
        return leftOut.map(why -> ": " + why).orElse("");
    }

    /// One connection.
    ///
    /// @param stage how far it came: connect, tls, http, done
    /// @param error what ended it; empty if it was done
    /// @param certificate what the other end showed; empty if it did not come so far
    /// @param date the server's own time; empty if it did not say
    /// @param status HTTP status; 0 if there was none
    /// @param body at most 4 KiB, of an `http` fact 64
    /// @param cut whether there is more of the body
    public record Connection(
            String stage,
            String error,
            Optional<X509Certificate> certificate,
            Optional<Instant> date,
            int status,
            String body,
            boolean cut) {
        /// Whether an answer came.
        public boolean done() {
            return stage.equals("done");
        }
    }

    /// Reads the fact's text.
    ///
    /// @throws dev.halab.json.MalformedJson if it is not what `Facts.https` documents
    public static Connections read(String text) {
        Json fact = Json.parse(text);
        Map<String, Json> chains = fact.members("certificates");
        List<Connection> all = fact.items("connections").stream()
                .map(c -> new Connection(
                        c.text("stage").orElse("connect"),
                        c.text("error").orElse(""),
                        c.text("certificate")
                                .map(chains::get)
                                .flatMap(pem -> pem.text())
                                .flatMap(Certificates::first),
                        c.text("date").flatMap(Connections::time),
                        Integer.parseInt(c.text("status").orElse("0")),
                        c.text("body").orElse(""),
                        c.text("cut").filter("true"::equals).isPresent()))
                .toList();
        return new Connections(fact.text("via").orElse("?"), all, fact.text("leftOut"));
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
