package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Authority;
import dev.halab.check.tls.Certificates;
import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.Cidr;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A request is answered as it should be.
///
/// @param has lines that the body must have
/// @param san what the certificate must be for; empty without TLS
/// @param ours whether the cluster's CA must have signed it
record HttpClaim(HttpUrl url, int status, List<LinePattern> has, Optional<String> san, boolean ours, Topology topology)
        implements Claim {
    private static final int LONGEST_LINE = 120;

    HttpClaim {
        has = List.copyOf(has);
    }

    @Override
    public String title() {
        return "%s answers with %d".formatted(url.written(), status);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        facts.add(url.fact());
        if (ours) {
            facts.addAll(Authority.of(topology).facts());
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Connections made = Connections.read(snapshot.text(url.fact()));
        if (made.all().isEmpty()) {
            throw new Unobserved(url.fact(), Reading.Reason.NO_ANSWER, "no connection was made");
        }
        Connections.Connection connection = made.all().getFirst();
        String where = "%s, asked from %s".formatted(url.written(), made.via());
        return switch (connection.stage()) {
            case "connect" -> unconnected(connection.error(), where);
            case "tls" -> unsecured(connection.error(), where);
            case "http" ->
                refused(connection.error(), where)
                        .or(() -> shown(connection, snapshot, where))
                        .orElseGet(() -> unanswered(connection.error(), where));
            case "done" -> shown(connection, snapshot, where).orElseGet(() -> answered(connection, where));
            default ->
                throw new Unobserved(url.fact(), Reading.Reason.UNREADABLE, "no such stage: " + connection.stage());
        };
    }

    private static Verdict fail(Cause cause, String expected, String actual, String where) {
        return Verdict.fail(cause.code(), expected, actual, where);
    }

    private static Verdict unconnected(String error, String where) {
        String expected = "a connection";
        return switch (error) {
            case "unknown-host" -> fail(HttpCauses.UNKNOWN_NAME, expected, "the name does not resolve", where);
            case "refused" -> fail(HttpCauses.REFUSED, expected, "refused: the host answers, nothing listens", where);
            case "no-route" -> fail(HttpCauses.TIMEOUT, expected, "no route to the host", where);
            default -> fail(HttpCauses.TIMEOUT, expected, "no answer: a filter, or the host is off", where);
        };
    }

    private static Verdict unsecured(String error, String where) {
        String expected = "TLS";
        return switch (error) {
            case "not-tls" -> fail(HttpCauses.NOT_TLS, expected, "the answer to a TLS greeting is not TLS", where);
            case "closed", "reset" -> fail(HttpCauses.CLOSED, expected, "accepted, then closed before TLS", where);
            case "timed-out" -> fail(HttpCauses.TIMEOUT, expected, "accepted, then silence before TLS", where);
            default -> refused(error, where).orElseGet(() -> fail(HttpCauses.TLS, expected, error, where));
        };
    }

    /// An alert: the other side speaks TLS, and does not want to.
    private static Optional<Verdict> refused(String error, String where) {
        String wanted = error.equals("alert certificate_required") || error.equals("alert bad_certificate")
                ? ", which asks for a client certificate"
                : "";
        return error.startsWith("alert ")
                ? Optional.of(fail(HttpCauses.TLS, "TLS", "refused with the %s%s".formatted(error, wanted), where))
                : Optional.empty();
    }

    private Verdict unanswered(String error, String where) {
        String expected = "status " + status;
        return switch (error) {
            case "not-http" -> fail(HttpCauses.NOT_HTTP, expected, "an answer that is not HTTP", where);
            case "timed-out" -> fail(HttpCauses.TIMEOUT, expected, "no whole answer in time", where);
            default -> fail(HttpCauses.CLOSED, expected, "no whole answer (%s)".formatted(error), where);
        };
    }

    /// What is wrong with the certificate; empty if nothing is, and without TLS.
    private Optional<Verdict> shown(Connections.Connection connection, Snapshot snapshot, String where) {
        if (san.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate certificate = connection
                .certificate()
                .orElseThrow(() -> new Unobserved(
                        url.fact(), Reading.Reason.UNREADABLE, "there is no certificate of the other side in it"));
        return foreign(certificate, snapshot, where)
                .or(() -> expired(certificate, connection.date().orElse(snapshot.at()), where))
                .or(() -> misnamed(certificate, san.get(), where));
    }

    private Optional<Verdict> foreign(X509Certificate certificate, Snapshot snapshot, String where) {
        if (!ours) {
            return Optional.empty();
        }
        Optional<X509Certificate> authority = Authority.of(topology).read(snapshot);
        if (authority.isEmpty()) {
            return Optional.of(fail(
                    HttpCauses.NO_CA, "a cluster", "no control plane has " + Authority.PATH, "cp-1:" + Authority.PATH));
        }
        boolean namesake =
                certificate.getIssuerX500Principal().equals(authority.get().getSubjectX500Principal());
        String by = certificate.getIssuerX500Principal().getName() + (namesake ? ", but with another key" : "");
        return Certificates.signedBy(certificate, authority.get())
                ? Optional.empty()
                : Optional.of(fail(
                        HttpCauses.OTHER_CA, "a certificate signed by the cluster's CA", "one issued by " + by, where));
    }

    /// @param time the server's own where it says it: its certificate was made by that clock
    private static Optional<Verdict> expired(X509Certificate certificate, Instant time, String where) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        return time.isBefore(from) || time.isAfter(to)
                ? Optional.of(fail(
                        HttpCauses.EXPIRED,
                        "a certificate that is valid now",
                        "one valid from %s to %s".formatted(from, to),
                        where))
                : Optional.empty();
    }

    private static Optional<Verdict> misnamed(X509Certificate certificate, String wanted, String where) {
        List<String> names = Certificates.names(certificate);
        return names.stream().anyMatch(name -> covers(name, wanted.toLowerCase(Locale.ROOT)))
                ? Optional.empty()
                : Optional.of(fail(
                        HttpCauses.SAN,
                        "a certificate for " + wanted,
                        names.isEmpty() ? "one for no name at all" : "one for " + String.join(", ", names),
                        where));
    }

    private static boolean covers(String name, String wanted) {
        boolean wild = name.startsWith("*.") && !Cidr.isAddress(wanted);
        return name.equals(wanted)
                || (wild && wanted.replaceFirst("^[^.]+", "*").equals(name));
    }

    private Verdict answered(Connections.Connection connection, String where) {
        List<String> lines = connection.body().lines().toList();
        if (connection.status() != status) {
            String said = said(lines);
            String actual = "status %d%s".formatted(connection.status(), said.isEmpty() ? "" : ": " + said);
            return fail(HttpCauses.STATUS, "status " + status, actual, where);
        }
        for (LinePattern wanted : has) {
            if (lines.stream().noneMatch(wanted::matches)) {
                return lacking(wanted, connection, lines, where);
            }
        }
        return Verdict.pass("status " + status);
    }

    private Verdict lacking(LinePattern wanted, Connections.Connection connection, List<String> lines, String where) {
        if (connection.cut()) {
            throw new Unobserved(
                    url.fact(),
                    Reading.Reason.UNREADABLE,
                    "no line '%s' in the 64 KiB of the body that are read".formatted(wanted.text()));
        }
        if (lines.stream().anyMatch(line -> wanted.decides(line).isEmpty())) {
            throw new Unobserved(
                    url.fact(),
                    Reading.Reason.UNREADABLE,
                    "a line of the body is too long to compare it with '%s'".formatted(wanted.text()));
        }
        String said = said(lines);
        return fail(
                HttpCauses.BODY,
                "a line '%s'".formatted(wanted.text()),
                said.isEmpty() ? "an empty body" : "no such line: " + said,
                where);
    }

    /// What an API server says is failing, else the first line.
    private static String said(List<String> lines) {
        String failing = lines.stream().filter(l -> l.startsWith("[-]")).collect(Collectors.joining("; "));
        String said = failing.isEmpty()
                ? lines.stream()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .findFirst()
                        .orElse("")
                : failing;
        return said.length() > LONGEST_LINE ? said.substring(0, LONGEST_LINE) + "…" : said;
    }
}
