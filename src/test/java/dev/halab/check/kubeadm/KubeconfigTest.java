package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {
    private static final String KUBELET = "/etc/kubernetes/kubelet.conf";
    private static final String ADMIN = "/etc/kubernetes/admin.conf";
    private static final String RECORDED = Recorded.text("kubelet-conf-w-1.yaml");

    private static Trial trial(String node, String path, Object... more) {
        Object[] fields = new Object[4 + more.length];
        fields[0] = "on";
        fields[1] = Trial.nodes(node);
        fields[2] = "path";
        fields[3] = path;
        System.arraycopy(more, 0, fields, 4, more.length);
        return Trial.of(KubeconfigServer.KIND, fields);
    }

    private static String base64(String name) {
        return Base64.getEncoder()
                .encodeToString(Recorded.text("self-made/" + name).getBytes(StandardCharsets.US_ASCII));
    }

    /// The recorded kubelet.conf in a cluster whose CA is self-made, for its leaves are at hand.
    private static String kubelet(String server) {
        return RECORDED.replaceAll(
                        "certificate-authority-data: \\S+", "certificate-authority-data: " + base64("ca.crt"))
                .replace("https://k8s-api.lab:6443", server);
    }

    private static String client(String certificate) {
        return kubelet("https://k8s-api.lab:6443")
                .replaceAll("client-certificate: \\S+", "client-certificate-data: " + base64(certificate))
                .replaceAll("client-key: \\S+", "client-key-data: cut");
    }

    private static Given at(Instant now, String node, String path, String text, String leaf) {
        return Recorded.withCa(Given.at(now), "self-made/ca.crt")
                .file(Facts.kubeconfig(node, path), text)
                .file(Facts.certificates("w-1", ClusterCa.PATH), Recorded.text("self-made/ca.crt"))
                .file(
                        Facts.certificates(node, KubeconfigServer.KUBELET_CERTIFICATE),
                        Recorded.text("self-made/" + leaf));
    }

    private static Given given(String node, String path, String text, String leaf) {
        return at(Recorded.NOW, node, path, text, leaf);
    }

    private static String worker(String server) {
        return trial("w-1", KUBELET).word(given("w-1", KUBELET, kubelet(server), "node-w-1.crt"));
    }

    private static String controlPlane(String server) {
        return trial("cp-1", KUBELET).word(given("cp-1", KUBELET, kubelet(server), "node-cp-1.crt"));
    }

    @Test
    void reads_the_recorded_file() throws Kubeconfig.Unusable {
        Kubeconfig config = Kubeconfig.parse(RECORDED);

        assertThat(config.server()).isEqualTo("https://k8s-api.lab:6443");
        assertThat(config.caPem()).hasValue(Recorded.text("ca.crt"));
        assertThat(config.certificatePath()).hasValue(KubeconfigServer.KUBELET_CERTIFICATE);
    }

    @Test
    void the_recorded_file_belongs_to_the_recorded_cluster() {
        Given given = Recorded.cluster()
                .file(Facts.kubeconfig("w-1", KUBELET), RECORDED)
                .file(
                        Facts.certificates("w-1", KubeconfigServer.KUBELET_CERTIFICATE),
                        Recorded.text("self-made/node-w-1.crt"));

        assertThat(trial("w-1", KUBELET).failure(given).actual()).isEqualTo("another CA signed it");
    }

    @ParameterizedTest
    @CsvSource({
        "https://k8s-api.lab:6443, pass",
        "https://192.168.56.10:6443, pass",
        "https://192.168.56.10:6443/, pass",
        "https://192.168.56.11:6443, kc.not-lb",
        "https://cp-2:6443, kc.not-lb",
        "https://192.168.56.10, kc.other-server",
        "https://192.168.56.100:6443, kc.other-server",
        "http://192.168.56.10:6443, kc.other-server",
        "192.168.56.10:6443, kc.other-server",
    })
    void a_worker_goes_through_the_endpoint(String server, String expected) {
        assertThat(worker(server)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.168.56.11:6443, pass",
        "https://k8s-api.lab:6443, pass",
        "https://192.168.56.12:6443, kc.other-cp",
        "https://127.0.0.1:6443, kc.other-server",
        "https://192.168.56.11:8443, kc.other-cp",
    })
    void a_control_plane_may_use_its_own_server(String server, String expected) {
        assertThat(controlPlane(server)).isEqualTo(expected);
    }

    @Test
    void a_control_plane_of_1_30_goes_through_the_endpoint() {
        Scope old = new Scope("lab/task/check", Trial.STANDARD, "1.30", false);
        Trial trial = Trial.in(old, KubeconfigServer.KIND, "on", Trial.nodes("cp-1"), "path", KUBELET);

        assertThat(trial.word(given("cp-1", KUBELET, kubelet("https://192.168.56.11:6443"), "node-cp-1.crt")))
                .isEqualTo("kc.not-lb");
    }

    @Test
    void people_go_through_the_endpoint_even_on_a_control_plane() {
        String own = client("admin.crt").replace("k8s-api.lab:6443", "192.168.56.11:6443");

        assertThat(trial("cp-1", ADMIN).word(given("cp-1", ADMIN, own, "admin.crt")))
                .isEqualTo("kc.not-lb");
        assertThat(trial("cp-1", ADMIN).word(given("cp-1", ADMIN, client("admin.crt"), "admin.crt")))
                .isEqualTo("pass");
    }

    @Test
    void the_scheduler_may_use_its_own_server() {
        String path = "/etc/kubernetes/scheduler.conf";
        String own = client("scheduler.crt").replace("k8s-api.lab:6443", "192.168.56.11:6443");

        assertThat(trial("cp-1", path).word(given("cp-1", path, own, "scheduler.crt")))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "admin-masters.crt, kc.subject",
        "node-w-1.crt, kc.subject",
        "node-w-1-other-ca.crt, kc.other-ca",
    })
    void the_client_is_who_the_file_is_for(String certificate, String expected) {
        assertThat(trial("cp-1", ADMIN).word(given("cp-1", ADMIN, client(certificate), "admin.crt")))
                .isEqualTo(expected);
    }

    @Test
    void a_kubelet_with_the_certificate_of_another_node_fails() {
        assertThat(trial("w-1", KUBELET)
                        .word(given("w-1", KUBELET, kubelet("https://k8s-api.lab:6443"), "node-cp-1.crt")))
                .isEqualTo("kc.subject");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate-authority-data: \\S+ | insecure-skip-tls-verify: true | kc.insecure",
                "certificate-authority-data: \\S+ | tls-server-name: kubernetes | kc.no-ca",
                "certificate-authority-data: \\S+ | certificate-authority: /etc/kubernetes/pki/ca.crt | pass",
                "certificate-authority-data: \\S+ | certificate-authority: /elsewhere/ca.crt | unknown",
                "current-context: \\S+ | current-context: \"\" | kc.no-context",
                "current-context: \\S+ | current-context: other | kc.no-context",
                "cluster: default-cluster | cluster: other | kc.no-context",
                "client-certificate: \\S+ | token: cut | kc.no-client",
                "users: | 'users: [' | kc.unreadable",
            })
    void judges_each_part(String from, String to, String expected) {
        String text = kubelet("https://k8s-api.lab:6443").replaceFirst(from, to);

        assertThat(trial("w-1", KUBELET).word(given("w-1", KUBELET, text, "node-w-1.crt")))
                .isEqualTo(expected);
    }

    @Test
    void fails_when_the_ca_is_of_another_cluster() {
        String text = kubelet("https://k8s-api.lab:6443").replace(base64("ca.crt"), base64("other-ca.crt"));

        assertThat(trial("w-1", KUBELET).word(given("w-1", KUBELET, text, "node-w-1.crt")))
                .isEqualTo("kc.other-ca");
    }

    @Test
    void a_stale_ca_on_the_node_itself_does_not_help() {
        String text = kubelet("https://k8s-api.lab:6443")
                .replaceAll("certificate-authority-data: \\S+", "certificate-authority: " + ClusterCa.PATH);
        Given given = given("w-1", KUBELET, text, "node-w-1.crt")
                .file(Facts.certificates("w-1", ClusterCa.PATH), Recorded.text("self-made/other-ca.crt"));

        assertThat(trial("w-1", KUBELET).word(given)).isEqualTo("kc.other-ca");
    }

    @Test
    void judges_the_time() {
        String text = kubelet("https://k8s-api.lab:6443");
        Instant later = Instant.parse("2027-11-24T00:00:00Z");

        assertThat(trial("w-1", KUBELET).word(at(later, "w-1", KUBELET, text, "node-w-1.crt")))
                .isEqualTo("kc.expired");
        assertThat(trial("w-1", KUBELET, "validFor", Duration.ofDays(366))
                        .word(given("w-1", KUBELET, text, "node-w-1.crt")))
                .isEqualTo("kc.short");
    }

    @Test
    void judges_by_the_clock_of_the_node() {
        String text = kubelet("https://k8s-api.lab:6443");
        Instant wrong = Instant.parse("2027-11-24T00:00:00Z");
        Given given = at(wrong, "w-1", KUBELET, text, "node-w-1.crt")
                .text(Facts.clock("w-1"), Recorded.NOW.getEpochSecond() + ".00 100.00\n");

        assertThat(trial("w-1", KUBELET).word(given)).isEqualTo("pass");
    }

    @Test
    void obeys_what_the_task_says() {
        Given own = given("cp-1", KUBELET, kubelet("https://192.168.56.11:6443"), "node-cp-1.crt");

        assertThat(trial("cp-1", KUBELET, "server", "endpoint").word(own)).isEqualTo("kc.not-lb");
        assertThat(trial("cp-1", KUBELET, "server", "own").word(own)).isEqualTo("pass");
        assertThat(trial("cp-1", KUBELET, "commonName", "somebody").word(own)).isEqualTo("kc.subject");
    }

    @Test
    void fails_when_there_is_no_file() {
        assertThat(trial("w-1", KUBELET).word(Given.nothing().text(Facts.kubeconfig("w-1", KUBELET), "absent\n")))
                .isEqualTo("kc.missing");
    }

    @Test
    void does_not_know_when_the_node_is_off() {
        assertThat(trial("w-1", KUBELET)
                        .word(Given.nothing().unseen(Facts.kubeconfig("w-1", KUBELET), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }
}
