package dev.halab.check.balancer;

import dev.halab.check.HostPort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a server of stream{} passes connections to.
///
/// @param title `upstream apis`, or the directive that names one server
/// @param place where that stands
record NginxUpstream(String title, String place, List<Peer> peers) {
    NginxUpstream {
        peers = List.copyOf(peers);
    }

    /// A server.
    ///
    /// @param written its address as written
    /// @param address `192.168.56.11:6443`; as written if it is no host and port
    record Peer(NginxDirective directive, String written, String address) {
        static Peer of(NginxDirective directive, Addresses addresses) {
            String written = directive.word(0);
            String address = HostPort.of(written)
                    .map(hp -> addresses.of(hp.host()) + ":" + hp.port())
                    .orElse(written);
            return new Peer(directive, written, address);
        }

        String host() {
            return HostPort.of(address).map(HostPort::host).orElse(address);
        }

        /// Why it gets no connections though it is there, if it does not.
        Optional<String> idle() {
            if (directive.has("down")) {
                return Optional.of("it is marked down");
            }
            return directive.has("backup")
                    ? Optional.of("it is a backup: it gets connections only when all others are down")
                    : Optional.empty();
        }
    }

    /// The upstream of that name, else the one server that `proxy_pass` names itself.
    static NginxUpstream of(NginxDirective stream, NginxDirective proxyPass, Addresses addresses) {
        Stream<NginxUpstream> named = stream.all("upstream").stream()
                .filter(u -> u.word(0).equals(proxyPass.word(0)))
                .map(u -> new NginxUpstream(
                        u.text(),
                        u.place(),
                        u.all("server").stream().map(s -> Peer.of(s, addresses)).toList()));
        return named.findFirst()
                .orElseGet(() ->
                        new NginxUpstream(proxyPass.text(), proxyPass.place(), List.of(Peer.of(proxyPass, addresses))));
    }
}
