package dev.halab.cluster.kube;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// One request of a trial and what came of it.
///
/// @param status HTTP status; 0 if no answer came
/// @param body the answer's
/// @param error what failed; empty if an answer came
/// @param detail of the error
record WriteStep(String name, int status, String body, String error, String detail, long millis) {
    private static final String TIMED_OUT = "timed-out";

    private static final int LONGEST = 300;

    static WriteStep answered(String name, int status, String body, long millis) {
        return new WriteStep(name, status, body, "", "", millis);
    }

    /// No answer came in all the time that it may take.
    static WriteStep late(String name, long millis) {
        return new WriteStep(name, 0, "", TIMED_OUT, "no answer in %d ms".formatted(millis), millis);
    }

    /// There was not as much time as it may take.
    static WriteStep untimely(String name, long millis) {
        return new WriteStep(name, 0, "", "no-time", "the time of the trial was over", millis);
    }

    /// What carries the requests broke down.
    static WriteStep lost(String name) {
        return new WriteStep(name, 0, "", "lost", "the connection through a node of the lab was lost", 0);
    }

    /// Empty if it may be trouble on the way to the cluster, which says nothing about it.
    static Optional<WriteStep> failed(String name, IOException e, long millis) {
        if (e instanceof SSLPeerUnverifiedException || has(e, CertificateException.class)) {
            return Optional.of(new WriteStep(name, 0, "", "tls", said(last(e)), millis));
        }
        IOException under = under(e);
        return error(under, said(under).toLowerCase(Locale.ROOT))
                .map(error -> new WriteStep(name, 0, "", error, said(under), millis));
    }

    /// What befell the connection: TLS tells it as a cause, and OkHttp as one of its own kind.
    private static IOException under(IOException e) {
        IOException under = e;
        while (under.getCause() instanceof IOException deeper
                && (under instanceof SSLException
                        || (under instanceof ConnectException && deeper instanceof ConnectException))) {
            under = deeper;
        }
        return under;
    }

    /// A tunnel's own trouble is a `SocketException` with a cause, or none of these.
    private static Optional<String> error(IOException under, String text) {
        return switch (under) {
            case NoRouteToHostException ignored -> Optional.of("no-route");
            case UnknownHostException ignored -> Optional.of("unknown-host");
            case ConnectException ignored -> refusal(text);
            case SocketException e ->
                e.getCause() == null && (text.contains("reset") || text.contains("broken pipe"))
                        ? Optional.of("closed")
                        : Optional.empty();
            case SSLException ignored -> Optional.of("tls");
            // the last is what a tunnel says when the server has closed it before something was written
            default ->
                has(under, EOFException.class) || text.startsWith("stream was reset") || text.equals("stream closed")
                        ? Optional.of("closed")
                        : Optional.empty();
        };
    }

    /// In the words of a plain socket or of sshd.
    private static Optional<String> refusal(String text) {
        if (text.contains("refused")) {
            return Optional.of("refused");
        }
        if (text.contains("no route") || text.contains("unreachable")) {
            return Optional.of("no-route");
        }
        return text.contains("not known") ? Optional.of("unknown-host") : Optional.empty();
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return chain(e).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(Optional.of(e), Optional::isPresent, t -> t.map(Throwable::getCause))
                .limit(9)
                .flatMap(Optional::stream);
    }

    private static Throwable last(Throwable e) {
        return chain(e).reduce((first, second) -> second).orElse(e);
    }

    private static String said(Throwable e) {
        String message = e.getMessage() == null ? "connection lost" : e.getMessage();
        return message.lines().findFirst().orElse("connection lost");
    }

    boolean ok() {
        return status / 100 == 2;
    }

    boolean absent() {
        return status == 404;
    }

    /// Whether nothing was heard.
    boolean silent() {
        return error.equals(TIMED_OUT);
    }

    Json json() {
        Json.Builder json = Json.object().put("do", name);
        if (status > 0) {
            json.put("status", status);
        }
        if (status > 0 && !ok()) {
            json.put("message", message());
        }
        if (!error.isEmpty()) {
            json.put("error", error).put("detail", detail);
        }
        return json.put("ms", millis).build();
    }

    /// What a Status of the API, or a plain text, says first.
    private String message() {
        String said = body;
        try {
            said = Json.parse(body).text("message").orElse(body);
        } catch (MalformedJson e) {
            // then it is plain text
        }
        String line = said.lines().findFirst().orElse("").strip();
        return line.substring(0, Math.min(line.length(), LONGEST));
    }
}
