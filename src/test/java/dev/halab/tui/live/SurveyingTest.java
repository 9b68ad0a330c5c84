package dev.halab.tui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.topology.Topology;
import dev.halab.tui.screen.Survey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is shown of the nodes, from what real programs printed.
final class SurveyingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T16:40:00Z");
    private static final Topology STANDARD =
            Topology.of("standard", Topology.DEFAULT_PREFIX).orElseThrow();
    private static final Fact STAT = Facts.haproxyStat("lb-1", "/etc/haproxy/haproxy.cfg");
    private static final String RUNS = "LoadState=loaded\nActiveState=active\nSubState=running\n";

    private final Map<Fact, Reading> readings = new HashMap<>();

    private static String observed(String name) {
        try (InputStream in = SurveyingTest.class.getResourceAsStream("/observed/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Read so many seconds before the round ended.
    private void saw(Fact fact, String text, int before) {
        readings.put(fact, new Reading.Seen(0, text, "", NOW.minusSeconds(before)));
    }

    private void failed(Fact fact) {
        readings.put(fact, new Reading.Seen(1, "", "no such thing", NOW));
    }

    private void lost(Fact fact) {
        readings.put(fact, new Reading.Unseen(Reading.Reason.UNREACHABLE, "no answer within 4 s"));
    }

    private void cluster() {
        saw(Facts.unit("lb-1", "haproxy"), RUNS, 1);
        saw(STAT, observed("haproxy-state/cluster.csv"), 2);
        saw(Facts.addresses("lb-1"), "{\"addresses\":[\"" + STANDARD.endpointAddress() + "\"]}", 3);
        for (String node : List.of("cp-1", "cp-2", "cp-3")) {
            saw(Facts.etcdStatus(node), observed("cluster/etcd-status-%s.json".formatted(node)), 4);
        }
        for (String node : List.of("cp-1", "cp-2", "cp-3")) {
            saw(api(node), observed("cluster/api-ready.json"), 8);
        }
        saw(Facts.unit("w-1", "kubelet"), RUNS, 5);
        saw(Facts.nodes(), observed("cluster/nodes-ready.json"), 6);
        saw(Facts.lease("kube-system", "kube-scheduler"), observed("cluster/lease-kube-scheduler.json"), 7);
        failed(Facts.lease("kube-system", "kube-controller-manager"));
    }

    private static Fact api(String node) {
        return Facts.https(STANDARD.node(node).orElseThrow().address(), 6443, "/readyz", 1);
    }

    private Survey survey() {
        return Surveying.of(STANDARD, new Snapshot(1, NOW, readings, Map.of()));
    }

    private Survey.Row row(String node) {
        return survey().rows().stream()
                .filter(r -> r.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Survey.Figure figure(String words, int before) {
        return new Survey.Figure(words, NOW.minusSeconds(before));
    }

    @Test
    void all_that_is_shown_is_read() {
        cluster();

        assertThat(readings.keySet()).isEqualTo(Surveying.facts(STANDARD));
    }

    @Test
    void a_control_plane_has_its_api_server_its_etcd_role_term_and_lag_and_its_leases_each_with_its_age() {
        cluster();

        assertThat(row("cp-1"))
                .isEqualTo(new Survey.Row(
                        "cp-1",
                        Survey.State.OK,
                        List.of(
                                figure("Ready", 6),
                                figure("API server ready", 8),
                                figure("etcd leader, term 2", 4),
                                figure("scheduler lease", 7))));
        assertThat(row("cp-2").figures()).contains(figure("etcd follower, term 2, lag 2", 4));
        assertThat(row("cp-3").figures()).contains(figure("etcd follower, term 2, lag 0", 4));
    }

    @Test
    void a_member_of_another_cluster_has_no_part_in_the_lag() {
        cluster();
        String other = observed("cluster/etcd-status-cp-3.json")
                .replace("176150847236950402", "5")
                .replace("\"raftIndex\":\"961\"", "\"raftIndex\":\"99999\"");
        saw(Facts.etcdStatus("cp-3"), other, 4);

        assertThat(row("cp-2").figures()).contains(figure("etcd follower, term 2, lag 0", 4));
        assertThat(row("cp-3").figures()).contains(figure("etcd follower, term 2, lag 0", 4));
    }

    @Test
    void a_lag_that_cannot_be_reckoned_is_not_said_to_be_none() {
        cluster();
        saw(Facts.etcdStatus("cp-2"), observed("cluster/etcd-status-cp-2.json").replace("\"959\"", "\"?\""), 4);

        assertThat(row("cp-2").figures()).contains(figure("etcd follower, term 2, lag unknown", 4));
    }

    @Test
    void an_api_server_that_does_not_answer_or_is_not_ready_is_said_to_be_so() {
        cluster();
        saw(api("cp-2"), observed("cluster/api-refused.json"), 1);
        saw(api("cp-3"), answer("500", "[+]ping ok\\n[-]etcd failed: reason withheld\\nreadyz check failed"), 2);

        assertThat(row("cp-2").figures()).contains(figure("API server: refused", 1));
        assertThat(row("cp-2").state()).isEqualTo(Survey.State.BAD);
        assertThat(row("cp-3").figures()).contains(figure("API server not ready: etcd failed", 2));
        assertThat(row("cp-3").state()).isEqualTo(Survey.State.BAD);

        saw(api("cp-3"), answer("503", "no backend"), 2);
        assertThat(row("cp-3").figures()).contains(figure("API server not ready: status 503", 2));
    }

    private static String answer(String status, String body) {
        return "{\"connections\":[{\"stage\":\"done\",\"status\":%s,\"body\":\"%s\"}]}".formatted(status, body);
    }

    @Test
    void an_api_server_that_could_not_be_asked_is_neither_up_nor_down() {
        cluster();
        lost(api("cp-1"));
        saw(api("cp-2"), "{\"connections\":[]}", 1);

        for (String node : List.of("cp-1", "cp-2")) {
            assertThat(row(node).state()).isEqualTo(Survey.State.OK);
            assertThat(row(node).figures()).extracting(Survey.Figure::words).contains("API server not asked");
        }
    }

    @Test
    void before_there_is_a_cluster_no_api_server_is_missed_but_one_that_answers_is_shown() {
        for (Fact fact : Surveying.facts(STANDARD)) {
            failed(fact);
        }
        saw(api("cp-1"), observed("cluster/api-refused.json"), 1);
        saw(api("cp-2"), observed("cluster/api-ready.json"), 1);

        assertThat(row("cp-1").state()).isEqualTo(Survey.State.BARE);
        assertThat(row("cp-2"))
                .isEqualTo(new Survey.Row("cp-2", Survey.State.OK, List.of(figure("API server ready", 1))));
    }

    @Test
    void a_balancer_has_its_backends() {
        cluster();

        assertThat(row("lb-1").state()).isEqualTo(Survey.State.OK);
        assertThat(row("lb-1").figures().getFirst()).isEqualTo(figure("HAProxy runs", 1));
        assertThat(row("lb-1").figures().get(1).words()).contains("cp-1 UP");
        assertThat(row("lb-1").figures().get(1).at()).isEqualTo(NOW.minusSeconds(2));
        assertThat(survey().endpoint()).contains(figure(STANDARD.endpointAddress() + " is on lb-1", 3));
    }

    @Test
    void a_balancer_that_does_not_run_or_is_not_there_is_said_to_be_so() {
        cluster();
        saw(Facts.unit("lb-1", "haproxy"), "LoadState=loaded\nActiveState=failed\n", 1);
        assertThat(row("lb-1").state()).isEqualTo(Survey.State.BAD);

        saw(Facts.unit("lb-1", "haproxy"), "LoadState=not-found\nActiveState=inactive\n", 1);
        assertThat(row("lb-1").state()).isEqualTo(Survey.State.BARE);
    }

    @Test
    void a_node_that_is_lost_is_unseen_and_what_others_say_of_it_stays() {
        cluster();
        lost(Facts.etcdStatus("cp-2"));

        assertThat(row("cp-2").state()).isEqualTo(Survey.State.UNSEEN);
        assertThat(row("cp-2").figures())
                .containsExactly(
                        figure("unreachable: no answer within 4 s", 0),
                        figure("Ready", 6),
                        figure("API server ready", 8));
        assertThat(row("cp-1").state()).isEqualTo(Survey.State.OK);
    }

    @Test
    void nothing_at_all_is_no_cluster_and_no_defect() {
        assertThat(survey().rows()).extracting(Survey.Row::state).containsOnly(Survey.State.UNSEEN);

        for (Fact fact : Surveying.facts(STANDARD)) {
            failed(fact);
        }
        assertThat(survey().rows()).extracting(Survey.Row::state).containsOnly(Survey.State.BARE);
        assertThat(survey().endpoint()).isEmpty();
    }

    @Test
    void what_is_no_json_is_not_read_into() {
        cluster();
        for (Fact fact : List.of(Facts.nodes(), Facts.etcdStatus("cp-1"))) {
            saw(fact, "<html>502</html>", 1);
        }

        assertThat(row("w-1").state()).isEqualTo(Survey.State.BARE);
        assertThat(row("cp-1").figures()).containsExactly(figure("API server ready", 8), figure("scheduler lease", 7));
    }
}
