package dev.halab.cluster.kube;

import dev.halab.fact.Reading.Reason;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says what went wrong with a request in a learner's words.
final class Trouble {
    private static final int LONGEST = 200;

    static final String NO_ANSWER = "no answer in time";

    private Trouble() {}

    /// Why an answer does not count.
    static Answer.Failed of(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> failed;
            case Answer.Told told -> {
                boolean denied = told.status() == 401 || told.status() == 403;
                String why = denied ? "it refuses the user of " + AdminConf.PATH : "it answers with an error";
                yield new Answer.Failed(
                        denied ? Reason.DENIED : Reason.NO_ANSWER,
                        "%s (HTTP %d%s)".formatted(why, told.status(), message(told.body())));
            }
        };
    }

    /// What a Status of the API, or a plain text, says first.
    private static String message(String body) {
        String said = body;
        try {
            said = Json.parse(body).text("message").orElse(body);
        } catch (MalformedJson e) {
            // then it is plain text, as /readyz answers
        }
        String line = said.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST));
    }

    /// Before an answer began.
    ///
    /// @param expired says that the client certificate has expired; empty if it has not
    static Answer.Failed connecting(IOException e, String expired) {
        if (e instanceof SSLPeerUnverifiedException) {
            return unreachable("TLS: its certificate does not cover the address that was called");
        }
        if (e instanceof SSLException tls) {
            return tls(tls, expired);
        }
        if (e instanceof InterruptedIOException) {
            return new Answer.Failed(Reason.NO_ANSWER, NO_ANSWER);
        }
        if (e instanceof ConnectException) {
            return unreachable(said(e).toLowerCase(Locale.ROOT).contains("refused") ? "connection refused" : said(e));
        }
        return causes(e).anyMatch(EOFException.class::isInstance)
                ? unreachable("it closed the connection without an answer")
                : unreachable(said(e));
    }

    private static Answer.Failed tls(SSLException e, String expired) {
        if (causes(e).anyMatch(CertificateException.class::isInstance)) {
            String why = causes(e)
                    .reduce((first, second) -> second)
                    .map(Trouble::message)
                    .orElse("");
            return unreachable(
                    "TLS: its certificate is not trusted by the CA in %s: %s".formatted(AdminConf.PATH, why));
        }
        if (message(e).contains("alert") && !expired.isEmpty()) {
            return new Answer.Failed(Reason.DENIED, expired);
        }
        return unreachable("TLS: " + message(e));
    }

    /// After an answer began.
    static Answer.Failed reading(IOException e) {
        return e instanceof InterruptedIOException
                ? new Answer.Failed(Reason.NO_ANSWER, "its answer did not end in time")
                : new Answer.Failed(Reason.UNREADABLE, "its answer broke off");
    }

    private static Answer.Failed unreachable(String detail) {
        return new Answer.Failed(Reason.UNREACHABLE, detail);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, t -> t.getCause() != null, Throwable::getCause)
                .limit(9)
                .flatMap(t -> Stream.ofNullable(t.getCause()));
    }

    /// The innermost message: OkHttp puts the cause of a failed connection inside.
    private static String said(IOException e) {
        Optional<Throwable> last = causes(e).reduce((first, second) -> second);
        return message(last.orElse(e));
    }

    private static String message(Throwable e) {
        String message = e.getMessage() == null ? "connection lost" : e.getMessage();
        return message.lines().findFirst().orElse("connection lost");
    }
}
