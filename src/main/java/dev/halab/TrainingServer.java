package dev.halab;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.halab.cluster.kube.KubeCluster;
import dev.halab.cluster.wire.Vantage;
import dev.halab.cluster.wire.WireProber;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.HostPrograms;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Something on loopback that speaks TLS and JSON, so that a training run goes through the Kubernetes client and
/// through
/// probes of the wire.
final class TrainingServer {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String PASSWORD = "training";
    private static final String ADDRESS = "192.168.56.11";

    private TrainingServer() {}

    /// Serves, asks, and takes everything away again. What goes wrong costs only a slower start later.
    static void run() {
        try {
            Path folder = Files.createTempDirectory("halab-training");
            Path store = folder.resolve("store");
            try {
                serve(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException | HalabException e) {
            // There is no keytool, or no room.
        }
    }

    private static void serve(Path store) throws IOException, GeneralSecurityException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        HostPrograms.onPath()
                .run(Call.of(
                        LIMIT,
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=training",
                        "-ext",
                        "san=ip:" + ADDRESS,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            byte[] body = "{\"items\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            ask(server.getAddress(), adminConf(keys));
        } finally {
            server.stop(0);
        }
    }

    private static void ask(InetSocketAddress server, String adminConf) {
        Topology topology = Topology.of("standard", "192.168.56").orElseThrow();
        OneAddress sockets = new OneAddress(server);
        InstantSource clock = InstantSource.system();
        KubeCluster.of(topology.nodes(Role.CONTROL_PLANE), () -> Optional.of(adminConf), sockets, clock)
                .read(List.of(Facts.api("/api/v1/nodes")), LIMIT);
        new WireProber(host -> List.of(new Vantage("w-1", sockets)), clock)
                .read(List.of(new Fact(Fact.WIRE, "https", List.of(ADDRESS, "6443", "/readyz", "2"))), LIMIT);
    }

    private static String adminConf(KeyStore keys) throws GeneralSecurityException {
        String certificate = pem("CERTIFICATE", keys.getCertificate("one").getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey("one", PASSWORD.toCharArray()).getEncoded());
        return """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://%s:6443", certificate-authority-data: "%s"}}]
                users: [{name: u, user: {client-certificate-data: "%s", client-key-data: "%s"}}]
                """.formatted(ADDRESS, certificate, certificate, key);
    }

    private static String pem(String label, byte[] der) {
        String text = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(der));
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Sockets that go to the server, whatever they are told to go to.
    private static final class OneAddress extends SocketFactory {
        private final InetSocketAddress server;

        OneAddress(InetSocketAddress server) {
            this.server = server;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress address, int limit) throws IOException {
                    super.connect(server, limit);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(server.getAddress(), server.getPort());
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }
    }
}
