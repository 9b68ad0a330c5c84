package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.topology.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The certificates that a joining control plane fetches are in the cluster.
///
/// @param externalEtcd whether etcd runs outside, which changes what is uploaded
/// @param ttlLeft how long they have to stay; zero for no matter
/// @param sinceTask whether they have to be uploaded during the task
record UploadCerts(boolean externalEtcd, Duration ttlLeft, boolean sinceTask) implements Claim {
    private static final String WHERE = "Secret kube-system/kubeadm-certs";

    /// A value of AES-GCM that holds nothing: 12 bytes of nonce and 16 of tag.
    private static final long EMPTY = 28;

    private static final List<String> SHARED =
            List.of("ca.crt", "ca.key", "front-proxy-ca.crt", "front-proxy-ca.key", "sa.key", "sa.pub");
    private static final List<String> STACKED = List.of("etcd-ca.crt", "etcd-ca.key");
    private static final List<String> EXTERNAL =
            List.of("external-etcd-ca.crt", "external-etcd.crt", "external-etcd.key");

    static final Kind KIND = new Definition(
            "upload-certs",
            "The certificates for joining control planes are in the cluster, complete and not about to vanish. With "
                    + "`since: task` they were uploaded during the task. Reads " + WHERE
                    + " and the token that owns it.",
            List.of(Field.optional("ttlLeft", new Type.Length(), "how long the Secret must still live, at least")),
            List.of(
                    new Cause("uc.missing", "The certificates are not in the cluster; they vanish after two hours."),
                    new Cause("uc.keys", "A certificate or key is missing from the Secret or empty."),
                    new Cause("uc.expiring", "The Secret vanishes too soon."),
                    new Cause("uc.old", "The Secret is the one from before this task.")),
            "upload-certs: {ttlLeft: 30m}",
            (fields, scope) -> new UploadCerts(
                    external(scope), fields.findLength("ttlLeft").orElse(Duration.ZERO), scope.sinceTask()));

    private static boolean external(Scope scope) {
        return !scope.topology().nodes(Role.ETCD).isEmpty();
    }

    @Override
    public String title() {
        return "the certificates for joining control planes are uploaded";
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(Facts.uploadedCertificates());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Instant now = BootstrapToken.now(snapshot, Facts.uploadedCertificates());
        Json secret = Json.parse(snapshot.text(Facts.uploadedCertificates())).having("present");
        if (!present(secret)) {
            return Verdict.fail("uc.missing", "the Secret", "there is none", WHERE);
        }
        return First.of(
                "all certificates are there",
                List.of(() -> keys(secret), () -> old(secret, snapshot), () -> expiring(secret, now)));
    }

    private static boolean present(Json secret) {
        return secret.text("present").orElse("").equals("true");
    }

    private Optional<Verdict> keys(Json secret) {
        return Stream.concat(SHARED.stream(), (externalEtcd ? EXTERNAL : STACKED).stream())
                .filter(name -> size(secret, name) <= EMPTY)
                .findFirst()
                .flatMap(name -> First.fail(
                        "uc.keys", name + " in the Secret", size(secret, name) < 0 ? "missing" : "empty", WHERE));
    }

    private static long size(Json secret, String name) {
        return secret.text("keys", name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private Optional<Verdict> old(Json secret, Snapshot snapshot) {
        boolean same = sinceTask
                && snapshot.atOpening(Facts.uploadedCertificates())
                        .filter(seen -> seen.status() == 0)
                        .map(Reading.Seen::text)
                        .map(Json::parse)
                        .filter(before -> present(before) && sameUpload(before, secret))
                        .isPresent();
        return same
                ? First.fail("uc.old", "an upload during this task", "the Secret is as before", WHERE)
                : Optional.empty();
    }

    /// Every upload makes a new owner token, while a label set by hand changes the resourceVersion only.
    private static boolean sameUpload(Json before, Json now) {
        String member = before.has("ownerUid") && now.has("ownerUid") ? "ownerUid" : "resourceVersion";
        return before.text(member).equals(now.text(member))
                && before.text("uid").equals(now.text("uid"));
    }

    private Optional<Verdict> expiring(Json secret, Instant now) {
        Optional<Instant> end = secret.text("expiration").map(BootstrapToken::time);
        if (end.isEmpty() || Duration.between(now, end.get()).compareTo(least()) >= 0) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, end.get());
        String actual = left.isNegative() ? "its time ended " + Times.text(left) + " ago" : Times.text(left) + " left";
        return First.fail("uc.expiring", "at least %s left".formatted(Times.text(least())), actual, WHERE);
    }

    private Duration least() {
        return ttlLeft.isZero() ? Duration.ofSeconds(1) : ttlLeft;
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        Json secret = Json.parse(snapshot.text(Facts.uploadedCertificates())).having("present");
        return present(secret) && !secret.has("ownerUid")
                ? List.of("no token owns %s, so it never expires: delete it when the joins are done".formatted(WHERE))
                : List.of();
    }
}
