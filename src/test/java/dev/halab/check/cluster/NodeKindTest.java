package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.STANDARD;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Claim;
import dev.halab.check.Fields;
import dev.halab.check.Given;
import dev.halab.check.Mismatch;
import dev.halab.check.Scope;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeKindTest {
    private static final String NODES = Observed.text("nodes-ready.json");
    private static final Scope SCOPE = new Scope("ha/join/nodes", STANDARD, "1.35", false);

    private static Claim controlPlanes() {
        return new NodeKind()
                .claim(
                        new Fields(Map.of(
                                "on",
                                CONTROL_PLANES,
                                "ready",
                                true,
                                "role",
                                "control-plane",
                                "tainted",
                                true,
                                "labAddress",
                                true,
                                "version",
                                "1.35",
                                "count",
                                3L)),
                        SCOPE);
    }

    /// The recorded list with the Node of that name changed.
    private static Snapshot changed(String name, UnaryOperator<String> change) {
        var items = Json.parse(NODES).items("items").stream()
                .map(n ->
                        n.text("metadata", "name").orElse("").equals(name) ? Json.parse(change.apply(n.compact())) : n)
                .toList();
        return given(Json.object().put("items", Json.array(items)).build().compact());
    }

    private static Snapshot given(String nodes) {
        return Given.nothing().text(Facts.nodes(), nodes).snapshot();
    }

    @Test
    void passes_on_three_ready_control_planes() {
        assertThat(judge(controlPlanes(), given(NODES))).isEqualTo(Verdict.pass("cp-1, cp-2, cp-3 Ready"));
    }

    @Test
    void passes_when_a_machine_joined_under_another_node_name() {
        Snapshot renamed = changed("cp-2", n -> n.replace("\"cp-2\"", "\"zeta\""));

        assertThat(judge(controlPlanes(), renamed)).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource({
        "node.not-control-plane, node-role.kubernetes.io/control-plane\":\"\", was-label\":\"\"",
        "node.nat-address, 192.168.56.13, 172.18.0.5",
        "node.endpoint-address, 192.168.56.13, 192.168.56.10",
        "node.version, v1.35.8, v1.34.10",
        "node.untainted, NoSchedule, PreferNoSchedule",
    })
    void fails_when_one_of_three_differs(String cause, String from, String to) {
        Mismatch mismatch = fails(new NodeKind(), controlPlanes(), changed("cp-3", n -> n.replace(from, to)));

        assertThat(mismatch.cause()).isEqualTo(cause);
        assertThat(mismatch.where()).isEqualTo("Node cp-3");
    }

    @ParameterizedTest
    @CsvSource({
        "node.lost, Unknown, Kubelet stopped posting node status.",
        "node.not-ready, False, PLEG is not healthy",
        "node.cni, False, container runtime network not ready: cni plugin not initialized",
    })
    void tells_why_a_node_is_not_ready(String cause, String status, String message) {
        Snapshot snapshot = changed("cp-2", n -> unready(n, status, message));

        Mismatch mismatch = fails(new NodeKind(), controlPlanes(), snapshot);

        assertThat(mismatch.cause()).isEqualTo(cause);
        assertThat(mismatch.actual()).contains(message);
    }

    private static String unready(String node, String status, String message) {
        Json json = Json.parse(node);
        Map<String, Json> members = new LinkedHashMap<>(json.members());
        Map<String, Json> state = new LinkedHashMap<>(json.members("status"));
        state.put(
                "conditions",
                Json.array(List.of(Json.object()
                        .put("type", "Ready")
                        .put("status", status)
                        .put("message", message)
                        .build())));
        members.put("status", new Json.Obj(state));
        return new Json.Obj(members).compact();
    }

    @Test
    void fails_when_a_machine_has_not_joined() {
        Claim four = new NodeKind().claim(new Fields(Map.of("on", STANDARD.select("lb"))), SCOPE);

        assertThat(fails(new NodeKind(), four, given(NODES)).cause()).isEqualTo("node.missing");
    }

    @Test
    void fails_when_the_cluster_has_a_control_plane_too_many() {
        Claim two = new NodeKind()
                .claim(
                        new Fields(Map.of("on", CONTROL_PLANES.subList(0, 2), "role", "control-plane", "count", 2L)),
                        SCOPE);

        assertThat(fails(new NodeKind(), two, given(NODES)).cause()).isEqualTo("node.count");
    }

    @Test
    void fails_when_the_worker_joined_as_a_control_plane() {
        Claim worker =
                new NodeKind().claim(new Fields(Map.of("on", CONTROL_PLANES.subList(2, 3), "role", "worker")), SCOPE);

        assertThat(fails(new NodeKind(), worker, given(NODES)).cause()).isEqualTo("node.is-control-plane");
    }

    @Test
    void is_unknown_when_the_api_does_not_answer() {
        Snapshot silent =
                Given.nothing().unseen(Facts.nodes(), Reading.Reason.NO_ANSWER).snapshot();

        assertThat(judge(controlPlanes(), silent)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_machine_that_is_counted_in_the_wrong_role_is_named() {
        Snapshot labelled = changed(
                "w-1", n -> n.replace("\"labels\":{", "\"labels\":{\"node-role.kubernetes.io/control-plane\":\"\","));
        Snapshot unlabelled = changed("cp-3", n -> n.replace("\"node-role.kubernetes.io/control-plane\":\"\",", ""));
        Claim oneWorker = new NodeKind()
                .claim(new Fields(Map.of("on", STANDARD.select("w"), "role", "worker", "count", 1L)), SCOPE);

        Mismatch mismatch = fails(new NodeKind(), controlPlanes(), labelled);
        assertThat(mismatch.cause()).isEqualTo("node.is-control-plane");
        assertThat(mismatch.where()).isEqualTo("Node w-1");
        assertThat(fails(new NodeKind(), oneWorker, unlabelled).cause()).isEqualTo("node.not-control-plane");
    }

    @Test
    void says_which_nodes_and_addresses_there_are_instead() {
        Claim balancer = new NodeKind().claim(new Fields(Map.of("on", STANDARD.select("lb"))), SCOPE);

        assertThat(fails(new NodeKind(), balancer, given(NODES)).actual())
                .isEqualTo("the cluster has cp-1, cp-2, cp-3, w-1");
        assertThat(fails(new NodeKind(), balancer, given("{\"items\":[]}")).actual())
                .isEqualTo("the cluster has no Nodes");
        assertThat(fails(
                                new NodeKind(),
                                controlPlanes(),
                                changed("cp-3", n -> n.replace("192.168.56.13", "172.18.0.5")))
                        .actual())
                .isEqualTo("InternalIP 172.18.0.5");
        assertThat(fails(new NodeKind(), controlPlanes(), changed("cp-3", n -> n.replace("InternalIP", "ExternalIP")))
                        .actual())
                .isEqualTo("no InternalIP");
    }

    @Test
    void fails_when_the_last_node_of_a_role_has_to_be_gone() {
        Claim none = new NodeKind()
                .claim(new Fields(Map.of("on", CONTROL_PLANES, "role", "control-plane", "count", 0L)), SCOPE);

        assertThat(fails(new NodeKind(), none, given(NODES)).cause()).isEqualTo("node.count");
    }

    @Test
    void titles_say_what_is_claimed() {
        assertThat(title(Map.of("on", CONTROL_PLANES, "role", "control-plane", "ready", true)))
                .isEqualTo("cp-1, cp-2, cp-3 are control planes and Ready");
        assertThat(title(Map.of("on", CONTROL_PLANES, "role", "worker"))).isEqualTo("cp-1, cp-2, cp-3 are workers");
        assertThat(title(Map.of("on", CONTROL_PLANES))).isEqualTo("cp-1, cp-2, cp-3 are Nodes");
        assertThat(title(Map.of("on", STANDARD.select("w-1"), "role", "worker", "ready", true)))
                .isEqualTo("w-1 is a worker Node and Ready");
        assertThat(title(Map.of("on", STANDARD.select("w-1")))).isEqualTo("w-1 is a Node");
    }

    private static String title(Map<String, Object> fields) {
        return new NodeKind().claim(new Fields(fields), SCOPE).title();
    }

    @Test
    void is_unknown_when_the_answer_is_cut_off() {
        assertThat(judge(controlPlanes(), given(NODES.substring(0, 500)))).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void advises_against_cordoned_nodes() {
        Snapshot cordoned = changed("cp-1", n -> n.replace("\"spec\":{", "\"spec\":{\"unschedulable\":true,"));

        assertThat(controlPlanes().advice(cordoned)).singleElement().asString().startsWith("cp-1 is cordoned");
    }
}
