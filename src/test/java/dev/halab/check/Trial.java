package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A claim of a kind, made of fields and judged as a round does; every failure must have a cause that the kind
/// declares.
public record Trial(Kind kind, Claim claim) {
    /// The topology of trials unless they name another.
    public static final Topology STANDARD =
            Topology.of("standard", Topology.DEFAULT_PREFIX).orElseThrow();

    /// A claim in the standard topology; fields stand as name, value, name, value.
    public static Trial of(Kind kind, Object... fields) {
        return in(new Scope("lab/task/check", STANDARD, "1.35", false), kind, fields);
    }

    /// A claim in some scope.
    public static Trial in(Scope scope, Kind kind, Object... fields) {
        return new Trial(kind, kind.claim(fields(fields), scope));
    }

    /// Fields of name, value, name, value.
    public static Fields fields(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Fields(values);
    }

    /// The nodes that selectors name.
    public static List<NodeSpec> nodes(String... selectors) {
        return Arrays.stream(selectors)
                .flatMap(s -> STANDARD.select(s).stream())
                .toList();
    }

    /// A port of the nodes that a selector names.
    public static List<Server> servers(String selector, int port) {
        return nodes(selector).stream().map(node -> new Server(node, port)).toList();
    }

    /// The part of a snapshot that is read for a claim: the facts that it names, and no other.
    public static Snapshot asRead(Claim claim, Snapshot snapshot) {
        return new Snapshot(
                snapshot.epoch(), snapshot.at(), named(claim, snapshot.readings()), named(claim, snapshot.baseline()));
    }

    private static Map<Fact, Reading> named(Claim claim, Map<Fact, Reading> readings) {
        return readings.entrySet().stream()
                .filter(each -> claim.facts().contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The verdict.
    public Verdict judge(Snapshot snapshot) {
        assertThat(claim.facts()).isNotEmpty();
        assertThat(claim.title()).isNotBlank();
        try {
            Verdict verdict = claim.judge(asRead(claim, snapshot));
            if (verdict instanceof Verdict.Fail(Mismatch mismatch)) {
                declared(mismatch);
            }
            if (verdict instanceof Verdict.Wait(Mismatch mismatch)) {
                declared(mismatch);
            }
            return verdict;
        } catch (Unobserved e) {
            return new Verdict.Unknown(e.reason(), e.fact() + ": " + e.detail());
        }
    }

    /// The verdict on what `given` says was read.
    public Verdict judge(Given given) {
        return judge(given.snapshot());
    }

    /// What differs, of a verdict that must be a failure.
    public Mismatch failure(Given given) {
        Verdict verdict = judge(given);
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return ((Verdict.Fail) verdict).mismatch();
    }

    private void declared(Mismatch mismatch) {
        assertThat(kind.causes()).extracting(Cause::code).contains(mismatch.cause());
        assertThat(mismatch.expected()).isNotBlank();
        assertThat(mismatch.actual()).isNotBlank();
        assertThat(mismatch.where()).isNotBlank();
    }

    /// The verdict in a word: `pass`, `unknown`, the cause of a failure, or `wait` and the cause of waiting.
    public String word(Given given) {
        return switch (judge(given)) {
            case Verdict.Pass ignored -> "pass";
            case Verdict.Fail(Mismatch mismatch) -> mismatch.cause();
            case Verdict.Wait(Mismatch mismatch) -> "wait " + mismatch.cause();
            case Verdict.Unknown ignored -> "unknown";
            case Verdict.Blocked ignored -> "blocked";
        };
    }
}
