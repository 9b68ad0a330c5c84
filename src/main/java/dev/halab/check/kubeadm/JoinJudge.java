package dev.halab.check.kubeadm;

import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.problem.DidYouMean;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges one join command clause by clause.
record JoinJudge(JoinCommand claim, JoinLine line, String where, Snapshot snapshot) {
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{6}\\.sha256-[0-9a-f]{64}");
    private static final Pattern KEY = Pattern.compile("sha256-[0-9a-f]{64}:(\\S+)");

    Verdict verdict() {
        return First.of(
                "the join command works",
                List.of(
                        this::shape,
                        this::endpoint,
                        this::role,
                        this::token,
                        this::authority,
                        this::certificateKey,
                        this::advertise));
    }

    private Optional<Verdict> shape() {
        if (!line.unknown().isEmpty()) {
            String name = line.unknown().getFirst();
            String expected = "a flag of kubeadm join" + DidYouMean.suffix(name, JoinLine.known());
            return First.fail("join.unknown-flag", expected, "--" + name, where);
        }
        if (line.flag("config").isPresent()) {
            return First.fail("join.config-file", "the command with its flags", "--config", where);
        }
        Optional<String> unsettled = line.unsettled();
        if (unsettled.isPresent()) {
            return First.fail("join.variable", "the value itself", unsettled.get(), where);
        }
        return line.arguments().size() == 1
                ? Optional.empty()
                : First.fail(
                        "join.arguments",
                        "kubeadm join " + claim.endpoint().expected(),
                        line.arguments().isEmpty() ? "no endpoint" : String.join(" ", line.arguments()),
                        where);
    }

    private Optional<Verdict> endpoint() {
        String written = line.arguments().getFirst();
        return HostPort.of(written).filter(claim.endpoint()::is).isPresent()
                ? Optional.empty()
                : First.fail("join.not-lb", claim.endpoint().expected(), written, where);
    }

    private Optional<Verdict> role() {
        boolean controlPlane = line.on("control-plane");
        if (controlPlane == claim.controlPlane()) {
            return Optional.empty();
        }
        return controlPlane
                ? First.fail("join.is-control-plane", "a command for a worker", "--control-plane", where)
                : First.fail("join.not-control-plane", "--control-plane", "it is not there", where);
    }

    private Optional<Verdict> token() {
        String token = line.token().orElse("");
        if (!TOKEN.matcher(token).matches()) {
            return First.fail(
                    "join.no-token", "--token ID.SECRET", token.isEmpty() ? "no token" : "not a token", where);
        }
        String id = token.substring(0, token.indexOf('.'));
        String hash = token.substring(token.indexOf('-') + 1);
        Instant now = BootstrapToken.now(snapshot, Facts.tokens());
        Optional<BootstrapToken> live = BootstrapToken.all(snapshot).stream()
                .filter(t -> t.id().equals(id))
                .findFirst();
        Optional<BootstrapToken> joining = live.filter(t -> t.joins(now));
        if (joining.isEmpty()) {
            return First.fail("join.token-dead", "a live token", "token %s %s".formatted(id, why(live, now)), where);
        }
        return joining.get().secretHash().equals(hash)
                ? Optional.empty()
                : First.fail("join.token-secret", "the secret of token " + id, "another one", where);
    }

    private static String why(Optional<BootstrapToken> token, Instant now) {
        return token.map(t -> t.expired(now) ? "has expired" : "is not for joining")
                .orElse("is not in the cluster");
    }

    private Optional<Verdict> authority() {
        List<String> hashes = line.hashes();
        String expected = "sha256:" + Certificates.publicHash(claim.authority().read(snapshot));
        if (hashes.isEmpty() || line.on("discovery-token-unsafe-skip-ca-verification")) {
            String actual = hashes.isEmpty() ? "no hash" : "--discovery-token-unsafe-skip-ca-verification";
            return First.fail("join.no-ca-hash", "--discovery-token-ca-cert-hash " + expected, actual, where);
        }
        return hashes.stream().map(h -> h.toLowerCase(Locale.ROOT)).anyMatch(expected::equals)
                ? Optional.empty()
                : First.fail("join.ca-hash", expected, String.join(",", hashes), where);
    }

    private Optional<Verdict> certificateKey() {
        if (!claim.controlPlane()) {
            return Optional.empty();
        }
        String key = line.flag("certificate-key").orElse("");
        if (key.isEmpty()) {
            return First.fail("join.key-missing", "--certificate-key KEY", "it is not there", where);
        }
        var match = KEY.matcher(key);
        return switch (match.matches() ? match.group(1) : "malformed") {
            case "opens-yes" -> Optional.empty();
            case "opens-bad-tag" ->
                First.fail("join.key-stale", "the key of the last upload-certs", "a key that does not open it", where);
            case "opens-no-secret" ->
                First.fail("join.certs-gone", "Secret kube-system/kubeadm-certs", "there is none", where);
            case "opens-unknown" ->
                throw new Unobserved(
                        Facts.uploadedCertificates(), Reading.Reason.UNREADABLE, "the key could not be tried");
            default -> First.fail("join.key-malformed", "64 hexadecimal digits", "something else", where);
        };
    }

    private Optional<Verdict> advertise() {
        Optional<String> address = line.flag("apiserver-advertise-address");
        if (!claim.controlPlane() || (claim.joining().isEmpty() && address.isEmpty())) {
            return Optional.empty();
        }
        if (claim.joining().isEmpty()) {
            return claim.endpoint().topology().contains(address.orElse(""))
                    ? Optional.empty()
                    : First.fail("join.advertise-other", "an address of the lab network", address.orElse(""), where);
        }
        String wanted = claim.joining().get().address();
        if (address.isEmpty()) {
            return First.fail(
                    "join.no-advertise",
                    "--apiserver-advertise-address " + wanted,
                    "it is not there, so kubeadm takes the address of the default route",
                    where);
        }
        return address.get().equals(wanted)
                ? Optional.empty()
                : First.fail("join.advertise-other", wanted, address.get(), where);
    }
}
