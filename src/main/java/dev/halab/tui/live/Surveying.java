package dev.halab.tui.live;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import dev.halab.tui.screen.Survey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the nodes stand, from what was read of them. Figures to look at: no verdict is made of them.
final class Surveying {
    private static final String HAPROXY = "/etc/haproxy/haproxy.cfg";
    private static final String LEASES = "kube-system";

    private final Topology topology;
    private final Snapshot snapshot;

    private Surveying(Topology topology, Snapshot snapshot) {
        this.topology = topology;
        this.snapshot = snapshot;
    }

    /// What has to be read.
    static Set<Fact> facts(Topology topology) {
        Set<Fact> facts = new LinkedHashSet<>();
        topology.nodes(Role.LOAD_BALANCER).forEach(n -> {
            facts.add(Facts.addresses(n.name()));
            facts.add(Facts.unit(n.name(), "haproxy"));
            facts.add(Facts.haproxyStat(n.name(), HAPROXY));
        });
        for (Role role : List.of(Role.CONTROL_PLANE, Role.ETCD)) {
            topology.nodes(role).forEach(n -> facts.add(Facts.etcdStatus(n.name())));
        }
        topology.nodes(Role.WORKER).forEach(n -> facts.add(Facts.unit(n.name(), "kubelet")));
        facts.add(Facts.nodes());
        facts.add(Facts.lease(LEASES, "kube-scheduler"));
        facts.add(Facts.lease(LEASES, "kube-controller-manager"));
        return facts;
    }

    static Survey of(Topology topology, Snapshot snapshot) {
        Surveying surveying = new Surveying(topology, snapshot);
        List<Survey.Row> rows = topology.nodes().stream().map(surveying::row).toList();
        return new Survey(snapshot.at(), rows, surveying.endpoint());
    }

    private Survey.Row row(NodeSpec node) {
        return switch (node.role()) {
            case LOAD_BALANCER -> balancer(node);
            case CONTROL_PLANE -> controlPlane(node);
            case ETCD -> etcdOnly(node);
            case WORKER -> worker(node);
        };
    }

    private String endpoint() {
        List<String> holders = topology.nodes(Role.LOAD_BALANCER).stream()
                .filter(n -> text(Facts.addresses(n.name()))
                        .filter(t -> t.contains("\"" + topology.endpointAddress() + "\""))
                        .isPresent())
                .map(NodeSpec::name)
                .toList();
        return holders.isEmpty()
                ? ""
                : "%s is on %s".formatted(topology.endpointAddress(), String.join(" and ", holders));
    }

    private Survey.Row balancer(NodeSpec node) {
        Fact unit = Facts.unit(node.name(), "haproxy");
        if (snapshot.reading(unit) instanceof Reading.Unseen unseen) {
            return unseen(node, unseen);
        }
        String state = text(unit).orElse("");
        if (state.contains("LoadState=not-found") || state.isEmpty()) {
            return new Survey.Row(node.name(), Survey.State.BARE, "no HAProxy yet");
        }
        if (!state.contains("ActiveState=active")) {
            return new Survey.Row(node.name(), Survey.State.BAD, "HAProxy does not run");
        }
        List<String> servers = text(Facts.haproxyStat(node.name(), HAPROXY)).stream()
                .flatMap(String::lines)
                .filter(l -> !l.startsWith("#") && !l.contains(",FRONTEND,") && !l.contains(",BACKEND,"))
                .map(Surveying::server)
                .flatMap(Optional::stream)
                .toList();
        return servers.isEmpty()
                ? new Survey.Row(node.name(), Survey.State.OK, "HAProxy runs; its backends cannot be asked")
                : new Survey.Row(node.name(), Survey.State.OK, "HAProxy runs: " + String.join(", ", servers));
    }

    /// `cp-1 UP`, from a line of `show stat`: the second cell names the server, the 18th its state.
    private static Optional<String> server(String line) {
        String[] cells = line.split(",", -1);
        return cells.length < 18 ? Optional.empty() : Optional.of(cells[1] + " " + cells[17]);
    }

    private Survey.Row controlPlane(NodeSpec node) {
        List<String> words = new ArrayList<>();
        Optional<Boolean> ready = ready(node.name());
        ready.ifPresent(r -> words.add(r ? "Ready" : "NotReady"));
        etcd(node.name()).ifPresent(words::add);
        lease("kube-scheduler", node.name()).ifPresent(words::add);
        lease("kube-controller-manager", node.name()).ifPresent(words::add);
        return cluster(node, Facts.etcdStatus(node.name()), ready, words);
    }

    private Survey.Row etcdOnly(NodeSpec node) {
        List<String> words = new ArrayList<>();
        etcd(node.name()).ifPresent(words::add);
        return cluster(node, Facts.etcdStatus(node.name()), Optional.of(true).filter(r -> !words.isEmpty()), words);
    }

    private Survey.Row worker(NodeSpec node) {
        List<String> words = new ArrayList<>();
        Optional<Boolean> ready = ready(node.name());
        ready.ifPresent(r -> words.add(r ? "Ready" : "NotReady"));
        return cluster(node, Facts.unit(node.name(), "kubelet"), ready, words);
    }

    private Survey.Row cluster(NodeSpec node, Fact probe, Optional<Boolean> ready, List<String> words) {
        if (snapshot.reading(probe) instanceof Reading.Unseen unseen) {
            return unseen(node, unseen);
        }
        if (words.isEmpty()) {
            return new Survey.Row(node.name(), Survey.State.BARE, "not in a cluster that can be seen");
        }
        return new Survey.Row(
                node.name(),
                ready.filter(r -> !r).isPresent() ? Survey.State.BAD : Survey.State.OK,
                String.join(", ", words));
    }

    private static Survey.Row unseen(NodeSpec node, Reading.Unseen unseen) {
        return new Survey.Row(
                node.name(),
                Survey.State.UNSEEN,
                "%s: %s".formatted(unseen.reason().word(), unseen.detail()));
    }

    private Optional<Boolean> ready(String name) {
        return json(Facts.nodes()).stream()
                .flatMap(j -> j.items("items").stream())
                .filter(n -> n.text("metadata", "name").filter(name::equals).isPresent())
                .findFirst()
                .map(n -> n.items("status", "conditions").stream()
                        .anyMatch(c -> c.text("type").filter("Ready"::equals).isPresent()
                                && c.text("status").filter("True"::equals).isPresent()));
    }

    private Optional<String> etcd(String name) {
        return json(Facts.etcdStatus(name))
                .filter(j -> j.has("header", "member_id"))
                .map(j -> "etcd %s, term %s"
                        .formatted(
                                j.text("leader").equals(j.text("header", "member_id")) ? "leader" : "follower",
                                j.text("raftTerm").orElse("?")));
    }

    private Optional<String> lease(String lease, String node) {
        return json(Facts.lease(LEASES, lease))
                .flatMap(j -> j.text("spec", "holderIdentity"))
                .filter(holder -> holder.startsWith(node + "_"))
                .map(holder -> Arrays.asList(lease.split("kube-", 2)).getLast() + " lease");
    }

    private Optional<Json> json(Fact fact) {
        try {
            return text(fact).map(Json::parse);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(Fact fact) {
        return snapshot.reading(fact) instanceof Reading.Seen seen && seen.status() == 0
                ? Optional.of(seen.text())
                : Optional.empty();
    }
}
