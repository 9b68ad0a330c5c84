package dev.halab.check.node;

import dev.halab.check.node.PacketRule.Act;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of a node that may send packets elsewhere, followed as the kernel follows them. So the rules of
/// kube-proxy do not count by what they do and not by their names: they take addresses of Services.
///
/// @param chains by name, which has that of the table in front
/// @param hooks the names of those where packets come in
record PacketRules(Map<String, List<PacketRule>> chains, List<String> hooks) {
    /// The kernel allows no deeper jumps.
    private static final int DEEPEST = 16;

    /// Where a packet is sent elsewhere.
    ///
    /// @param sure false if it could not be told whether the rule takes it
    record Detour(String chain, PacketRule rule, boolean sure) {}

    /// How a walk through a chain ended.
    ///
    /// @param ended whether no later rule sees any of the packets
    private record Walk(Optional<Detour> detour, boolean ended) {}

    PacketRules {
        chains = Map.copyOf(chains);
        hooks = List.copyOf(hooks);
    }

    /// The rules of a `detours` fact.
    ///
    /// @throws Unobserved if it was not read whole or is not what the fact promises
    static PacketRules of(Snapshot snapshot, Fact fact) {
        List<String> lines = snapshot.text(fact).lines().toList();
        int newer = lines.indexOf("nftables");
        if (newer < 0 || !lines.getLast().equals("end")) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "its end is missing");
        }
        Map<String, List<PacketRule>> chains = new LinkedHashMap<>();
        List<String> hooks = new ArrayList<>();
        try {
            IptablesSave.read(lines.subList(0, newer), chains, hooks);
            NftRuleset.read(lines.subList(newer + 1, lines.size() - 1), chains, hooks);
        } catch (IllegalArgumentException e) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, String.valueOf(e.getMessage()));
        }
        return new PacketRules(chains, hooks);
    }

    /// The first rule that sends the packet elsewhere; one that is sure before one that is not.
    Optional<Detour> detour(Packet packet) {
        Optional<Detour> unsure = Optional.empty();
        for (String hook : hooks) {
            Optional<Detour> found = walk(hook, packet, true, 0).detour();
            if (found.map(Detour::sure).orElse(false)) {
                return found;
            }
            unsure = unsure.or(() -> found);
        }
        return unsure;
    }

    private Walk walk(String chain, Packet packet, boolean sure, int depth) {
        Optional<Detour> unsure = Optional.empty();
        for (PacketRule rule : chains.getOrDefault(chain, List.of())) {
            Fit fit = rule.fit().apply(packet);
            if (fit == Fit.MISSES || depth > DEEPEST) {
                continue;
            }
            boolean surely = sure && fit != Fit.UNSURE;
            Walk through = switch (rule.act()) {
                case DETOUR -> new Walk(Optional.of(new Detour(chain, rule, surely)), false);
                case JUMP, GOTO -> walk(rule.to(), packet, surely, depth + 1);
                default -> new Walk(Optional.empty(), rule.act() == Act.END);
            };
            if (through.detour().map(Detour::sure).orElse(false)) {
                return through;
            }
            Optional<Detour> found = through.detour();
            unsure = unsure.or(() -> found);
            if (fit == Fit.ALL && (through.ended() || rule.act() == Act.RETURN || rule.act() == Act.GOTO)) {
                return new Walk(unsure, through.ended());
            }
        }
        return new Walk(unsure, false);
    }
}
