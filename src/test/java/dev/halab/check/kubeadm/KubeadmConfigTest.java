package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeadmConfigTest {
    private static final String PATH = "/etc/kubernetes/kubeadm.yaml";
    private static final Fact FILE = Facts.file("cp-1", PATH);
    private static final Fact DEFAULTS = Facts.file("cp-1", "/etc/default/kubelet");
    private static final String RECORDED = Recorded.text("kubeadm-config.yaml");
    private static final String NODE_IP = """
            nodeRegistration:
              kubeletExtraArgs:
              - name: node-ip
                value: 192.168.56.11
            """;

    private static Trial trial(Object... more) {
        Object[] fields = new Object[4 + more.length];
        fields[0] = "on";
        fields[1] = Trial.nodes("cp-1");
        fields[2] = "file";
        fields[3] = PATH;
        System.arraycopy(more, 0, fields, 4, more.length);
        return Trial.of(KubeadmConfig.KIND, fields);
    }

    private static Given file(String text) {
        return Given.nothing().file(FILE, text);
    }

    private static String with(String from, String to) {
        assertThat(RECORDED).contains(from);
        return RECORDED.replace(from, to.replace("\\n", "\n"));
    }

    @Test
    void passes_on_the_recorded_file() {
        assertThat(trial().word(file(RECORDED))).isEqualTo("pass");
    }

    @Test
    void knows_every_field_that_kubeadm_prints_itself() {
        for (String name : List.of("config-print-init-defaults.yaml", "config-print-join-defaults.yaml")) {
            Given printed = file(Recorded.text(name));

            assertThat(trial().word(printed)).isIn("kubeadm.no-cpe", "kubeadm.nat-addr");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.10:6443",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: \"k8s-api.lab\"",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: K8S-API.lab:6443",
                "kubernetesVersion: v1.35.8 | kubernetesVersion: 1.35.8",
                "kubernetesVersion: v1.35.8 | kubernetesVersion: stable-1.35",
                "podSubnet: 10.244.0.0/16 | podSubnet: 10.244.0.0/16,fd00:10:244::/56",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: [{name: v, value: \"5\"}]}",
                "apiVersion | # a comment\\napiVersion",
            })
    void passes_what_looks_odd_but_is_right(String from, String to) {
        assertThat(trial().word(file(with(from, to)))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "controlPlaneEndpoint: k8s-api.lab:6443 | '' | kubeadm.no-cpe",
                "controlPlaneEndpoint: k8s-api.lab:6443 | # controlPlaneEndpoint: k8s-api.lab:6443 | kubeadm.no-cpe",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.11:6443 | kubeadm.cpe-is-node",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: cp-1:6443 | kubeadm.cpe-is-node",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.100:6443 | kubeadm.cpe-other",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: k8s-api.lab:8443 | kubeadm.cpe-other",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: https://k8s-api.lab:6443 | kubeadm.cpe-other",
                "controlPlaneEndpoint: | ControlPlaneEndpoint: | kubeadm.unknown-field",
                "  bindPort: 6443 | controlPlaneEndpoint: k8s-api.lab:6443 | kubeadm.unknown-field",
                "kubernetesVersion: v1.35.8 | '' | kubeadm.no-version",
                "kubernetesVersion: v1.35.8 | kubernetesVersion: 1.35 | kubeadm.shape",
                "kubernetesVersion: v1.35.8 | kubernetesVersion: v1.35 | kubeadm.version",
                "  advertiseAddress: 192.168.56.11 | '' | kubeadm.no-advertise",
                "advertiseAddress: 192.168.56.11 | advertiseAddress: 10.0.2.15 | kubeadm.nat-addr",
                "advertiseAddress: 192.168.56.11 | advertiseAddress: 192.168.56.12 | kubeadm.advertise-other",
                "advertiseAddress: 192.168.56.11 | advertiseAddress: 192.168.56.111 | kubeadm.advertise-other",
                "podSubnet: 10.244.0.0/16 | podSubnet: 192.168.0.0/16 | kubeadm.overlap",
                "podSubnet: 10.244.0.0/16 | podSubnet: 10.100.0.0/16 | kubeadm.overlap",
                "podSubnet: 10.244.0.0/16 | serviceSubnet: 192.168.56.128/25 | kubeadm.overlap",
                "apiVersion: kubeadm.k8s.io/v1beta4 | apiVersion: kubeadm.k8s.io/v1beta2 | kubeadm.api-version",
                "apiVersion: kubeadm.k8s.io/v1beta4 | apiVersion: kubeadm.k8s.io/v1 | kubeadm.api-version",
                "kind: ClusterConfiguration | kind: Clusterconfiguration | kubeadm.unknown-kind",
                "kind: ClusterConfiguration | kind: InitConfiguration | kubeadm.syntax",
                "kind: ClusterConfiguration | Kind: ClusterConfiguration | kubeadm.syntax",
                "networking: | networking: [ | kubeadm.syntax",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: {node-ip: 192.168.56.11}} | kubeadm.map-args",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: [{node-ip: 192.168.56.11}]} | kubeadm.unknown-field",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: [{name: node-ip, value: 10.0.2.15}]} | kubeadm.node-ip",
                "bindPort: 6443 | \\ncertificateKey: 12345678 | kubeadm.shape",
                "bindPort: 6443 | \\ncertificateKey: [a] | kubeadm.shape",
                "bindPort: 6443 | \\nnodeRegistration: cp-1 | kubeadm.shape",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: node-ip} | kubeadm.shape",
                "bindPort: 6443 | \\nnodeRegistration: {kubeletExtraArgs: [node-ip]} | kubeadm.shape",
                "networking: | apiServer: {certSANs: k8s-api.lab}\\nnetworking: | kubeadm.shape",
                "networking: | apiServer: {certSANs: [1]}\\nnetworking: | kubeadm.shape",
                "networking: | apiServer: {extraVolumes: [{nam: x}]}\\nnetworking: | kubeadm.unknown-field",
                "networking: | featureGates: {EtcdLearnerMode: true}\\nnetworking: | kubeadm.feature-gate",
            })
    void fails_by_its_cause(String from, String to, String cause) {
        assertThat(trial().word(file(with(from, to)))).isEqualTo(cause);
    }

    @Test
    void suggests_the_field_that_was_meant() {
        var mismatch = trial().failure(file(with("controlPlaneEndpoint:", "ControlPlaneEndpoint:")));

        assertThat(mismatch.expected()).isEqualTo("the field 'controlPlaneEndpoint'");
        assertThat(mismatch.where()).isEqualTo("cp-1:/etc/kubernetes/kubeadm.yaml:10");
    }

    @Test
    void says_where_a_misplaced_field_belongs() {
        var mismatch = trial().failure(file(with("  bindPort: 6443", "controlPlaneEndpoint: k8s-api.lab:6443")));

        assertThat(mismatch.expected()).isEqualTo("'controlPlaneEndpoint' in ClusterConfiguration");
    }

    @Test
    void fails_when_the_file_is_not_there() {
        assertThat(trial().word(Given.nothing().text(FILE, "absent\n"))).isEqualTo("kubeadm.missing");
    }

    @Test
    void does_not_know_when_the_node_is_off() {
        assertThat(trial().word(Given.nothing().unseen(FILE, Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    @Test
    void does_not_call_wrong_what_only_halab_does_not_read() {
        assertThat(trial().word(file(with("networking:", "networking: &n")))).isEqualTo("unknown");
    }

    @Test
    void takes_the_old_api_version_while_kubeadm_does() {
        Given old = file(RECORDED.replace("v1beta4", "v1beta3"));
        Scope later = new Scope("lab/task/check", Trial.STANDARD, "1.37", false);
        Trial in137 = Trial.in(later, KubeadmConfig.KIND, "on", Trial.nodes("cp-1"), "file", PATH);

        assertThat(trial().word(old)).isEqualTo("pass");
        assertThat(trial().claim().advice(old.snapshot()))
                .singleElement()
                .asString()
                .contains("kubeadm config migrate");
        assertThat(in137.word(old)).isEqualTo("kubeadm.api-version");
    }

    @Test
    void takes_the_mapping_of_the_old_api_version() {
        String old = with("  bindPort: 6443", "nodeRegistration: {kubeletExtraArgs: {node-ip: 192.168.56.11}}")
                .replace("v1beta4", "v1beta3");

        assertThat(trial("nodeIp", true).word(file(old).text(DEFAULTS, "absent\n")))
                .isEqualTo("pass");
    }

    @Test
    void wants_the_kubelet_to_be_told_its_address() {
        assertThat(trial("nodeIp", true).word(file(RECORDED).text(DEFAULTS, "absent\n")))
                .isEqualTo("kubeadm.node-ip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KUBELET_EXTRA_ARGS=--node-ip=192.168.56.11\n",
                "KUBELET_EXTRA_ARGS=\"--v=2 --node-ip 192.168.56.11\"\n"
            })
    void takes_the_address_from_the_defaults_of_the_kubelet(String defaults) {
        assertThat(trial("nodeIp", true).word(file(RECORDED).file(DEFAULTS, defaults)))
                .isEqualTo("pass");
    }

    @Test
    void lets_the_defaults_of_the_kubelet_win() {
        Given both = file(with("  bindPort: 6443", NODE_IP.strip().replace("\n", "\\n")))
                .file(DEFAULTS, "KUBELET_EXTRA_ARGS=--node-ip=10.0.2.15\n");

        assertThat(trial("nodeIp", true).word(both)).isEqualTo("kubeadm.node-ip");
    }

    @Test
    void compares_what_the_task_asks_for() {
        assertThat(trial("version", "1.35").word(file(RECORDED))).isEqualTo("pass");
        assertThat(trial("version", "1.3").word(file(RECORDED))).isEqualTo("kubeadm.version");
        assertThat(trial("podSubnet", "10.244.0.0/16").word(file(RECORDED))).isEqualTo("pass");
        assertThat(trial("podSubnet", "10.240.0.0/16").word(file(RECORDED))).isEqualTo("kubeadm.pod-subnet");
        assertThat(trial("certSANs", List.of("api.example")).word(file(RECORDED)))
                .isEqualTo("kubeadm.cert-sans");
    }

    @Test
    void wants_every_external_etcd_member_and_its_files() {
        Trial external = trial("externalEtcd", Trial.servers("cp", 2379));
        String etcd =
                "etcd:\\n  external:\\n    endpoints: [https://192.168.56.11:2379, https://cp-2:2379, https://192.168.56.13:2379]\\n";
        String files = "    caFile: /a\\n    certFile: /b\\n    keyFile: /c\\n";

        assertThat(external.word(file(RECORDED))).isEqualTo("kubeadm.etcd-endpoints");
        assertThat(external.word(file(with("networking:", etcd + "networking:"))))
                .isEqualTo("kubeadm.etcd-files");
        assertThat(external.word(file(with("networking:", etcd + files + "networking:"))))
                .isEqualTo("pass");
    }
}
