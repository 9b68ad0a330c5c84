package dev.halab.check.vip;

import dev.halab.check.Claim;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Exactly one of some nodes holds a virtual address.
///
/// @param on the nodes that might
/// @param among those that may
/// @param moved whether it must be another than at the opening of the task
record VipClaim(List<NodeSpec> on, List<NodeSpec> among, String address, boolean moved, Topology topology)
        implements Claim {
    /// What the kernel has confirmed lately, or will never ask again.
    private static final Set<String> CERTAIN = Set.of("REACHABLE", "PERMANENT");

    /// A node with the address.
    ///
    /// @param all every address of the node
    private record Holder(NodeSpec node, HeldAddress held, List<HeldAddress> all) {
        /// What its interfaces are called on their networks.
        List<String> links() {
            return all.stream().map(HeldAddress::link).toList();
        }
    }

    @Override
    public String title() {
        return "%s is held by one of %s".formatted(address, names(among));
    }

    private static String names(List<NodeSpec> nodes) {
        return nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        on.forEach(node -> facts.add(Facts.addresses(node.name())));
        topology.nodes().forEach(node -> facts.add(Facts.neighbours(node.name())));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<Holder> holders = new ArrayList<>();
        Optional<Unobserved> unseen = Optional.empty();
        for (NodeSpec node : on) {
            try {
                Fact fact = Facts.addresses(node.name());
                holder(node, HeldAddress.of(fact, snapshot.text(fact))).ifPresent(holders::add);
            } catch (Unobserved e) {
                unseen = unseen.or(() -> Optional.of(e));
            } catch (MalformedJson e) {
                Fact fact = Facts.addresses(node.name());
                unseen = unseen.or(() ->
                        Optional.of(new Unobserved(fact, Reading.Reason.UNREADABLE, String.valueOf(e.getMessage()))));
            }
        }
        if (holders.size() > 1) {
            String where = holders.stream().map(h -> h.node().name()).collect(Collectors.joining(", "));
            return Verdict.fail(VipKind.SPLIT.code(), one(), "%s is on %s".formatted(address, where), where);
        }
        if (unseen.isPresent()) {
            throw unseen.get();
        }
        if (holders.isEmpty()) {
            return Verdict.fail(VipKind.NONE.code(), one(), "no node has " + address, names(on));
        }
        return judge(snapshot, holders.getFirst());
    }

    private String one() {
        return "%s on exactly one of %s".formatted(address, names(on));
    }

    private Optional<Holder> holder(NodeSpec node, List<HeldAddress> all) {
        return all.stream()
                .filter(a -> a.address().equals(address))
                .findFirst()
                .map(held -> new Holder(node, held, all));
    }

    private Verdict judge(Snapshot snapshot, Holder holder) {
        String name = holder.node().name();
        if (among.stream().noneMatch(n -> n.name().equals(name))) {
            String expected = "%s on one of %s".formatted(address, names(among));
            return Verdict.fail(VipKind.HOLDER.code(), expected, "it is on " + name, name);
        }
        String device = holder.held().device();
        boolean inLab = holder.all().stream()
                .anyMatch(a -> a.device().equals(device)
                        && topology.contains(a.address())
                        && !a.address().equals(address));
        if (!inLab) {
            String expected = "%s on the interface in %s".formatted(address, topology.network());
            return Verdict.fail(VipKind.DEVICE.code(), expected, "it is on interface " + device, name);
        }
        Optional<String> before = moved ? before(snapshot) : Optional.empty();
        if (before.isPresent() && before.get().equals(name)) {
            String expected = "%s on another node than %s".formatted(address, name);
            return Verdict.fail(VipKind.UNMOVED.code(), expected, "still on " + name, name);
        }
        return astray(snapshot, holder).orElseGet(() -> Verdict.pass("%s is on %s".formatted(address, name)));
    }

    /// The node that had the address when the task was opened, if exactly one is known to have had it.
    private Optional<String> before(Snapshot snapshot) {
        List<String> names = new ArrayList<>();
        for (NodeSpec node : on) {
            Fact fact = Facts.addresses(node.name());
            snapshot.atOpening(fact)
                    .filter(seen -> seen.status() == 0)
                    .flatMap(seen -> holder(node, HeldAddress.of(fact, seen.text())))
                    .ifPresent(h -> names.add(h.node().name()));
        }
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    /// A node that is certain to reach the address somewhere else. What a node knows of it is a help where there is
    /// an entry,
    /// and its lack proves nothing.
    private Optional<Verdict> astray(Snapshot snapshot, Holder holder) {
        for (NodeSpec node : topology.nodes()) {
            if (node.equals(holder.node())
                    || !(snapshot.reading(Facts.neighbours(node.name())) instanceof Reading.Seen seen)
                    || seen.status() != 0
                    || seen.text().isBlank()) {
                continue;
            }
            for (Json entry : entries(seen.text())) {
                String link = entry.text("lladdr").orElse("");
                boolean certain = entry.items("state").stream()
                        .flatMap(s -> s.text().stream())
                        .anyMatch(CERTAIN::contains);
                boolean here = entry.text("dst").orElse("").equals(address);
                if (here && certain && !link.isEmpty() && !holder.links().contains(link)) {
                    return Optional.of(Verdict.fail(
                            VipKind.ARP.code(),
                            "%s at %s, which %s has"
                                    .formatted(
                                            address,
                                            holder.held().link(),
                                            holder.node().name()),
                            "%s sends to %s".formatted(node.name(), link),
                            node.name()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Json> entries(String text) {
        try {
            return Json.parse(text) instanceof Json.Arr(List<Json> entries) ? entries : List.of();
        } catch (MalformedJson e) {
            return List.of();
        }
    }
}
