package dev.halab.cluster.kube;

import dev.halab.fact.Reading.Reason;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;

/// Requests to the API servers with one set of credentials. The server's certificate is verified against the CA of
/// admin.conf, and its name against the address that is called.
final class Api {
    /// The largest answer that is read: the Pods of a big cluster stay far below.
    private static final long LARGEST = 8L << 20;

    private static final long PIECE = 64 << 10;

    private final AdminConf conf;
    private final ApiClient client;
    private final InstantSource clock;

    private Api(AdminConf conf, ApiClient client, InstantSource clock) {
        this.conf = conf;
        this.client = client;
        this.clock = clock;
    }

    /// Prepares requests; connects to nothing yet.
    static Api with(AdminConf conf, SocketFactory sockets, InstantSource clock) {
        return new Api(conf, new ApiClient(client(conf, sockets)), clock);
    }

    /// Makes connections with the credentials of admin.conf through `sockets`, and verifies the other side.
    static OkHttpClient client(AdminConf conf, SocketFactory sockets) {
        try {
            X509TrustManager trust = trust(conf.authorities());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {new OneKey(conf)}, new TrustManager[] {trust}, null);
            return new OkHttpClient.Builder()
                    .socketFactory(sockets)
                    .sslSocketFactory(tls.getSocketFactory(), trust)
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .proxy(Proxy.NO_PROXY)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    // wall-clock limits are set per call; the ones for single reads would only cut them short
                    .connectTimeout(Duration.ZERO)
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java has TLS with a store of certificates", e);
        }
    }

    private static X509TrustManager trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /// A `GET` that has not been sent yet.
    Request get(ApiServer server, String path, Duration limit) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        try {
            Call call = client.buildCall(
                    server.url(),
                    path,
                    "GET",
                    new ArrayList<>(),
                    new ArrayList<>(),
                    null,
                    headers,
                    new HashMap<>(),
                    new HashMap<>(),
                    new String[0],
                    null);
            call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
            return new Request(server, call);
        } catch (ApiException e) {
            throw new IllegalStateException("a GET without a body can always be built", e);
        }
    }

    /// Ends the connections that are kept.
    void close() {
        client.getHttpClient().connectionPool().evictAll();
    }

    /// One request to one API server.
    final class Request {
        private final ApiServer server;
        private final Call call;

        private Request(ApiServer server, Call call) {
            this.server = server;
            this.call = call;
        }

        ApiServer server() {
            return server;
        }

        /// Sends it and waits for the whole answer, at most until its limit.
        Answer answer() {
            try (Response response = call.execute()) {
                return read(response);
            } catch (IOException e) {
                return Trouble.connecting(e, expired(""));
            }
        }

        /// Gives it up.
        void cancel() {
            call.cancel();
        }

        private Answer read(Response response) {
            String date = response.header("Date", "");
            String body;
            try {
                Buffer read = new Buffer();
                while (read.size() <= LARGEST && response.body().source().read(read, PIECE) >= 0) {
                    // goes on until the end, or until it is too much
                }
                if (read.size() > LARGEST) {
                    return new Answer.Failed(Reason.UNREADABLE, "its answer is larger than 8 MiB");
                }
                body = read.readUtf8();
            } catch (IOException e) {
                return Trouble.reading(e);
            }
            String gone = expired(date == null ? "" : date);
            if (response.code() == 401 && !gone.isEmpty()) {
                return new Answer.Failed(Reason.DENIED, gone);
            }
            return new Answer.Told(response.code(), body, date == null ? "" : date);
        }

        /// Says that the client certificate has expired, if it has by the server's clock, else by the host's.
        private String expired(String date) {
            Instant now;
            try {
                now = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME
                        .withLocale(Locale.ROOT)
                        .parse(date));
            } catch (DateTimeParseException e) {
                now = clock.instant();
            }
            Instant end = conf.client().getNotAfter().toInstant();
            return end.isBefore(now) ? "the client certificate in %s expired at %s".formatted(AdminConf.PATH, end) : "";
        }
    }
}
