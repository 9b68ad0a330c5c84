package dev.halab.cluster.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One fresh connection: TCP, TLS unless the target is called without, one request. Its limit holds whatever the
/// sockets do.
final class Connection {
    private final Vantage vantage;
    private final Target target;
    private final long start = System.nanoTime();
    private volatile Stage stage = Stage.CONNECT;
    private volatile @Nullable Socket socket;
    private volatile List<X509Certificate> chain = List.of();
    private volatile long opened;

    private Connection(Vantage vantage, Target target) {
        this.vantage = vantage;
        this.target = target;
    }

    /// Makes it, within `nanos` nanoseconds; empty if the vantage could not be used.
    static Optional<Outcome> make(Vantage vantage, Target target, long nanos) throws InterruptedException {
        Connection connection = new Connection(vantage, target);
        FutureTask<Optional<Outcome>> talk = new FutureTask<>(connection::talk);
        Thread.ofVirtual().name("wire-", 0).start(talk);
        try {
            return talk.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(connection.late(Duration.ofNanos(nanos)));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed in a way it must not", e.getCause());
        } finally {
            talk.cancel(true);
            connection.close();
        }
    }

    private Optional<Outcome> talk() {
        Socket open;
        try {
            open = vantage.sockets().createSocket(target.host(), target.port());
            socket = open;
            opened = System.nanoTime();
        } catch (IOException e) {
            return ErrorWord.connecting(e).map(word -> ended(word, Optional.empty()));
        }
        try {
            Socket talking = target.secure() ? secured(open) : open;
            stage = Stage.HTTP;
            talking.getOutputStream().write(request());
            talking.getOutputStream().flush();
            HttpAnswer answer = HttpAnswer.read(talking.getInputStream(), target.longest());
            stage = Stage.DONE;
            return Optional.of(ended("", Optional.of(answer)));
        } catch (IOException e) {
            return ErrorWord.talking(e).map(word -> ended(word, Optional.empty()));
        }
    }

    private SSLSocket secured(Socket open) throws IOException {
        stage = Stage.TLS;
        SSLSocket tls = (SSLSocket)
                AnyCertificate.context().getSocketFactory().createSocket(open, target.host(), target.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        target.serverName().ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        List<X509Certificate> shown = new ArrayList<>();
        for (var certificate : tls.getSession().getPeerCertificates()) {
            if (certificate instanceof X509Certificate x509) {
                shown.add(x509);
            }
        }
        chain = List.copyOf(shown);
        return tls;
    }

    private byte[] request() {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: halab\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                .formatted(target.path(), target.server())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Outcome late(Duration limit) {
        return ended(
                stage == Stage.CONNECT ? ErrorWord.SILENCE : ErrorWord.TIMED_OUT, Optional.empty(), Optional.of(limit));
    }

    private Outcome ended(String error, Optional<HttpAnswer> answer) {
        return ended(error, answer, Optional.empty());
    }

    private Outcome ended(String error, Optional<HttpAnswer> answer, Optional<Duration> limit) {
        long now = System.nanoTime();
        long opening = stage == Stage.CONNECT ? now : opened;
        return new Outcome(stage, error, chain, answer, limit, millis(now), millis(opening));
    }

    private long millis(long at) {
        return TimeUnit.NANOSECONDS.toMillis(at - start);
    }

    private void close() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it was closed by the other side, or breaks off; either way it is gone
            }
        }
    }
}
