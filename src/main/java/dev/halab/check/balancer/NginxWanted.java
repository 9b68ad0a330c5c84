package dev.halab.check.balancer;

import dev.halab.check.Server;
import java.time.Duration;
import java.util.List;

/// What `nginx.stream` asks of a configuration.
///
/// @param endpoint the address that clients connect to
/// @param port the port that clients connect to
/// @param servers exactly these servers
/// @param proxyTimeout the shortest timeout of idle connections
/// @param connectTimeout the longest wait for a server that does not answer
record NginxWanted(String endpoint, int port, List<Server> servers, Duration proxyTimeout, Duration connectTimeout) {
    NginxWanted {
        servers = List.copyOf(servers);
    }
}
