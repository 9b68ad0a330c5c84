package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterConfigurationTest {
    private static final Fact MAP = Facts.configMap("kube-system", "kubeadm-config");
    private static final String RECORDED = Recorded.text("cm-kubeadm-config.yaml");

    private static Trial plain() {
        return Trial.of(
                KubeadmCluster.KIND, "version", "1.35", "podSubnet", "10.244.0.0/16", "serviceSubnet", "10.96.0.0/12");
    }

    private static Given map(String yaml) {
        return Given.nothing().text(MAP, Recorded.asJson(yaml));
    }

    @Test
    void passes_on_the_recorded_cluster() {
        assertThat(plain().word(map(RECORDED))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.10:6443 | pass",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.10 | pass",
                "podSubnet: 10.244.0.0/16 | podSubnet: 10.244.7.9/16 | pass",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: \"\" | kubeadm.no-cpe",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.11:6443 | kubeadm.cpe-is-node",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: 192.168.56.1:6443 | kubeadm.cpe-other",
                "controlPlaneEndpoint: k8s-api.lab:6443 | controlPlaneEndpoint: k8s-api.lab.example:6443 | kubeadm.cpe-other",
                "kubernetesVersion: v1.35.8 | kubernetesVersion: v1.34.10 | kubeadm.version",
                "podSubnet: 10.244.0.0/16 | podSubnet: 192.168.0.0/16 | kubeadm.pod-subnet",
                "serviceSubnet: 10.96.0.0/12 | serviceSubnet: 10.97.0.0/16 | kubeadm.service-subnet",
                "clusterName: kubernetes | 'clusterName: [' | kubeadm.cluster-unreadable",
            })
    void judges_each_field(String from, String to, String expected) {
        assertThat(RECORDED).contains(from);
        assertThat(plain().word(map(RECORDED.replace(from, to)))).isEqualTo(expected);
    }

    @Test
    void fails_when_the_networks_overlap() {
        Trial any = Trial.of(KubeadmCluster.KIND);

        assertThat(any.word(map(RECORDED.replace("10.244.0.0/16", "192.168.0.0/16"))))
                .isEqualTo("kubeadm.overlap");
    }

    @Test
    void fails_when_kubeadm_made_no_cluster() {
        assertThat(plain().word(Given.nothing().status(MAP, 404, ""))).isEqualTo("kubeadm.no-cluster");
    }

    @Test
    void does_not_know_when_the_api_is_silent() {
        assertThat(plain().word(Given.nothing().unseen(MAP, Reading.Reason.NO_ANSWER)))
                .isEqualTo("unknown");
    }
}
