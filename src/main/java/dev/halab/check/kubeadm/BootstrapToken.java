package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A bootstrap token of the cluster, without its secret part.
record BootstrapToken(
        String id,
        String secretHash,
        String uid,
        Optional<Instant> expiration,
        List<String> usages,
        List<String> groups) {
    static final String JOIN_GROUP = "system:bootstrappers:kubeadm:default-node-token";
    static final String SIGNING = "signing";
    static final String AUTHENTICATION = "authentication";

    BootstrapToken {
        usages = List.copyOf(usages);
        groups = List.copyOf(groups);
    }

    /// The tokens of a snapshot.
    static List<BootstrapToken> all(Snapshot snapshot) {
        return parse(snapshot.text(Facts.tokens()));
    }

    /// What time it is for the tokens and the upload of a snapshot: the API server's own, which decides over their
    /// ends,
    /// where it said it; else the host's.
    static Instant now(Snapshot snapshot, Fact fact) {
        Json said = Json.parse(snapshot.text(fact));
        Stream<Json> parts = said.items().isEmpty() ? Stream.of(said) : said.items().stream();
        return parts.flatMap(part -> part.text("now").stream())
                .findFirst()
                .map(BootstrapToken::time)
                .orElse(snapshot.seen(fact).at());
    }

    static List<BootstrapToken> parse(String text) {
        Json tokens = Json.parse(text);
        if (!(tokens instanceof Json.Arr)) {
            throw new Unobserved(Facts.tokens(), Reading.Reason.UNREADABLE, "it is no list");
        }
        return tokens.items().stream().map(BootstrapToken::of).toList();
    }

    private static BootstrapToken of(Json json) {
        return new BootstrapToken(
                json.text("id").orElse(""),
                json.text("secretSha256").orElse("").replaceFirst("^sha256-", ""),
                json.text("uid").orElse(""),
                json.text("expiration").map(BootstrapToken::time),
                texts(json, "usages"),
                texts(json, "groups"));
    }

    /// A time as kubeadm writes it; other offsets than Z are legal.
    static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Unobserved(Facts.tokens(), Reading.Reason.UNREADABLE, "'%s' is not a time".formatted(text));
        }
    }

    private static List<String> texts(Json json, String member) {
        return json.items(member).stream()
                .map(Json::text)
                .flatMap(Optional::stream)
                .toList();
    }

    boolean expired(Instant now) {
        return expiration.filter(e -> !e.isAfter(now)).isPresent();
    }

    /// Whether it is meant for joining at all: the token that times the certificates Secret is for nothing.
    boolean forNothing() {
        return usages.isEmpty() && groups.isEmpty();
    }

    /// Whether the cluster signs cluster-info with it.
    boolean signs() {
        return usages.contains(SIGNING);
    }

    /// Whether `kubeadm join` succeeds with it.
    boolean joins(Instant now) {
        return !expired(now) && signs() && usages.contains(AUTHENTICATION) && groups.contains(JOIN_GROUP);
    }
}
