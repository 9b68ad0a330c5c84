package dev.halab.fact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All that was read in one round, and the baseline of the task if one was captured. Verdicts are made of
/// this alone.
///
/// @param epoch number of the round; facts of two rounds are never mixed
/// @param at when the round ended, by the host's clock
/// @param readings what was read
/// @param baseline what was read when the task was opened; empty if nothing was
public record Snapshot(long epoch, Instant at, Map<Fact, Reading> readings, Map<Fact, Reading> baseline) {
    /// No round takes so long; what is older, or younger, was read in another one.
    private static final Duration ONE_ROUND = Duration.ofMinutes(1);

    /// `EPOCH UPTIME`, as the fact `clock` promises.
    private static final Pattern CLOCK = Pattern.compile("(\\d{9,11}(?:\\.\\d{1,9})?) \\d{1,12}(?:\\.\\d{1,9})?");

    public Snapshot {
        readings = Map.copyOf(readings);
        baseline = Map.copyOf(baseline);
    }

    /// What came of reading `fact`; `NOT_READ` if nobody tried, or if it was read in another round.
    public Reading reading(Fact fact) {
        Reading reading = readings.get(fact);
        boolean current = reading instanceof Reading.Seen seen
                && Duration.between(seen.at(), at).abs().compareTo(ONE_ROUND) <= 0;
        return reading == null || (reading instanceof Reading.Seen && !current)
                ? new Reading.Unseen(Reading.Reason.NOT_READ, "it was not read in this round")
                : reading;
    }

    /// What was read of `fact`.
    ///
    /// @throws Unobserved if it was not read
    public Reading.Seen seen(Fact fact) {
        return switch (reading(fact)) {
            case Reading.Seen seen -> seen;
            case Reading.Unseen unseen -> throw new Unobserved(fact, unseen.reason(), unseen.detail());
        };
    }

    /// The text of `fact`, whose status must be 0.
    ///
    /// @throws Unobserved if it was not read or its status is not 0
    public String text(Fact fact) {
        Reading.Seen seen = seen(fact);
        if (seen.status() != 0) {
            String said = seen.error().isBlank() ? seen.text() : seen.error();
            throw new Unobserved(
                    fact,
                    Reading.Reason.UNREADABLE,
                    "status %d: %s"
                            .formatted(seen.status(), said.lines().findFirst().orElse("no message")));
        }
        return seen.text();
    }

    /// What time it is on a node: by its own clock where this round has read it, for the node's certificates
    /// are judged by that; else by the host's.
    public Instant at(String node) {
        try {
            return clock(node);
        } catch (Unobserved e) {
            return at;
        }
    }

    /// What a node's own clock said, to a thousandth of a second.
    ///
    /// @throws Unobserved if it was not read whole: an epoch that was cut short would be a day of another century
    public Instant clock(String node) {
        Fact fact = Facts.clock(node);
        Matcher clock = CLOCK.matcher(text(fact).strip());
        if (!clock.matches()) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is not a time and an uptime");
        }
        return Instant.ofEpochMilli(
                new BigDecimal(clock.group(1)).movePointRight(3).longValue());
    }

    /// What was read of `fact` when the task was opened; empty if there is no baseline for it.
    public Optional<Reading.Seen> atOpening(Fact fact) {
        return baseline.get(fact) instanceof Reading.Seen seen ? Optional.of(seen) : Optional.empty();
    }
}
