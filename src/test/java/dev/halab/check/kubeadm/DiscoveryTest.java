package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {
    private static final Fact MAP = Facts.configMap("kube-public", "cluster-info");
    private static final String RECORDED = Recorded.text("cm-cluster-info.yaml");

    private static Trial plain() {
        return Trial.of(Discovery.KIND);
    }

    private static Given map(String yaml) {
        return Recorded.cluster().text(MAP, Recorded.asJson(yaml));
    }

    @Test
    void passes_on_the_recorded_cluster() {
        assertThat(plain().word(map(RECORDED))).isEqualTo("pass");
    }

    @Test
    void passes_with_one_control_plane_off() {
        Given given = map(RECORDED).unseen(Facts.certificates("cp-1", ClusterCa.PATH), Reading.Reason.UNREACHABLE);

        assertThat(plain().word(given)).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://k8s-api.lab:6443 | https://192.168.56.10:6443 | pass",
                "https://k8s-api.lab:6443 | https://192.168.56.11:6443 | ci.server-is-node",
                "https://k8s-api.lab:6443 | https://k8s-api.lab | ci.server-other",
                "https://k8s-api.lab:6443 | http://k8s-api.lab:6443 | ci.server-other",
                "https://k8s-api.lab:6443 | https://k8s-api.lab:6443.example | ci.server-other",
                "clusters: | Clusters: | ci.unreadable",
                "jws-kubeconfig- | jws-kubeconfigs- | wait ci.unsigned",
            })
    void judges_each_part(String from, String to, String expected) {
        assertThat(plain().word(map(RECORDED.replace(from, to)))).isEqualTo(expected);
    }

    @Test
    void fails_when_the_ca_is_of_another_cluster() {
        assertThat(plain().word(map(
                        Recorded.text("cm-cluster-info-1.34.yaml").replace("192.168.56.10", "k8s-api.lab"))))
                .isEqualTo("ci.other-ca");
    }

    @Test
    void fails_when_every_token_has_expired_although_signatures_stand() {
        Given later = Recorded.withCa(Given.at(Instant.parse("2026-11-25T16:00:00Z")), "ca.crt")
                .text(Facts.tokens(), Recorded.text("tokens.json"))
                .text(MAP, Recorded.asJson(RECORDED));

        assertThat(plain().word(later)).isEqualTo("ci.unsigned");
    }

    @Test
    void does_not_ask_for_a_signature_where_none_is_wanted() {
        Given none = map(RECORDED.replace("jws-", "x-")).text(Facts.tokens(), "[]");

        assertThat(Trial.of(Discovery.KIND, "signed", false).word(none)).isEqualTo("pass");
    }

    @Test
    void fails_when_there_is_none() {
        assertThat(plain().word(Recorded.cluster().status(MAP, 404, ""))).isEqualTo("ci.missing");
    }

    @Test
    void does_not_know_without_any_ca() {
        Given blind =
                Given.at(Recorded.NOW).text(MAP, Recorded.asJson(RECORDED)).text(Facts.tokens(), "[]");

        assertThat(plain().word(blind)).isEqualTo("unknown");
    }
}
