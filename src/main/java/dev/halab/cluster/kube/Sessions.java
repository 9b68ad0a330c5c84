package dev.halab.cluster.kube;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Gets hold of admin.conf, keeps what works, and starts afresh when it works no more: a cluster may be made anew.
final class Sessions {
    /// Asks whether an API server is up together with its etcd; anyone may ask.
    private static final String KNOCK = "/readyz";

    private static final Fact REACHED = new Fact(Fact.API, "get", List.of(KNOCK));

    private final List<ApiServer> servers;
    private final Credentials credentials;
    private final SocketFactory sockets;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Session> current = new AtomicReference<>();

    Sessions(
            List<ApiServer> servers, Supplier<Optional<String>> adminConf, SocketFactory sockets, InstantSource clock) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a cluster has control planes");
        }
        this.servers = List.copyOf(servers);
        this.credentials = new Credentials(adminConf);
        this.sockets = sockets;
        this.clock = clock;
    }

    /// A session with an API server that has answered.
    ///
    /// @throws Unobserved if there is none by `end`
    Session reached(long end) {
        Session known = current.get();
        if (known != null) {
            return known;
        }
        AdminConf conf = credentials.fetch(end);
        Session fresh = new Session(Api.with(conf, sockets, clock), servers);
        // one knock first: the requests that follow share its connection. An API server that is not ready may answer
        // some of them nevertheless
        if (fresh.ask(KNOCK, end) instanceof Answer.Failed(Reason reason, String detail)
                && reason != Reason.NO_ANSWER) {
            fresh.close();
            throw new Unobserved(REACHED, reason, detail);
        }
        return current.compareAndSet(null, fresh)
                ? fresh
                : Optional.ofNullable(current.get()).orElse(fresh);
    }

    /// Whether an earlier round has reached an API server.
    boolean known() {
        return current.get() != null;
    }

    /// Lets the next round fetch admin.conf anew.
    void forget(Session session) {
        current.compareAndSet(session, null);
        session.close();
    }
}
