package dev.halab.check.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What systemd says of a unit: the properties of a `unit` fact.
record UnitState(Fact fact, Map<String, String> properties) {
    private static final Set<String> STARTS_AT_BOOT = Set.of("enabled", "alias", "generated");

    static UnitState of(Snapshot snapshot, Fact fact) {
        return of(fact, snapshot.text(fact));
    }

    static UnitState of(Fact fact, String text) {
        Map<String, String> properties = new HashMap<>();
        text.lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> properties.put(
                        line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1).strip()));
        return new UnitState(fact, properties);
    }

    boolean missing() {
        return property("LoadState").equals("not-found");
    }

    boolean running() {
        String state = property("ActiveState");
        return state.equals("active") || state.equals("reloading");
    }

    /// Whether it is about to run, other than after a crash.
    boolean starting() {
        return property("ActiveState").equals("activating")
                && !property("SubState").equals("auto-restart");
    }

    boolean startsAtBoot() {
        return STARTS_AT_BOOT.contains(boot());
    }

    /// Whether it is enabled, in systemd's word.
    String boot() {
        String state = find("UnitFileState").orElse("");
        return state.isEmpty() ? "neither enabled nor disabled" : state;
    }

    /// `failed (failed)`.
    String activity() {
        return "%s (%s)".formatted(property("ActiveState"), find("SubState").orElse("?"));
    }

    long restarts() {
        return find("NRestarts")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElseThrow(() -> unreadable("it has no NRestarts"));
    }

    /// A moment, in seconds since 1970.
    Optional<Double> moment(String name) {
        return find(name)
                .filter(text -> text.matches("\\d{1,15}(\\.\\d{1,12})?"))
                .map(Double::parseDouble);
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    private String property(String name) {
        return find(name).orElseThrow(() -> unreadable("it has no " + name));
    }

    private Unobserved unreadable(String detail) {
        return new Unobserved(fact, Reading.Reason.UNREADABLE, detail);
    }
}
