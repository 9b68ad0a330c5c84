package dev.halab.cluster.wire;

import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came of calling a target.
sealed interface Heard {
    /// As a fact that asked for `target`'s number of connections reads it.
    ///
    /// @param at when, by the host's clock
    Reading reading(Target target, Instant at);

    /// Connections were made.
    record Something(Vantage vantage, Volley.Shots shots) implements Heard {
        @Override
        public Reading reading(Target target, Instant at) {
            return new Reading.Seen(0, json(target).compact(), "", at);
        }

        private Json json(Target target) {
            List<Outcome> outcomes =
                    shots.outcomes().stream().limit(target.connections()).toList();
            Map<String, Json> certificates = new LinkedHashMap<>();
            outcomes.forEach(o -> o.fingerprint().ifPresent(f -> certificates.put(f, Json.of(o.pem()))));
            return Json.object()
                    .put("via", vantage.node())
                    .put("server", target.server())
                    .putIfPresent("serverName", target.serverName())
                    .put("certificates", new Json.Obj(certificates))
                    .putIfPresent("leftOut", shots.doubt())
                    .put(
                            "connections",
                            Json.array(outcomes.stream().map(Outcome::json).toList()))
                    .build();
        }
    }

    /// Nobody could ask.
    record Nothing(Reading.Reason reason, String detail) implements Heard {
        @Override
        public Reading reading(Target target, Instant at) {
            return new Reading.Unseen(reason, detail);
        }
    }
}
