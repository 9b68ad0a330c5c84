package dev.halab.check.balancer;

import dev.halab.check.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `haproxy.config` asks of a configuration.
///
/// @param servers exactly these servers
/// @param mode `tcp` or `http`, of frontend and backend
/// @param balance the algorithm, if it matters
/// @param probe how much a check must prove
/// @param client the shortest timeout of idle clients
/// @param server the shortest timeout of idle servers
record Wanted(
        List<Server> servers,
        String mode,
        Optional<String> balance,
        Probe.Level probe,
        Duration client,
        Duration server) {
    Wanted {
        servers = List.copyOf(servers);
    }

    /// Checks of that level, and nothing else.
    static Wanted ofChecks(Probe.Level level) {
        return new Wanted(List.of(), "tcp", Optional.empty(), level, Duration.ZERO, Duration.ZERO);
    }
}
