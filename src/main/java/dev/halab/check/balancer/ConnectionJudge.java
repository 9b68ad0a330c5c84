package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.tls.Certificates;
import dev.halab.check.tls.Connections;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Judges single connections through the endpoint.
///
/// @param host what clients call the endpoint
/// @param authority the cluster's CA
/// @param now when the connections were made
record ConnectionJudge(String host, Optional<X509Certificate> authority, Instant now) {
    /// What is wrong with a connection.
    record Trouble(Cause cause, String actual) {}

    Optional<Trouble> trouble(Connections.Connection connection) {
        return switch (connection.stage()) {
            case "connect" -> Optional.of(unconnected(connection.error()));
            case "tls" -> Optional.of(unsecured(connection.error()));
            default ->
                connection
                        .certificate()
                        .flatMap(shown -> certificate(shown, connection.date().orElse(now)))
                        .or(() -> connection.done() ? answer(connection) : Optional.of(cut(connection.error())));
        };
    }

    private static Trouble unconnected(String error) {
        return switch (error) {
            case "refused" -> new Trouble(LbCauses.REFUSED, "refused: nothing listens there");
            case "timed-out" -> new Trouble(LbCauses.FILTERED, "no answer: a filter, or the host is off");
            case "no-route" -> new Trouble(LbCauses.FILTERED, "no route to the host");
            case "unknown-host" -> new Trouble(LbCauses.UNKNOWN_NAME, "the name does not resolve");
            default -> new Trouble(LbCauses.ERROR, error);
        };
    }

    private static Trouble unsecured(String error) {
        return switch (error) {
            case "not-tls" -> new Trouble(LbCauses.NOT_TLS, "the answer to a TLS greeting is not TLS");
            case "closed", "reset" -> new Trouble(LbCauses.DEAD_BACKEND, "accepted, then closed before TLS");
            case "timed-out" -> new Trouble(LbCauses.DEAD_BACKEND, "accepted, then silence before TLS");
            default -> new Trouble(LbCauses.ERROR, "TLS failed: " + error);
        };
    }

    private static Trouble cut(String error) {
        return new Trouble(LbCauses.DEAD_BACKEND, "no answer after TLS (%s)".formatted(error));
    }

    /// @param time the server's own where it says it: its certificate was made by that clock
    private Optional<Trouble> certificate(X509Certificate shown, Instant time) {
        if (authority.filter(ca -> Certificates.signedBy(shown, ca)).isEmpty()) {
            String by = shown.getIssuerX500Principal().getName();
            return Optional.of(new Trouble(
                    LbCauses.WRONG_CA, "a certificate issued by %s, not by the cluster's CA".formatted(by)));
        }
        Instant from = shown.getNotBefore().toInstant();
        Instant to = shown.getNotAfter().toInstant();
        if (time.isBefore(from) || time.isAfter(to)) {
            return Optional.of(new Trouble(LbCauses.EXPIRED, "a certificate valid from %s to %s".formatted(from, to)));
        }
        List<String> names = Certificates.names(shown);
        return names.stream().anyMatch(this::covers)
                ? Optional.empty()
                : Optional.of(new Trouble(
                        LbCauses.SAN, "a certificate for %s, not for %s".formatted(String.join(", ", names), host)));
    }

    private boolean covers(String name) {
        String wanted = host.toLowerCase(Locale.ROOT);
        return name.equals(wanted)
                || (name.startsWith("*.") && wanted.replaceFirst("^[^.]+", "*").equals(name));
    }

    private static Optional<Trouble> answer(Connections.Connection connection) {
        if (connection.status() == 200) {
            return Optional.empty();
        }
        boolean denied = connection.status() == 401 || connection.status() == 403;
        String failing = connection
                .body()
                .lines()
                .filter(line -> line.startsWith("[-]"))
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
        return Optional.of(new Trouble(
                denied ? LbCauses.DENIED : LbCauses.NOT_READY, "status %d%s".formatted(connection.status(), failing)));
    }
}
