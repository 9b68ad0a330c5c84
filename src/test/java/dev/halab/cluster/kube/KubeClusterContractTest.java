package dev.halab.cluster.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halab.cluster.Cluster;
import dev.halab.cluster.ClusterContract;
import dev.halab.cluster.Loopback;
import dev.halab.cluster.TestPki;
import dev.halab.cluster.TlsServer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class KubeClusterContractTest implements ClusterContract {
    private static final TestPki PKI = TestPki.create();
    private static final String CONF = PKI.adminConf(PKI.client(TestPki.elliptic(), Duration.ofDays(300)));
    private static final String SECRET =
            "{\"data\":{\"ca.crt\":\"%s\"}}".formatted(Base64.getEncoder().encodeToString("sealed".getBytes(UTF_8)));

    private TlsServer server = TlsServer.plain((s, request, out) -> {});

    @BeforeEach
    void start() throws IOException {
        server.close();
        server = TlsServer.start(PKI.tls(PKI.server("127.0.0.1")), (s, request, out) -> {
            String path = request.split(" ", 3)[1];
            out.write(
                    switch (path) {
                        case "/readyz" -> TlsServer.response(200, "ok");
                        case "/api/v1/nodes" -> TlsServer.response(200, "{}");
                        case "/api/v1/namespaces/kube-system/secrets/kubeadm-certs" -> TlsServer.response(200, SECRET);
                        default -> TlsServer.response(404, "{}");
                    });
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    public Cluster answering() {
        return through(Loopback.to(server.port()));
    }

    @Override
    public Cluster unreachable() {
        return through(Loopback.failing(() -> new ConnectException("Connection refused")));
    }

    private static Cluster through(SocketFactory sockets) {
        return KubeCluster.at(
                List.of(new ApiServer("cp-1", "https://127.0.0.1:6443")),
                () -> Optional.of(CONF),
                sockets,
                InstantSource.fixed(Instant.EPOCH));
    }
}
