package dev.halab.cluster.kube;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Requests to one server, each sent once and with a limit of its own.
final class ApiCalls implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long LARGEST = 64 << 10;

    /// No connection takes longer to open.
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// Any will do: where the name leads is found out where the connection is made.
    private static final byte[] SOMEWHERE = {(byte) 192, 0, 2, 1};

    private final OkHttpClient client;
    private final String host;
    private final int port;
    private final long end;

    /// @param end when the last one has to be over, in the time of `System.nanoTime`
    ApiCalls(OkHttpClient client, String host, int port, long end) {
        this.client = client.newBuilder()
                .dns(name -> List.of(InetAddress.getByAddress(name, SOMEWHERE)))
                .retryOnConnectionFailure(false)
                .connectTimeout(CONNECT)
                .build();
        this.host = host;
        this.port = port;
        this.end = end;
    }

    /// `HOST:PORT`.
    String server() {
        return host + ":" + port;
    }

    /// Sends a request and waits for its answer, at most `limit`; empty if it may be trouble on the way to the
    /// cluster.
    ///
    /// @param path with its query
    /// @param body in JSON; empty if none is sent
    /// @param kept how much time has to be left for what comes after it
    Optional<WriteStep> send(String step, String method, String path, String body, Duration limit, Duration kept) {
        long start = System.nanoTime();
        long nanos = Math.min(limit.toNanos(), end - start - kept.toNanos());
        if (nanos <= 0) {
            return Optional.of(WriteStep.untimely(step, 0));
        }
        HttpUrl url = new HttpUrl.Builder()
                .scheme("https")
                .host(host)
                .port(port)
                .build()
                .resolve(path);
        if (url == null) {
            throw new IllegalArgumentException("no path: " + path);
        }
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("User-Agent", "halab")
                .method(method, body.isEmpty() ? null : RequestBody.create(body, JSON))
                .build();
        Call call = client.newCall(request);
        call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            String text = response.peekBody(LARGEST).string();
            return Optional.of(WriteStep.answered(step, response.code(), text, since(start)));
        } catch (InterruptedIOException e) {
            // what was given less time than it may take says nothing by being late
            return Optional.of(
                    nanos < limit.toNanos()
                            ? WriteStep.untimely(step, since(start))
                            : WriteStep.late(step, since(start)));
        } catch (IOException e) {
            return WriteStep.failed(step, e, since(start));
        }
    }

    private static long since(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
