package dev.halab.check;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What earlier rounds of one command have settled, by check id.
///
/// @param decided results that later rounds do not change
/// @param passingSince when, from the start of the command, a check that has to hold for a while began to pass
public record Timeline(Map<String, Result> decided, Map<String, Duration> passingSince) {
    public Timeline {
        decided = Map.copyOf(decided);
        passingSince = Map.copyOf(passingSince);
    }

    /// Before the first round.
    public static Timeline start() {
        return new Timeline(Map.of(), Map.of());
    }

    Optional<Result> decided(String checkId) {
        return Optional.ofNullable(decided.get(checkId));
    }

    Timeline deciding(Result result) {
        Map<String, Result> next = new HashMap<>(decided);
        next.put(result.check().id(), result);
        return new Timeline(next, passingSince);
    }

    /// The same, but nothing is settled of some checks.
    public Timeline without(Collection<String> checkIds) {
        Map<String, Result> next = new HashMap<>(decided);
        next.keySet().removeAll(checkIds);
        return new Timeline(next, passingSince);
    }

    Timeline passing(String checkId, Duration elapsed) {
        Map<String, Duration> next = new HashMap<>(passingSince);
        next.putIfAbsent(checkId, elapsed);
        return new Timeline(decided, next);
    }

    Timeline interrupted(String checkId) {
        Map<String, Duration> next = new HashMap<>(passingSince);
        next.remove(checkId);
        return new Timeline(decided, next);
    }
}
