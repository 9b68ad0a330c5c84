package dev.halab.check.vip;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The configurations of keepalived on some nodes keep one address on one of them.
record KeepalivedConfigClaim(List<NodeSpec> on, KeepalivedWanted wanted, Topology topology) implements Claim {
    private static final int NO_FILE = 2;

    @Override
    public String title() {
        String nodes = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        return "keepalived on %s keeps %s on one of them".formatted(nodes, wanted.vip());
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.keepalivedVerify(node.name(), wanted.path()));
            facts.add(Facts.keepalivedConfig(node.name(), wanted.path()));
            facts.add(Facts.addresses(node.name()));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Verdict alone = Each.of(on, title(), node -> alone(snapshot, node));
        if (!(alone instanceof Verdict.Pass)) {
            return alone;
        }
        List<VrrpInstance> instances = new ArrayList<>();
        List<KeepalivedVerdict> verdicts = new ArrayList<>();
        for (NodeSpec node : on) {
            instances.add(instance(snapshot, node).orElseThrow());
            verdicts.add(verdict(snapshot, node));
        }
        return new KeepalivedJudge(on, instances, verdicts, wanted)
                .mismatch()
                .map(m -> (Verdict) new Verdict.Fail(m))
                .orElseGet(() -> Verdict.pass(wanted.path() + " is as it should be"));
    }

    private KeepalivedVerdict verdict(Snapshot snapshot, NodeSpec node) {
        Fact fact = Facts.keepalivedVerify(node.name(), wanted.path());
        return KeepalivedVerdict.of(fact, snapshot.seen(fact));
    }

    private Fact files(NodeSpec node) {
        return Facts.keepalivedConfig(node.name(), wanted.path());
    }

    private KeepalivedBlock root(Snapshot snapshot, NodeSpec node) {
        return KeepalivedConfig.of(files(node), read(snapshot, node), node.name());
    }

    private KeepalivedFiles read(Snapshot snapshot, NodeSpec node) {
        return KeepalivedFiles.of(files(node), snapshot.text(files(node)));
    }

    private Optional<VrrpInstance> instance(Snapshot snapshot, NodeSpec node) {
        return VrrpInstance.with(wanted.vip(), node.name(), root(snapshot, node), read(snapshot, node));
    }

    /// What can be said of one node without the others.
    private Verdict alone(Snapshot snapshot, NodeSpec node) {
        KeepalivedVerdict said = verdict(snapshot, node);
        String where = node.name() + ":" + wanted.path();
        if (said.notInstalled()) {
            return Verdict.fail(
                    KeepalivedCauses.NOT_INSTALLED.code(), "keepalived", "it is not installed", node.name());
        }
        if (snapshot.seen(files(node)).status() == NO_FILE) {
            return Verdict.fail(KeepalivedCauses.NO_FILE.code(), wanted.path(), "there is no such file", where);
        }
        KeepalivedBlock root = root(snapshot, node);
        Optional<String> leftOut = said.leftOut();
        if (leftOut.isPresent()) {
            return Verdict.fail(
                    KeepalivedCauses.INVALID.code(),
                    "a file of which 'keepalived -t' leaves nothing out",
                    KeepalivedVerdict.bare(leftOut.get()),
                    node.name() + ":" + KeepalivedVerdict.place(leftOut.get(), wanted.path()));
        }
        Optional<VrrpInstance> instance = instance(snapshot, node);
        if (instance.isEmpty()) {
            List<String> others = VrrpInstance.allAddresses(root);
            String actual =
                    others.isEmpty() ? "no vrrp_instance has an address" : "there: " + String.join(", ", others);
            return Verdict.fail(
                    KeepalivedCauses.VIP.code(), "a vrrp_instance with %s".formatted(wanted.vip()), actual, where);
        }
        return network(snapshot, node, instance.get())
                .or(() -> strict(instance.get()))
                .map(m -> (Verdict) new Verdict.Fail(m))
                .orElseGet(() -> Verdict.pass(node.name()));
    }

    private Optional<Mismatch> network(Snapshot snapshot, NodeSpec node, VrrpInstance instance) {
        Fact fact = Facts.addresses(node.name());
        List<HeldAddress> all = HeldAddress.of(fact, snapshot.text(fact));
        String name = instance.value("interface", "");
        boolean right = all.stream()
                .anyMatch(a -> a.device().equals(name)
                        && topology.contains(a.address())
                        && !a.address().equals(wanted.vip()));
        if (right) {
            return Optional.empty();
        }
        String expected = all.stream()
                .filter(a -> a.address().equals(node.address()))
                .findFirst()
                .map(a -> "interface %s, which has %s".formatted(a.device(), a.address()))
                .orElse("the interface in " + topology.network());
        List<String> has = all.stream()
                .filter(a -> a.device().equals(name))
                .map(HeldAddress::address)
                .toList();
        String actual = name.isEmpty()
                ? "no interface is named"
                : has.isEmpty()
                        ? "%s has no address, or does not exist".formatted(name)
                        : name + " has " + String.join(", ", has);
        return Optional.of(
                new Mismatch(KeepalivedCauses.INTERFACE.code(), expected, actual, instance.place("interface")));
    }

    private Optional<Mismatch> strict(VrrpInstance instance) {
        Optional<KeepalivedBlock> global = instance.root().last("global_defs").flatMap(g -> g.last("vrrp_strict"));
        boolean off = List.of("off", "no", "false").contains(instance.value("strict_mode", ""));
        if (global.isEmpty() || off || instance.block().has("accept")) {
            return Optional.empty();
        }
        return Optional.of(new Mismatch(
                KeepalivedCauses.STRICT.code(),
                "connections to %s accepted".formatted(wanted.vip()),
                "vrrp_strict drops them",
                instance.node() + ":" + global.get().place()));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        List<String> advice = new ArrayList<>();
        for (NodeSpec node : on) {
            KeepalivedVerdict said = verdict(snapshot, node);
            if (!said.notInstalled()
                    && said.leftOut().isEmpty()
                    && said.disabledScript().isEmpty()) {
                said.lines()
                        .forEach(l -> advice.add(
                                "%s: keepalived says: %s".formatted(node.name(), KeepalivedVerdict.bare(l))));
            }
        }
        long masters = on.stream()
                .filter(node -> snapshot.seen(files(node)).status() == 0)
                .filter(node -> instance(snapshot, node)
                        .filter(i -> i.value("state", "").equals("MASTER"))
                        .isPresent())
                .count();
        if (masters > 1) {
            advice.add(
                    "'state MASTER' on more than one node: it is only the first wish, priority decides, and both hold the "
                            + "address for a moment after each start");
        }
        return advice.stream().distinct().toList();
    }
}
