package dev.halab.cluster.kube;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One ConfigMap, made, read and deleted. These are all the requests that halab changes a cluster with.
final class Visit {
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final String HOME = NAMESPACES + "/halab-probe";
    private static final String CONFIG_MAPS = HOME + "/configmaps";

    /// May be answered from what the API server remembers, also while etcd has no quorum.
    private static final String REMEMBERED = HOME + "?resourceVersion=0";

    private static final String NAMESPACE =
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"halab-probe\"}}";

    private static final String KEY = "written";
    private static final int RANDOM_BYTES = 8;

    private static final Duration LOOK = Duration.ofSeconds(2);

    /// etcd itself gives a write up after 7 s, and then says so.
    private static final Duration WRITE = Duration.ofSeconds(8);

    private static final Duration CLEAN = Duration.ofSeconds(2);
    private static final int MOST_SWEPT = 5;
    private static final int CONFLICT = 409;

    private final ApiCalls calls;
    private final Set<String> owed;
    private final List<WriteStep> steps = new ArrayList<>();
    private final String name = "probe-" + random();
    private final String value = random();
    private Optional<Boolean> same = Optional.empty();

    /// @param owed names of ConfigMaps of earlier visits that may still be there
    Visit(ApiCalls calls, Set<String> owed) {
        this.calls = calls;
        this.owed = owed;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Asks for the namespace, which changes nothing; empty if the server could not be reached for reasons that may
    /// not
    /// be its own.
    Optional<WriteStep> look() {
        Optional<WriteStep> looked = calls.send("look", "GET", REMEMBERED, "", LOOK, CLEAN);
        looked.ifPresent(this::keep);
        return looked;
    }

    /// Goes on after the look, if that showed a server that answers, and tells all that was done.
    String made() {
        if (answers(steps.getFirst()) && housed(steps.getFirst())) {
            write();
        }
        if (steps.stream().skip(1).anyMatch(s -> !answers(s))) {
            step("look-again", "GET", REMEMBERED, "", LOOK);
        }
        Json.Builder json = Json.object()
                .put("server", calls.server())
                .put("steps", Json.array(steps.stream().map(WriteStep::json).toList()));
        same.ifPresent(s -> json.put("same", s));
        if (owed.contains(name)) {
            json.put("left", name);
        }
        return json.build().compact();
    }

    /// Whether a step came out as one may who finds nothing, or what somebody else has made.
    private static boolean answers(WriteStep step) {
        return step.ok() || step.absent() || step.status() == CONFLICT;
    }

    /// Whether the namespace is there, or was made; another halab may have been faster.
    private boolean housed(WriteStep looked) {
        if (looked.ok()) {
            return true;
        }
        WriteStep made = step("namespace", "POST", NAMESPACES, NAMESPACE, WRITE);
        return made.ok() || made.status() == CONFLICT;
    }

    /// What was sent may have been done, whatever was heard of it: it is owed until it is known to be gone.
    private void write() {
        Json map = Json.object()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", Json.object().put("name", name).build())
                .put("data", Json.object().put(KEY, value).build())
                .build();
        owed.add(name);
        WriteStep created = step("create", "POST", CONFIG_MAPS, map.compact(), WRITE);
        if (!created.ok()) {
            boolean never = created.status() / 100 == 4;
            // not found is not enough: what etcd has not given up yet may still come
            if (never
                    || sent("clean", "DELETE", CONFIG_MAPS + "/" + name, "", CLEAN)
                            .ok()) {
                owed.remove(name);
            }
            return;
        }
        WriteStep read = step("read", "GET", CONFIG_MAPS + "/" + name, "", WRITE);
        if (read.ok()) {
            same = Optional.of(holds(read.body()));
        }
        WriteStep deleted = step("delete", "DELETE", CONFIG_MAPS + "/" + name, "", read.ok() ? WRITE : CLEAN);
        if (answers(deleted)) {
            owed.remove(name);
            sweep();
        }
    }

    /// Writes work now: takes away what earlier visits could not.
    private void sweep() {
        for (String old : owed.stream().limit(MOST_SWEPT).toList()) {
            if (!answers(sent("sweep", "DELETE", CONFIG_MAPS + "/" + old, "", CLEAN))) {
                return;
            }
            owed.remove(old);
        }
    }

    private boolean holds(String body) {
        try {
            Json read = Json.parse(body);
            return read.text("metadata", "name").equals(Optional.of(name))
                    && read.text("data", KEY).equals(Optional.of(value));
        } catch (MalformedJson e) {
            return false;
        }
    }

    private WriteStep step(String step, String method, String path, String body, Duration limit) {
        return keep(sent(step, method, path, body, limit));
    }

    /// What cleans up, or looks on, has all the time that is left; the rest leaves it some.
    private WriteStep sent(String step, String method, String path, String body, Duration limit) {
        Duration kept = limit.equals(WRITE) ? CLEAN : Duration.ZERO;
        return calls.send(step, method, path, body, limit, kept).orElseGet(() -> WriteStep.lost(step));
    }

    private WriteStep keep(WriteStep step) {
        steps.add(step);
        return step;
    }
}
