package dev.halab.cluster.kube;

import dev.halab.cluster.Loopback;
import dev.halab.cluster.TestPki;
import dev.halab.cluster.TlsServer;
import dev.halab.cluster.WriteTrial;
import dev.halab.cluster.WriteTrialContract;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class KubeWriteTrialContractTest implements WriteTrialContract {
    private static final TestPki PKI = TestPki.create();
    private static final String CONF = PKI.adminConf(PKI.client(TestPki.elliptic(), Duration.ofDays(300)));

    private FakeApi api = new FakeApi();
    private TlsServer server = TlsServer.plain((s, request, out) -> {});

    @BeforeEach
    void start() throws IOException {
        server.close();
        api = new FakeApi();
        server = TlsServer.start(PKI.tls(PKI.serverNamed("k8s-api.lab")), api);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    public WriteTrial working() {
        return through(Loopback.to(server.port()));
    }

    @Override
    public WriteTrial withoutQuorum() {
        api.namespaces.add("halab-probe");
        api.before = (s, method, path) -> method.equals("GET")
                ? Optional.empty()
                : Optional.of(FakeApi.status(500, "etcdserver: request timed out"));
        return working();
    }

    @Override
    public WriteTrial denying() {
        api.before = (s, method, path) -> Optional.of(FakeApi.status(403, "namespaces \"halab-probe\" is forbidden"));
        return working();
    }

    @Override
    public WriteTrial refusing() {
        return through(Loopback.failing(() -> new ConnectException("Connection refused")));
    }

    @Override
    public WriteTrial unreachable() {
        return through(Loopback.failing(() -> new IOException("ssh is gone")));
    }

    private static WriteTrial through(SocketFactory sockets) {
        return new KubeWriteTrial(
                () -> Optional.of(CONF), host -> List.of(sockets), InstantSource.fixed(Instant.EPOCH));
    }
}
