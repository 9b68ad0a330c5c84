package dev.halab.cluster;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Trials of writes in a cluster that a test describes; it counts them.
public final class FakeWriteTrial implements WriteTrial {
    /// What the cluster is like.
    public enum State {
        WORKING,
        WITHOUT_QUORUM,
        DENYING,
        REFUSING,
        UNREACHABLE
    }

    private static final String TIMED_OUT = "etcdserver: request timed out";

    private final State state;
    private final Instant at;
    private final List<Fact> tried = new ArrayList<>();

    public FakeWriteTrial(State state, Instant at) {
        this.state = state;
        this.at = at;
    }

    /// The trials so far.
    public List<Fact> tried() {
        return List.copyOf(tried);
    }

    @Override
    public Map<Fact, Reading> attempt(Collection<Fact> facts, Duration deadline) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        for (Fact fact : facts) {
            tried.add(fact);
            readings.put(fact, reading(fact));
        }
        return readings;
    }

    private Reading reading(Fact fact) {
        if (!fact.kind().equals("config-map")) {
            return new Reading.Unseen(Reading.Reason.NOT_READ, "nothing to try");
        }
        return switch (state) {
            case WORKING ->
                seen(
                        fact,
                        true,
                        answer("look", 200),
                        answer("create", 201),
                        answer("read", 200),
                        answer("delete", 200));
            case WITHOUT_QUORUM ->
                seen(fact, false, answer("look", 200), error("create", 500, TIMED_OUT), answer("look-again", 200));
            case DENYING -> seen(fact, false, error("look", 403, "namespaces \"halab-probe\" is forbidden"));
            case REFUSING ->
                seen(
                        fact,
                        false,
                        Json.object()
                                .put("do", "look")
                                .put("error", "refused")
                                .put("detail", "Connection refused")
                                .put("ms", 1)
                                .build());
            case UNREACHABLE -> new Reading.Unseen(Reading.Reason.UNREACHABLE, "no way");
        };
    }

    private static Json answer(String step, int status) {
        return Json.object().put("do", step).put("status", status).put("ms", 1).build();
    }

    private static Json error(String step, int status, String message) {
        return Json.object()
                .put("do", step)
                .put("status", status)
                .put("message", message)
                .put("ms", 1)
                .build();
    }

    private Reading seen(Fact fact, boolean same, Json... steps) {
        Json.Builder json = Json.object()
                .put("server", String.join(":", fact.arguments()))
                .put("steps", Json.array(List.of(steps)));
        if (same) {
            json.put("same", true);
        }
        return new Reading.Seen(0, json.build().compact(), "", at);
    }
}
