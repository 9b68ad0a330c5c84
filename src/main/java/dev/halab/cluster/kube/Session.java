package dev.halab.cluster.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One set of credentials, and which API server answered last.
final class Session {
    private final Api api;
    private final List<ApiServer> servers;
    private final AtomicReference<@Nullable ApiServer> preferred = new AtomicReference<>();

    Session(Api api, List<ApiServer> servers) {
        this.api = api;
        this.servers = servers;
    }

    /// Ends its connections.
    void close() {
        api.close();
    }

    /// Asks the API servers for a path, the one that answered last first.
    Answer ask(String path, long end) {
        Race.Finished finished = new Race(order()).run(api, path, end);
        if (finished.answer() instanceof Answer.Told) {
            preferred.set(finished.server());
        }
        return finished.answer();
    }

    private List<ApiServer> order() {
        List<ApiServer> order = new ArrayList<>(servers);
        ApiServer first = preferred.get();
        if (first != null) {
            order.remove(first);
            order.addFirst(first);
        }
        return order;
    }
}
