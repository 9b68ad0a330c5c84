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
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

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
        topology.nodes(Role.CONTROL_PLANE).forEach(n -> facts.add(apiServer(n)));
        topology.nodes(Role.WORKER).forEach(n -> facts.add(Facts.unit(n.name(), "kubelet")));
        facts.add(Facts.nodes());
        facts.add(Facts.lease(LEASES, "kube-scheduler"));
        facts.add(Facts.lease(LEASES, "kube-controller-manager"));
        return facts;
    }

    /// Its own API server, whatever the load balancer thinks of it.
    private static Fact apiServer(NodeSpec node) {
        return Facts.https(node.address(), Topology.API_PORT, "/readyz", 1);
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

    private Optional<Survey.Figure> endpoint() {
        List<NodeSpec> holders = topology.nodes(Role.LOAD_BALANCER).stream()
                .filter(n -> text(Facts.addresses(n.name()))
                        .filter(t -> t.contains("\"" + topology.endpointAddress() + "\""))
                        .isPresent())
                .toList();
        String names = String.join(" and ", holders.stream().map(NodeSpec::name).toList());
        return holders.stream()
                .findFirst()
                .map(n ->
                        figure(Facts.addresses(n.name()), "%s is on %s".formatted(topology.endpointAddress(), names)));
    }

    private Survey.Row balancer(NodeSpec node) {
        Fact unit = Facts.unit(node.name(), "haproxy");
        if (snapshot.reading(unit) instanceof Reading.Unseen unseen) {
            return unseen(node, unseen);
        }
        String state = text(unit).orElse("");
        if (state.contains("LoadState=not-found") || state.isEmpty()) {
            return row(node, Survey.State.BARE, figure(unit, "no HAProxy yet"));
        }
        if (!state.contains("ActiveState=active")) {
            return row(node, Survey.State.BAD, figure(unit, "HAProxy does not run"));
        }
        Fact stat = Facts.haproxyStat(node.name(), HAPROXY);
        List<String> servers = text(stat).stream()
                .flatMap(String::lines)
                .filter(l -> !l.startsWith("#") && !l.contains(",FRONTEND,") && !l.contains(",BACKEND,"))
                .map(Surveying::server)
                .flatMap(Optional::stream)
                .toList();
        return row(
                node,
                Survey.State.OK,
                figure(unit, "HAProxy runs"),
                figure(stat, servers.isEmpty() ? "its backends cannot be asked" : String.join(", ", servers)));
    }

    private static Survey.Row row(NodeSpec node, Survey.State state, Survey.Figure... figures) {
        return new Survey.Row(node.name(), state, List.of(figures));
    }

    /// What was seen by reading a fact; where that failed, when it was tried.
    private Survey.Figure figure(Fact fact, String words) {
        return new Survey.Figure(
                words, snapshot.reading(fact) instanceof Reading.Seen seen ? seen.at() : snapshot.at());
    }

    /// `cp-1 UP`, from a line of `show stat`: the second cell names the server, the 18th its state.
    private static Optional<String> server(String line) {
        String[] cells = line.split(",", -1);
        return cells.length < 18 ? Optional.empty() : Optional.of(cells[1] + " " + cells[17]);
    }

    private Survey.Row controlPlane(NodeSpec node) {
        Optional<Boolean> ready = ready(node.name());
        Optional<Json> answer = answer(node);
        List<Survey.Figure> figures = readiness(ready);
        int beforeEtcd = figures.size();
        etcd(node.name()).ifPresent(figures::add);
        lease("kube-scheduler", node.name()).ifPresent(figures::add);
        lease("kube-controller-manager", node.name()).ifPresent(figures::add);
        // where nothing else tells of a cluster, an API server that does not answer is none yet
        if (!figures.isEmpty() || answer.filter(Surveying::answered).isPresent()) {
            figures.add(
                    beforeEtcd,
                    figure(apiServer(node), answer.map(Surveying::api).orElse("API server not asked")));
        }
        boolean down = answer.filter(a -> !serves(a)).isPresent();
        return cluster(node, Facts.etcdStatus(node.name()), down || notReady(ready), figures);
    }

    /// The connection that was made to the API server of a node.
    private Optional<Json> answer(NodeSpec node) {
        return json(apiServer(node))
                .flatMap(j -> j.items("connections").stream().findFirst());
    }

    private static boolean answered(Json connection) {
        return connection.text("stage").filter("done"::equals).isPresent();
    }

    private static boolean serves(Json connection) {
        return answered(connection)
                && connection.text("status").filter("200"::equals).isPresent();
    }

    /// What an API server said of itself, or why it said nothing.
    private static String api(Json connection) {
        if (serves(connection)) {
            return "API server ready";
        }
        if (!answered(connection)) {
            return "API server: " + connection.text("error").orElse("no answer");
        }
        // `[-]etcd failed: reason withheld`
        return connection.text("body").stream()
                .flatMap(String::lines)
                .filter(l -> l.startsWith("[-]"))
                .findFirst()
                .map(l -> "API server not ready: " + l.substring(3).split(":", 2)[0])
                .orElseGet(() -> "API server not ready: status "
                        + connection.text("status").orElse("?"));
    }

    private Survey.Row etcdOnly(NodeSpec node) {
        List<Survey.Figure> figures = new ArrayList<>();
        etcd(node.name()).ifPresent(figures::add);
        return cluster(node, Facts.etcdStatus(node.name()), false, figures);
    }

    private Survey.Row worker(NodeSpec node) {
        Optional<Boolean> ready = ready(node.name());
        return cluster(node, Facts.unit(node.name(), "kubelet"), notReady(ready), readiness(ready));
    }

    private List<Survey.Figure> readiness(Optional<Boolean> ready) {
        List<Survey.Figure> figures = new ArrayList<>();
        ready.ifPresent(r -> figures.add(figure(Facts.nodes(), r ? "Ready" : "NotReady")));
        return figures;
    }

    private static boolean notReady(Optional<Boolean> ready) {
        return ready.filter(r -> !r).isPresent();
    }

    private Survey.Row cluster(NodeSpec node, Fact probe, boolean bad, List<Survey.Figure> figures) {
        if (snapshot.reading(probe) instanceof Reading.Unseen unseen) {
            // what others say of it can still be read
            List<Survey.Figure> all = new ArrayList<>(unseen(node, unseen).figures());
            all.addAll(figures);
            return new Survey.Row(node.name(), Survey.State.UNSEEN, all);
        }
        if (figures.isEmpty()) {
            return row(node, Survey.State.BARE, figure(probe, "not in a cluster that can be seen"));
        }
        return new Survey.Row(node.name(), bad ? Survey.State.BAD : Survey.State.OK, figures);
    }

    private Survey.Row unseen(NodeSpec node, Reading.Unseen unseen) {
        return row(
                node,
                Survey.State.UNSEEN,
                new Survey.Figure("%s: %s".formatted(unseen.reason().word(), unseen.detail()), snapshot.at()));
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

    /// What the member on a node says of itself, and how far its log is behind the longest one that was seen of its
    /// cluster. The members are read one after the other: a few entries are no lag.
    private Optional<Survey.Figure> etcd(String name) {
        Fact status = Facts.etcdStatus(name);
        return json(status)
                .filter(j -> j.has("header", "member_id"))
                .map(j -> figure(
                        status,
                        j.text("leader").equals(j.text("header", "member_id"))
                                ? "etcd leader, term %s"
                                        .formatted(j.text("raftTerm").orElse("?"))
                                : "etcd follower, term %s, %s"
                                        .formatted(j.text("raftTerm").orElse("?"), lag(j))));
    }

    private String lag(Json member) {
        OptionalLong own = index(member);
        OptionalLong longest = Stream.of(Role.CONTROL_PLANE, Role.ETCD)
                .flatMap(r -> topology.nodes(r).stream())
                .flatMap(n -> json(Facts.etcdStatus(n.name())).stream())
                .filter(j -> j.text("header", "cluster_id").equals(member.text("header", "cluster_id")))
                .map(Surveying::index)
                .flatMapToLong(OptionalLong::stream)
                .max();
        return own.isPresent() && longest.isPresent()
                ? "lag %d".formatted(longest.getAsLong() - own.getAsLong())
                : "lag unknown";
    }

    /// How long the log of a member is.
    private static OptionalLong index(Json member) {
        return member.text("raftIndex").filter(i -> i.matches("[0-9]{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private Optional<Survey.Figure> lease(String lease, String node) {
        Fact fact = Facts.lease(LEASES, lease);
        return json(fact)
                .flatMap(j -> j.text("spec", "holderIdentity"))
                .filter(holder -> holder.startsWith(node + "_"))
                .map(holder ->
                        figure(fact, Arrays.asList(lease.split("kube-", 2)).getLast() + " lease"));
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
