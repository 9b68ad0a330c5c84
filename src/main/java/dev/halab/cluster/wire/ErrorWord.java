package dev.halab.cluster.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// The word for what ended a connection, as the fact `https` documents it.
final class ErrorWord {
    static final String TIMED_OUT = "timed-out";

    /// Nobody said anything before the limit, neither the target nor the vantage.
    static final String SILENCE = "silence";

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_0-9]+)");

    private static final Pattern RESET = Pattern.compile("reset|Broken pipe");

    private ErrorWord() {}

    /// Trouble while connecting; empty if it may be the vantage's own, which says nothing about the target.
    static Optional<String> connecting(IOException e) {
        return switch (e) {
            case NoRouteToHostException noRoute -> Optional.of("no-route");
            case UnknownHostException unknown -> Optional.of("unknown-host");
            // the vantage, too, may be what kept silent
            case SocketTimeoutException late -> Optional.of(SILENCE);
            case ConnectException refused -> refusal(text(refused).toLowerCase(Locale.ROOT));
            default -> Optional.empty();
        };
    }

    /// In the words of a plain socket or of sshd.
    private static Optional<String> refusal(String text) {
        if (text.contains("refused")) {
            return Optional.of("refused");
        }
        if (text.contains("timed out")) {
            return Optional.of(TIMED_OUT);
        }
        if (text.contains("unreachable") || text.contains("no route")) {
            return Optional.of("no-route");
        }
        boolean unknown = text.contains("not known") || text.contains("resol");
        return unknown ? Optional.of("unknown-host") : Optional.empty();
    }

    /// Trouble on an open connection; empty if it may be the vantage's own, whose tunnel ends with it.
    static Optional<String> talking(IOException e) {
        String text = text(e);
        Matcher alert = ALERT.matcher(text);
        if (alert.find()) {
            return Optional.of("alert " + alert.group(1));
        }
        if (text.contains("unrecognized SSL message")) {
            return Optional.of("not-tls");
        }
        IOException under = under(e);
        // the last is what a tunnel says when the target has closed it before something was written
        if (under instanceof EOFException
                || text.contains("terminated the handshake")
                || text(under).equals("Stream closed")) {
            return Optional.of("closed");
        }
        if (under instanceof SocketException
                && under.getCause() == null
                && RESET.matcher(text(under)).find()) {
            return Optional.of("reset");
        }
        boolean own = under instanceof SSLException || under instanceof HttpAnswer.NotHttp;
        return own ? Optional.of(text) : Optional.empty();
    }

    /// What befell the connection below TLS, if that is the trouble.
    private static IOException under(IOException e) {
        IOException under = e;
        while (under instanceof SSLException && under.getCause() instanceof IOException deeper) {
            under = deeper;
        }
        return under;
    }

    private static String text(IOException e) {
        String text = e.getMessage() == null ? "connection lost" : e.getMessage();
        return text.lines().findFirst().orElse("connection lost");
    }
}
