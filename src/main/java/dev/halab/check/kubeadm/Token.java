package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Kind;
import dev.halab.check.Mismatch;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A bootstrap token exists with which a node can join.
///
/// @param expiresIn how long it has to be good for; zero for no matter
/// @param sinceTask whether it has to be younger than the task
record Token(Duration expiresIn, boolean sinceTask) implements Claim {
    private static final String WHERE = "Secrets of type bootstrap.kubernetes.io/token in kube-system";

    static final Kind KIND = new Definition(
            "token",
            "A bootstrap token is there with which a node can join: not expired, for signing and authentication, in "
                    + "kubeadm's group. With `since: task` it was made during the task. Reads the token Secrets.",
            List.of(Field.optional("expiresIn", new Type.Length(), "how long it must still be good for, at least")),
            List.of(
                    new Cause("tok.none", "There is no join token."),
                    new Cause("tok.expired", "The join token has expired."),
                    new Cause("tok.usages", "The token is not for signing and authentication."),
                    new Cause("tok.group", "The token is not in the group that may join."),
                    new Cause("tok.old", "The token is older than the task."),
                    new Cause("tok.short", "The token expires too soon.")),
            "token: {expiresIn: 1h}",
            (fields, scope) -> new Token(fields.findLength("expiresIn").orElse(Duration.ZERO), scope.sinceTask()));

    /// How far a token gets; the one that gets furthest tells what is wrong.
    private record Attempt(int clauses, Optional<Mismatch> mismatch) {}

    @Override
    public String title() {
        return "a usable join token exists" + (expiresIn.isZero() ? "" : ", good for " + Times.text(expiresIn));
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(Facts.tokens());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Instant now = BootstrapToken.now(snapshot, Facts.tokens());
        Optional<Set<String>> before = sinceTask ? uidsAtOpening(snapshot) : Optional.empty();
        List<Attempt> attempts = BootstrapToken.all(snapshot).stream()
                .filter(t -> !t.forNothing())
                .map(t -> attempt(t, now, before))
                .toList();
        if (attempts.isEmpty()) {
            return Verdict.fail("tok.none", "a join token", "there is none", WHERE);
        }
        Attempt best =
                attempts.stream().max(Comparator.comparingInt(Attempt::clauses)).orElseThrow();
        return best.mismatch().<Verdict>map(Verdict.Fail::new).orElseGet(() -> Verdict.pass("a usable join token"));
    }

    private static Optional<Set<String>> uidsAtOpening(Snapshot snapshot) {
        return snapshot.atOpening(Facts.tokens())
                .filter(seen -> seen.status() == 0)
                .map(Reading.Seen::text)
                .map(text -> BootstrapToken.parse(text).stream()
                        .map(BootstrapToken::uid)
                        .collect(Collectors.toSet()));
    }

    private Attempt attempt(BootstrapToken token, Instant now, Optional<Set<String>> before) {
        List<Optional<Mismatch>> clauses = new ArrayList<>();
        clauses.add(expiry(token, now));
        clauses.add(check(
                token.signs() && token.usages().contains(BootstrapToken.AUTHENTICATION),
                "tok.usages",
                "usages signing and authentication",
                "usages " + token.usages(),
                token));
        clauses.add(check(
                token.groups().contains(BootstrapToken.JOIN_GROUP),
                "tok.group",
                "group " + BootstrapToken.JOIN_GROUP,
                "groups " + token.groups(),
                token));
        clauses.add(check(
                before.isEmpty() || !before.get().contains(token.uid()),
                "tok.old",
                "a token made during this task",
                "token %s is older".formatted(token.id()),
                token));
        clauses.add(lasting(token, now));
        int passed = 0;
        while (passed < clauses.size() && clauses.get(passed).isEmpty()) {
            passed++;
        }
        return new Attempt(passed, passed == clauses.size() ? Optional.empty() : clauses.get(passed));
    }

    private static Optional<Mismatch> expiry(BootstrapToken token, Instant now) {
        String ago = token.expiration()
                .map(e -> Times.text(Duration.between(e, now)))
                .orElse("");
        return check(
                !token.expired(now),
                "tok.expired",
                "a token that has not expired",
                "expired %s ago".formatted(ago),
                token);
    }

    private Optional<Mismatch> lasting(BootstrapToken token, Instant now) {
        Duration left = token.expiration().map(e -> Duration.between(now, e)).orElse(expiresIn);
        return check(
                left.compareTo(expiresIn) >= 0,
                "tok.short",
                "good for at least " + Times.text(expiresIn),
                "expires in " + Times.text(left),
                token);
    }

    private static Optional<Mismatch> check(
            boolean holds, String cause, String expected, String actual, BootstrapToken token) {
        return holds
                ? Optional.empty()
                : Optional.of(
                        new Mismatch(cause, expected, actual, "Secret kube-system/bootstrap-token-" + token.id()));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return BootstrapToken.all(snapshot).stream()
                .filter(t -> !t.forNothing() && t.expiration().isEmpty())
                .map(t -> "token %s never expires: whoever finds it can add nodes for ever".formatted(t.id()))
                .toList();
    }
}
