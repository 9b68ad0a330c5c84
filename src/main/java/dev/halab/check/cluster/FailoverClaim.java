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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The endpoint outlives a machine.
///
/// @param fault how the machine is broken
/// @param on the machine
/// @param balancer whether that is a load balancer, which need not answer at an address of its own
/// @param outage how long connections may fail
/// @param back how soon the machine's own port answers again
record FailoverClaim(String fault, String on, boolean balancer, HostPort endpoint, Duration outage, Duration back)
        implements Claim {
    /// How much longer than an outage may last the endpoint is asked: what still fails then does not stop.
    private static final Duration TAIL = Duration.ofSeconds(5);

    /// So often the machine itself must have been seen not to answer.
    private static final int GONE = 2;

    @Override
    public String title() {
        return "%s answers again within %d s after %s %s".formatted(endpoint, outage.toSeconds(), on, happened());
    }

    private String happened() {
        return switch (fault) {
            case "halt" -> "is shut down";
            case "pause" -> "freezes";
            case "partition" -> "is cut off";
            default -> "loses power";
        };
    }

    private Fact drill() {
        return Facts.failover(
                fault, on, endpoint.host(), endpoint.port(), outage.plus(TAIL).toSeconds(), back.toSeconds());
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(drill());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Json told = Json.parse(snapshot.text(drill()));
        List<Probe> before = probes(told, "before");
        Probe own = Probe.of(told.text("own").orElse("")).orElseThrow(() -> unreadable("own"));
        Optional<Verdict> unfit = unfit(before, own);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        if (told.text("done").isEmpty()) {
            throw unseen("nothing was broken: %s answered after up to %d ms, too late to be asked every 200 ms"
                    .formatted(endpoint, slowest(before, own)));
        }
        long done = number(told, "done");
        long window = number(told, "window");
        gone(probes(told, "itself"), done);
        Outage seen = Outage.of(probes(told, "probes"), probes(told, "other"), done, window)
                .orElseThrow(() -> unseen("nobody asked the endpoint while %s was gone".formatted(on)));
        return seen.longest() <= outage.toMillis() ? returned(told, seen) : tooLong(seen);
    }

    /// Why nothing could be broken; empty if all was well.
    private Optional<Verdict> unfit(List<Probe> before, Probe own) {
        if (before.isEmpty()) {
            throw unreadable("before");
        }
        Optional<Probe> wrong = before.stream().filter(Probe::failed).findFirst();
        if (wrong.isPresent()) {
            String actual = "%d of %d connections, before anything is broken: %s"
                    .formatted(
                            before.stream().filter(Probe::failed).count(),
                            before.size(),
                            wrong.get().said());
            return Optional.of(fail(FailoverCauses.BEFORE, "all connections are answered", actual));
        }
        boolean nobody = before.stream().allMatch(Probe::silent)
                && before.stream().map(Probe::via).distinct().count() > 1;
        if (nobody) {
            return Optional.of(fail(
                    FailoverCauses.BEFORE,
                    "all connections are answered",
                    "no answer at all, before anything is broken"));
        }
        if (!before.stream().allMatch(Probe::ok)) {
            throw unseen("nothing was broken: the endpoint could not be asked from %s"
                    .formatted(before.stream()
                            .filter(p -> !p.ok())
                            .map(Probe::via)
                            .distinct()
                            .collect(Collectors.joining(", "))));
        }
        if (own.failed() && !balancer) {
            return Optional.of(Verdict.fail(
                    FailoverCauses.BEFORE.code(),
                    "%s answers before it is broken".formatted(on),
                    own.said(),
                    "%s, asked from %s".formatted(on, own.via())));
        }
        if (!own.ok()) {
            throw unseen(
                    "nothing was broken: %s does not answer at an address of its own, so nobody could see it gone (%s)"
                            .formatted(on, own.said()));
        }
        return Optional.empty();
    }

    private static long slowest(List<Probe> before, Probe own) {
        return Math.max(own.ms(), before.stream().mapToLong(Probe::ms).max().orElse(0));
    }

    /// Nothing is known of a fault that did not take.
    private void gone(List<Probe> itself, long done) {
        List<Probe> after = itself.stream().filter(p -> p.at() >= done).toList();
        if (after.stream().anyMatch(Probe::answered)) {
            throw unseen("%s went on answering, so it was not broken".formatted(on));
        }
        if (after.stream().filter(p -> p.failed() || p.silent()).count() < GONE) {
            throw unseen("nobody saw whether %s was gone".formatted(on));
        }
    }

    /// The connections failed for too long, or may have.
    private Verdict tooLong(Outage seen) {
        if (seen.least() <= outage.toMillis()) {
            throw unseen("connections failed for %s to %s; which it was could not be seen"
                    .formatted(seconds(seen.least()), seconds(seen.longest())));
        }
        String expected =
                "no connection fails later than %d s after %s %s".formatted(outage.toSeconds(), on, happened());
        List<Probe> last = seen.last(TAIL.toMillis());
        long failing = last.stream().filter(Probe::unanswered).count();
        if (seen.nothingAnswered()) {
            return fail(
                    FailoverCauses.NONE,
                    expected,
                    "no connection is answered for %s, until %s is mended: %s"
                            .formatted(seconds(seen.asked()), on, seen.commonest()));
        }
        String end = seen.ended()
                ? "then all is well again"
                : "%d of the last %d still do%s".formatted(failing, last.size(), from(last, seen.vias()));
        return fail(
                FailoverCauses.SLOW,
                expected,
                "connections fail for %s (%s), and %s".formatted(seconds(seen.least()), seen.commonest(), end));
    }

    private static String from(List<Probe> last, long vias) {
        List<String> failing = last.stream()
                .filter(Probe::unanswered)
                .map(Probe::via)
                .distinct()
                .toList();
        return vias > 1 && failing.size() == 1 ? ", all of them asked from " + failing.getFirst() : "";
    }

    private Verdict returned(Json told, Outage seen) {
        if (told.text("back").isEmpty()) {
            long waited = number(told, "waited");
            if (waited < back.toMillis()) {
                throw unseen("nobody waited until %s answered again".formatted(on));
            }
            return Verdict.fail(
                    FailoverCauses.NOT_BACK.code(),
                    "%s answers again within %d s once it is mended".formatted(on, back.toSeconds()),
                    "no answer of its own for %s".formatted(seconds(waited)),
                    on);
        }
        String how = seen.longest() == 0 ? "no connection failed" : "connections failed for " + seconds(seen.longest());
        return Verdict.pass(
                "%s, and %s answered again %s after it was mended".formatted(how, on, seconds(number(told, "back"))));
    }

    private List<Probe> probes(Json told, String name) {
        return told.items(name).stream()
                .map(p -> p.text().flatMap(Probe::of).orElseThrow(() -> unreadable(name)))
                .toList();
    }

    private long number(Json told, String name) {
        return told.text(name)
                .filter(n -> n.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElseThrow(() -> unreadable(name));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private Unobserved unseen(String detail) {
        return new Unobserved(drill(), Reason.NO_ANSWER, detail);
    }

    private Unobserved unreadable(String what) {
        return new Unobserved(drill(), Reason.UNREADABLE, "'%s' is not told".formatted(what));
    }

    private Verdict fail(Cause cause, String expected, String actual) {
        return Verdict.fail(cause.code(), expected, actual, "https://%s".formatted(endpoint));
    }
}
