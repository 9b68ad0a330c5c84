package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Mismatch;
import dev.halab.check.Server;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What claims about HAProxy share: its file on a node, read and understood.
///
/// @param node the node's name
/// @param path where the file lies
/// @param port the port of the endpoint
record HaproxyFile(String node, String path, HaproxyConfig config, Addresses addresses, String endpoint, int port) {
    /// Where packages put the file.
    static final String USUAL = "/etc/haproxy/haproxy.cfg";

    /// The file, if it is there.
    ///
    /// @throws Unobserved if it could not be read, or if what it means depends on more than the file
    static Optional<HaproxyFile> of(
            Snapshot snapshot, String node, String path, Topology topology, String endpoint, int port) {
        Fact file = Facts.file(node, path);
        Addresses addresses = new Addresses(
                HostsFile.of(FileContent.bytes(snapshot, Facts.file(node, HostsFile.PATH))
                        .orElse("")),
                topology);
        return FileContent.bytes(snapshot, file).map(text -> {
            HaproxyConfig config = HaproxyConfig.of(text);
            config.conditional().ifPresent(line -> {
                throw new Unobserved(
                        file,
                        Reading.Reason.UNREADABLE,
                        "line %d: what an .if leaves of the file is known to HAProxy alone".formatted(line));
            });
            return new HaproxyFile(node, path, config, addresses, endpoint, port);
        });
    }

    /// `lb-1:/etc/haproxy/haproxy.cfg`, with a line if it is not 0.
    String place(int line) {
        return line == 0 ? node + ":" + path : "%s:%s:%d".formatted(node, path, line);
    }

    Optional<Mismatch> mismatch(Cause cause, String expected, String actual, int line) {
        return Optional.of(new Mismatch(cause.code(), expected, actual, place(line)));
    }

    /// What accepts connections to the endpoint. The kernel prefers a socket of the address itself to one of every
    /// address.
    List<Listener> entrances() {
        List<Listener> here =
                Listener.of(config).stream().filter(l -> l.on(port)).toList();
        List<Listener> exact = here.stream()
                .filter(l -> !l.everywhere() && addresses.of(l.host()).equals(endpoint))
                .toList();
        return exact.isEmpty() ? here.stream().filter(Listener::everywhere).toList() : exact;
    }

    /// The sections with the servers that connections to the endpoint can reach, without those that do not exist.
    List<Proxy> backends() {
        return entrances().stream()
                .map(Listener::proxy)
                .distinct()
                .flatMap(p -> p.servers().isEmpty()
                        ? Routes.of(p, port).names().stream().flatMap(name -> config.backend(name).stream())
                        : List.of(p).stream())
                .distinct()
                .toList();
    }

    /// `192.168.56.11:6443` of a server.
    String address(ServerLine server) {
        return addresses.of(server.host()) + ":" + server.effectivePort(port);
    }

    static String names(List<Server> servers) {
        return servers.isEmpty()
                ? "none"
                : servers.stream()
                        .map(s -> "%s (%s)".formatted(s.node().name(), s.address()))
                        .collect(Collectors.joining(", "));
    }
}
