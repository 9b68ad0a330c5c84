package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The Lease is held by one of `among`, and alive. Holder identities are `NODE_UUID`.
record LeaseClaim(String namespace, String name, List<NodeSpec> among, boolean renewing, boolean moved)
        implements Claim {
    /// The Date header has whole seconds.
    private static final Duration DATE_STEP = Duration.ofSeconds(1);

    LeaseClaim {
        among = List.copyOf(among);
    }

    private Fact fact() {
        return Facts.lease(namespace, name);
    }

    @Override
    public String title() {
        return "Lease %s is held by one of %s".formatted(name, names());
    }

    private String names() {
        return among.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(fact());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        String where = "Lease %s/%s".formatted(namespace, name);
        Reading.Seen seen = snapshot.seen(fact());
        if (seen.status() == 404) {
            return Verdict.fail("lease.missing", where, "there is none", where);
        }
        Json lease = Json.parse(snapshot.text(fact())).having("spec");
        Optional<String> holder = holder(lease);
        if (holder.isEmpty()) {
            return Verdict.fail("lease.nobody", "a holder among " + names(), "nobody holds it", where);
        }
        if (among.stream().noneMatch(n -> n.name().equals(holder.get()))) {
            return Verdict.fail("lease.holder", "a holder among " + names(), holder.get(), where);
        }
        if (renewing) {
            Duration age = age(lease);
            Duration lasts = Duration.ofSeconds(
                    Long.parseLong(lease.text("spec", "leaseDurationSeconds").orElse("15")));
            if (age.minus(DATE_STEP).compareTo(lasts) > 0) {
                return Verdict.fail(
                        "lease.stale",
                        "renewed within %d s".formatted(lasts.toSeconds()),
                        "%s renewed it %d s ago".formatted(holder.get(), age.toSeconds()),
                        where);
            }
        }
        Optional<String> before =
                snapshot.atOpening(fact()).filter(s -> s.status() == 0).flatMap(s -> holder(Json.parse(s.text())));
        if (moved && before.equals(holder)) {
            return Verdict.fail(
                    "lease.unmoved",
                    "another holder than %s (a takeover takes up to 17 s)".formatted(holder.get()),
                    "still " + holder.get(),
                    where);
        }
        return Verdict.pass("held by " + holder.get());
    }

    private static Optional<String> holder(Json lease) {
        return lease.text("spec", "holderIdentity")
                .filter(h -> !h.isBlank())
                .map(h -> h.contains("_") ? h.substring(0, h.indexOf('_')) : h);
    }

    private Duration age(Json lease) {
        try {
            Instant now = ZonedDateTime.parse(lease.text("serverDate").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(
                    Instant.parse(lease.text("spec", "renewTime").orElse("")), now);
        } catch (DateTimeException e) {
            throw new Unobserved(fact(), Reading.Reason.UNREADABLE, "it has no renewTime or no date");
        }
    }
}
