package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodsKindTest {
    private static final Fact PODS = Facts.pods("kube-system");
    private static final String RECORDED = Observed.text("pods-kube-system.json");

    private static PodsClaim component(String component, int restarts) {
        return new PodsClaim("kube-system", Map.of("component", component), CONTROL_PLANES, 1, true, restarts, true);
    }

    private static PodsClaim dns(int atLeast) {
        return new PodsClaim(
                "kube-system", Map.of("k8s-app", "kube-dns"), List.of(), atLeast, true, Integer.MAX_VALUE, false);
    }

    private static Snapshot given(String pods) {
        return Given.nothing().text(PODS, pods).snapshot();
    }

    @Test
    void passes_with_one_ready_pod_on_each_control_plane() {
        assertThat(judge(component("etcd", 0), given(RECORDED))).isEqualTo(Verdict.pass("3 pods Ready"));
    }

    @Test
    void passes_with_pods_anywhere() {
        assertThat(judge(dns(2), given(RECORDED))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void fails_when_no_pod_carries_the_label() {
        assertThat(fails(new PodsKind(), component("scheduler", 0), given(RECORDED))
                        .cause())
                .isEqualTo("pods.none");
    }

    @Test
    void fails_when_one_control_plane_has_none() {
        String moved = RECORDED.replace("\"nodeName\": \"cp-3\"", "\"nodeName\": \"w-1\"");

        assertThat(fails(new PodsKind(), component("etcd", 0), given(moved)).where())
                .isEqualTo("cp-3");
    }

    @Test
    void fails_when_two_share_a_machine() {
        String moved = RECORDED.replace("\"nodeName\": \"cp-3\"", "\"nodeName\": \"cp-2\"");

        assertThat(fails(new PodsKind(), component("etcd", 0), given(moved)).cause())
                .isEqualTo("pods.twice");
    }

    @Test
    void fails_when_there_are_too_few() {
        assertThat(fails(new PodsKind(), dns(3), given(RECORDED)).cause()).isEqualTo("pods.missing");
    }

    @Test
    void fails_when_a_pod_is_not_ready() {
        String unready = RECORDED.replace(
                "\"status\": \"True\", \"type\": \"Ready\"", "\"status\": \"False\", \"type\": \"Ready\"");

        assertThat(fails(new PodsKind(), dns(2), given(unready)).cause()).isEqualTo("pods.not-ready");
    }

    @Test
    void names_what_a_container_waits_for() {
        String crashing = """
                {"items": [{"metadata": {"name": "coredns-1", "labels": {"k8s-app": "kube-dns"}},
                 "spec": {"nodeName": "w-1"}, "status": {"phase": "Running",
                 "conditions": [{"type": "Ready", "status": "False"}],
                 "containerStatuses": [{"restartCount": 7, "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]}}]}""";

        var mismatch = fails(new PodsKind(), dns(1), given(crashing));

        assertThat(mismatch.cause()).isEqualTo("pods.waiting");
        assertThat(mismatch.actual()).isEqualTo("CrashLoopBackOff");
    }

    @Test
    void tells_a_pod_that_is_not_scheduled() {
        String pending = """
                {"items": [{"metadata": {"name": "coredns-1", "labels": {"k8s-app": "kube-dns"}}, "spec": {},
                 "status": {"phase": "Pending", "conditions": [
                 {"type": "PodScheduled", "status": "False", "message": "0/1 nodes are available"}]}}]}""";

        assertThat(fails(new PodsKind(), dns(1), given(pending)).actual()).isEqualTo("0/1 nodes are available");
    }

    @Test
    void counts_restarts_since_the_task_began() {
        String before = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 4");
        String after = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 5");

        Snapshot once =
                Given.nothing().text(PODS, after).atOpening(PODS, before).snapshot();

        assertThat(judge(component("etcd", 1), once)).isInstanceOf(Verdict.Pass.class);
        assertThat(fails(new PodsKind(), component("etcd", 0), once).cause()).isEqualTo("pods.restarts");
    }

    @Test
    void says_which_pod_restarted_how_often() {
        String after = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 5");
        String before = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 4");

        var since = fails(
                new PodsKind(),
                component("etcd", 0),
                Given.nothing().text(PODS, after).atOpening(PODS, before).snapshot());
        var ever = fails(
                new PodsKind(),
                new PodsClaim("kube-system", Map.of("component", "etcd"), CONTROL_PLANES, 1, true, 3, false),
                given(after));

        assertThat(since.expected()).isEqualTo("at most 0 restarts since the task began");
        assertThat(since.actual()).isEqualTo("1 restarts");
        assertThat(since.where()).startsWith("Pod kube-system/etcd-cp-");
        assertThat(ever.expected()).isEqualTo("at most 3 restarts");
        assertThat(ever.actual()).isEqualTo("5 restarts");
    }

    @Test
    void restarts_of_another_pod_of_the_opening_do_not_count() {
        String before = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 5")
                .replace("\"uid\": \"", "\"uid\": \"other-");
        String after = RECORDED.replace("\"restartCount\": 0", "\"restartCount\": 5");
        Snapshot replaced =
                Given.nothing().text(PODS, after).atOpening(PODS, before).snapshot();

        assertThat(fails(new PodsKind(), component("etcd", 4), replaced).cause())
                .isEqualTo("pods.restarts");
    }

    @Test
    void fields_that_are_left_out_have_their_usual_values() {
        assertThat(Trial.of(new PodsKind(), "namespace", "kube-system", "selector", Map.of("k8s-app", "kube-dns"))
                        .claim())
                .isEqualTo(dns(1));
    }

    @Test
    void titles_name_the_pods() {
        assertThat(component("etcd", 0).title())
                .isEqualTo("Pods component=etcd of kube-system are Ready on cp-1, cp-2, cp-3");
        assertThat(dns(1).title()).isEqualTo("Pods k8s-app=kube-dns of kube-system are Ready");
    }

    @Test
    void leaves_finished_pods_out() {
        String finished = RECORDED.replace("\"phase\": \"Running\"", "\"phase\": \"Succeeded\"");

        assertThat(fails(new PodsKind(), dns(1), given(finished)).cause()).isEqualTo("pods.none");
    }
}
