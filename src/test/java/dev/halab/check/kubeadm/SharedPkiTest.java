package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Redaction;
import dev.halab.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedPkiTest {
    private static final String PKI = "/etc/kubernetes/pki/";

    private static Trial plain() {
        return Trial.of(SharedPki.KIND, "on", Trial.nodes("cp"));
    }

    private static String key(String mode, String bytes, String key) {
        return "regular %s root root 1700 1000.0\nsha256 %s\npublic %s\n"
                .formatted(mode, Redaction.sha256(bytes), Redaction.sha256(key));
    }

    private static Fact fact(String node, String path) {
        return Facts.key(node, PKI + path);
    }

    private static String name(String path) {
        return path.substring(path.indexOf("/pki/") + 5);
    }

    /// Hashes in the shape of three control planes that kubeadm joined: authorities shared, leaves of their own.
    private static Given healthy() {
        Given given = Given.nothing();
        for (Fact fact : plain().claim().facts()) {
            String path = name(fact.arguments().getFirst());
            String stem = path.substring(0, path.lastIndexOf('.'));
            boolean shared = path.startsWith("ca.")
                    || path.contains("-ca.")
                    || path.contains("sa.")
                    || path.startsWith("etcd/ca.");
            String owner = shared ? "" : fact.source();
            given.text(fact, key(path.endsWith(".key") ? "0600" : "0644", path + owner, stem + owner));
        }
        return given;
    }

    @Test
    void passes_on_control_planes_that_kubeadm_joined() {
        assertThat(plain().word(healthy())).isEqualTo("pass");
    }

    @Test
    void passes_a_certificate_written_with_other_line_ends() {
        assertThat(plain().word(healthy().text(fact("cp-2", "ca.crt"), key("0644", "other bytes", "ca"))))
                .isEqualTo("pass");
    }

    @Test
    void passes_a_public_key_that_only_root_reads() {
        assertThat(plain().word(healthy().text(fact("cp-2", "sa.pub"), key("0600", "sa.pub", "sa"))))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "ca.crt, pki.ca-differs",
        "ca.key, pki.ca-differs",
        "sa.pub, pki.sa-differs",
        "sa.key, pki.sa-differs",
        "front-proxy-ca.crt, pki.front-proxy-differs",
        "etcd/ca.crt, pki.etcd-ca-differs",
        "etcd/ca.key, pki.etcd-ca-differs",
    })
    void fails_when_one_node_has_another(String path, String cause) {
        var mismatch = plain().failure(healthy().text(fact("cp-2", path), key("0600", "x", "x")));

        assertThat(mismatch.cause()).isEqualTo(cause);
        assertThat(mismatch.where()).isEqualTo("cp-2:" + PKI + path);
    }

    @Test
    void names_the_first_node_when_it_is_the_odd_one() {
        assertThat(plain().failure(healthy().text(fact("cp-1", "sa.pub"), key("0600", "x", "x")))
                        .where())
                .startsWith("cp-1:");
    }

    @Test
    void fails_when_the_same_wrong_key_is_everywhere() {
        Given given = healthy();
        Trial.nodes("cp").forEach(n -> given.text(fact(n.name(), "sa.key"), key("0600", "x", "x")));

        assertThat(plain().word(given)).isEqualTo("pki.key-mismatch");
    }

    @Test
    void fails_when_a_leaf_was_copied() {
        String first = key("0644", "apiserver.crtcp-1", "apisercp-1");
        Given copied = healthy().text(fact("cp-1", "apiserver.crt"), first).text(fact("cp-3", "apiserver.crt"), first);
        String etcdKey = key("0600", "k", "k");
        Given etcd =
                healthy().text(fact("cp-1", "etcd/peer.key"), etcdKey).text(fact("cp-2", "etcd/peer.key"), etcdKey);

        assertThat(plain().word(copied)).isEqualTo("pki.leaf-copied");
        assertThat(plain().word(etcd)).isEqualTo("pki.leaf-copied");
    }

    @Test
    void fails_when_a_file_is_missing_or_no_key() {
        assertThat(plain().word(healthy().text(fact("cp-3", "sa.key"), "absent\n")))
                .isEqualTo("pki.missing");
        assertThat(plain().word(healthy().text(fact("cp-3", "apiserver.crt"), "absent\n")))
                .isEqualTo("pki.missing");
        assertThat(plain().word(healthy()
                        .text(fact("cp-3", "sa.key"), "regular 0600 root root 0 1.0\nsha256 " + "0".repeat(64) + "\n")))
                .isEqualTo("pki.unreadable");
    }

    @ParameterizedTest
    @CsvSource({"0644, pki.mode", "0640, pki.mode", "0400, pass"})
    void judges_who_can_read_a_private_key(String mode, String expected) {
        assertThat(plain().word(healthy().text(fact("cp-2", "ca.key"), key(mode, "ca.key", "ca"))))
                .isEqualTo(expected);
    }

    @Test
    void leaves_etcd_keys_out_where_etcd_is_outside() {
        Topology external =
                Topology.of("external-etcd", Topology.DEFAULT_PREFIX).orElseThrow();
        Trial trial = Trial.in(
                new Scope("lab/task/check", external, "1.35", false), SharedPki.KIND, "on", external.select("cp"));
        Given given =
                healthy().text(fact("cp-1", "etcd/ca.key"), "absent\n").text(fact("cp-2", "etcd/ca.key"), "absent\n");

        assertThat(trial.word(given)).isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha256 \n", "sha256 12\n", "sha256 %s\nopenssl: killed\n", "sudo: a password is required\n"
            })
    void does_not_know_a_key_whose_hashes_did_not_arrive(String hashes) {
        String text = "regular 0600 root root 1700 1000.0\n" + hashes.formatted("0".repeat(64));

        assertThat(plain().word(healthy().text(fact("cp-3", "sa.key"), text))).isEqualTo("unknown");
    }

    @Test
    void a_directory_is_no_key() {
        assertThat(plain().word(healthy().text(fact("cp-3", "sa.key"), "directory 0700 root root 4096 1.0\n")))
                .isEqualTo("pki.unreadable");
    }

    @Test
    void does_not_know_when_a_node_is_off() {
        assertThat(plain().word(healthy().unseen(fact("cp-2", "ca.crt"), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    @Test
    void refuses_a_single_node() {
        assertThatThrownBy(() -> Trial.of(SharedPki.KIND, "on", Trial.nodes("cp-1")))
                .isInstanceOf(FieldProblem.class);
    }
}
