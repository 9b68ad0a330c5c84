package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The cluster takes writes.
///
/// @param via what the course calls the server
/// @param server who is asked
record ApiWriteClaim(String via, HostPort server) implements Claim {
    private static final String NAMESPACE = "halab-probe";
    private static final Pattern NO_QUORUM = Pattern.compile("etcdserver: (request timed out|no leader)");
    private static final Pattern NO_SPACE = Pattern.compile("etcdserver: (mvcc: database space exceeded|no space)");

    /// Quotas, webhooks and a namespace that ends refuse with the same status as missing rights.
    private static final Pattern NO_RIGHT = Pattern.compile("User \".*\" cannot ");

    @Override
    public String title() {
        return "the cluster takes writes through " + via;
    }

    private Fact trial() {
        return Facts.write(server.host(), server.port());
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(trial());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Json trial = Json.parse(snapshot.text(trial()));
        List<WriteTrialStep> steps =
                trial.items("steps").stream().map(this::step).toList();
        WriteTrialStep look = named(steps, "look");
        Optional<Verdict> unread = unread(look);
        if (unread.isPresent()) {
            return unread.get();
        }
        if (look.absent()) {
            WriteTrialStep namespace = named(steps, "namespace");
            if (!namespace.ok() && namespace.status() != 409) {
                return unwritten(namespace, steps);
            }
        }
        WriteTrialStep created = named(steps, "create");
        if (!created.ok()) {
            return unwritten(created, steps);
        }
        WriteTrialStep read = named(steps, "read");
        if (read.absent()) {
            return fail(ApiWriteCauses.DIFFERS, "the ConfigMap that was created", "it is not found");
        }
        if (!read.ok()) {
            return unwritten(read, steps);
        }
        String same = trial.text("same").orElseThrow(() -> unreadable("what was read"));
        if (!same.equals("true")) {
            return fail(ApiWriteCauses.DIFFERS, "the text that was written", "another one");
        }
        WriteTrialStep deleted = named(steps, "delete");
        return deleted.ok() || deleted.absent()
                ? Verdict.pass("a ConfigMap was created, read and deleted")
                : unwritten(deleted, steps);
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return Json.parse(snapshot.text(trial())).text("left").stream()
                .map(name ->
                        "ConfigMap %s of this check may be left in the namespace %s: kubectl -n %s delete configmap %s"
                                .formatted(name, NAMESPACE, NAMESPACE, name))
                .toList();
    }

    private WriteTrialStep step(Json json) {
        return WriteTrialStep.read(json).orElseThrow(() -> unreadable("a step"));
    }

    private WriteTrialStep named(List<WriteTrialStep> steps, String name) {
        return steps.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .map(this::told)
                .orElseThrow(() -> unreadable("step '%s'".formatted(name)));
    }

    /// A step that says something about the server.
    private WriteTrialStep told(WriteTrialStep step) {
        return switch (step.error()) {
            case "no-time" -> throw new Unobserved(trial(), Reason.NO_ANSWER, step.name() + ": " + step.detail());
            case "lost" -> throw new Unobserved(trial(), Reason.UNREACHABLE, step.name() + ": " + step.detail());
            default -> step;
        };
    }

    private Unobserved unreadable(String what) {
        return new Unobserved(trial(), Reason.UNREADABLE, "%s is not told".formatted(what));
    }

    /// What is wrong before anything is written.
    private Optional<Verdict> unread(WriteTrialStep look) {
        String expected = "an API server that answers";
        if (look.error().equals("tls")) {
            return Optional.of(fail(ApiWriteCauses.TLS, "a certificate of the cluster for this name", look.detail()));
        }
        if (look.silent()) {
            throw silence(look);
        }
        if (look.status() == 0) {
            return Optional.of(fail(ApiWriteCauses.UNREACHABLE, expected, look.said()));
        }
        if (denied(look)) {
            return Optional.of(fail(ApiWriteCauses.DENIED, "the rights of admin.conf", look.said()));
        }
        return look.ok() || look.absent()
                ? Optional.empty()
                : Optional.of(fail(ApiWriteCauses.ERROR, expected, "a read fails already: " + look.said()));
    }

    private static boolean denied(WriteTrialStep step) {
        return step.status() == 401
                || (step.status() == 403 && NO_RIGHT.matcher(step.message()).find());
    }

    /// A machine that is off is silent, and so is one that has too much to do.
    private Unobserved silence(WriteTrialStep step) {
        return new Unobserved(trial(), Reason.NO_ANSWER, "%s: %s".formatted(step.name(), step.said()));
    }

    /// Why a step after the look did not work.
    private Verdict unwritten(WriteTrialStep step, List<WriteTrialStep> steps) {
        String expected = "a ConfigMap can be created, read and deleted";
        String actual = "%s: %s".formatted(step.name(), step.said());
        if (NO_QUORUM.matcher(step.message()).find()) {
            return fail(ApiWriteCauses.NO_QUORUM, expected, actual + "; older data can be read");
        }
        if (NO_SPACE.matcher(step.message()).find()) {
            return fail(ApiWriteCauses.NO_SPACE, expected, actual);
        }
        if (denied(step)) {
            return fail(ApiWriteCauses.DENIED, expected, actual);
        }
        if (step.status() > 0) {
            return fail(ApiWriteCauses.ERROR, expected, actual);
        }
        WriteTrialStep again = named(steps, "look-again");
        if (step.silent() && again.silent()) {
            throw silence(again);
        }
        boolean reads = again.ok() || again.absent();
        return step.silent() && reads
                ? fail(ApiWriteCauses.TIMEOUT, expected, actual + "; reads work")
                : fail(ApiWriteCauses.UNREACHABLE, expected, actual);
    }

    private Verdict fail(Cause cause, String expected, String actual) {
        return Verdict.fail(cause.code(), expected, actual, "https://%s, namespace %s".formatted(server, NAMESPACE));
    }
}
