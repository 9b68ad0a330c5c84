package dev.halab.cluster.kube;

import dev.halab.cluster.TlsServer;
import dev.halab.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What an API server does with namespaces and ConfigMaps, as far as trials of writes go.
final class FakeApi implements TlsServer.Talk {
    private static final String NAMESPACES = "/api/v1/namespaces";

    /// Answers instead of the server, which may have done what it was asked to do or not.
    @FunctionalInterface
    interface Trouble {
        Optional<byte[]> instead(TlsServer server, String method, String path) throws InterruptedException;
    }

    final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    final Map<String, String> configMaps = new ConcurrentHashMap<>();

    /// Methods and paths of all requests.
    final List<String> requests = new CopyOnWriteArrayList<>();

    /// What comes instead of an answer, with nothing done.
    volatile Trouble before = (server, method, path) -> Optional.empty();

    /// What comes instead of an answer, after all was done.
    volatile Trouble after = (server, method, path) -> Optional.empty();

    static byte[] status(int status, String message) {
        return TlsServer.response(
                status,
                Json.object()
                        .put("kind", "Status")
                        .put("status", "Failure")
                        .put("message", message)
                        .put("code", status)
                        .build()
                        .compact());
    }

    @Override
    public void answer(TlsServer server, String request, OutputStream out) throws IOException, InterruptedException {
        if (request.isEmpty()) {
            return;
        }
        String[] line = request.lines().findFirst().orElseThrow().split(" ", 3);
        requests.add(line[0] + " " + line[1]);
        String path = line[1].replaceFirst("\\?.*", "");
        Optional<byte[]> instead = before.instead(server, line[0], path);
        if (instead.isPresent()) {
            out.write(instead.get());
            return;
        }
        byte[] done = done(line[0], path, request.substring(request.indexOf("\r\n\r\n") + 4));
        out.write(after.instead(server, line[0], path).orElse(done));
    }

    private byte[] done(String method, String path, String body) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (method + " " + path.replaceFirst("probe-[0-9a-f]{16}$", "NAME")) {
            case "GET " + NAMESPACES + "/halab-probe" ->
                namespaces.contains(name) ? TlsServer.response(200, "{\"kind\":\"Namespace\"}") : absent(name);
            case "POST " + NAMESPACES -> {
                boolean fresh =
                        namespaces.add(Json.parse(body).text("metadata", "name").orElseThrow());
                yield fresh ? TlsServer.response(201, body) : status(409, "namespaces already exists");
            }
            case "POST " + NAMESPACES + "/halab-probe/configmaps" -> {
                if (!namespaces.contains("halab-probe")) {
                    yield absent("halab-probe");
                }
                configMaps.put(Json.parse(body).text("metadata", "name").orElseThrow(), body);
                yield TlsServer.response(201, body);
            }
            case "GET " + NAMESPACES + "/halab-probe/configmaps/NAME" ->
                Optional.ofNullable(configMaps.get(name))
                        .map(map -> TlsServer.response(200, map))
                        .orElseGet(() -> absent(name));
            case "DELETE " + NAMESPACES + "/halab-probe/configmaps/NAME" ->
                configMaps.remove(name) != null ? TlsServer.response(200, "{\"status\":\"Success\"}") : absent(name);
            default -> status(405, "nothing that a trial asks for");
        };
    }

    private static byte[] absent(String name) {
        return status(404, "\"%s\" not found".formatted(name));
    }
}
