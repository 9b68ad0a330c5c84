package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortKindTest {
    private static final String CP = Observed.text("node/ss-cp-1.txt");

    @ParameterizedTest
    @CsvSource({
        "6443, kube-apiserver, any, pass",
        "6443, kube-apiserver, lab, pass",
        "6443, kube-apiserver, loopback, port.bind",
        "6443, haproxy, any, port.wrong-owner",
        "2380, etcd, lab, pass",
        "2380, etcd, any, port.bind",
        "2379, etcd, lab, pass",
        "2379, etcd, loopback, port.bind",
        "2381, etcd, loopback, pass",
        "2381, etcd, lab, port.bind",
        // the kernel keeps 15 characters of a name
        "10257, kube-controller-manager, loopback, pass",
        "22, sshd, any, pass",
        // a longer port ends alike, a shorter begins alike
        "443, kube-apiserver, any, port.none",
        "1025, kubelet, any, port.none"
    })
    void a_control_plane_has_its_ports(long port, String process, String bind, String word) {
        Trial trial =
                Trial.of(new PortKind(), "on", Trial.nodes("cp-1"), "port", port, "process", process, "bind", bind);

        assertThat(trial.word(Given.nothing().text(Facts.sockets("cp-1"), CP))).isEqualTo(word);
    }

    @Test
    void passes_when_haproxy_holds_the_port_of_the_load_balancer() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("lb"), "port", 6443L, "process", "haproxy");

        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), Observed.text("node/ss-lb.txt"))))
                .isEqualTo("pass");
    }

    @Test
    void the_owner_of_a_port_is_named() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("lb"), "port", 6443L, "process", "haproxy");
        String nginx =
                "tcp LISTEN 0 511 0.0.0.0:6443 0.0.0.0:* users:((\"nginx\",pid=813,fd=5),(\"nginx\",pid=812,fd=5))";

        var mismatch = trial.failure(Given.nothing().text(Facts.sockets("lb-1"), nginx));

        assertThat(mismatch.cause()).isEqualTo("port.wrong-owner");
        assertThat(mismatch.actual()).isEqualTo("6443/tcp is held by nginx (pid 813) and nginx (pid 812)");
    }

    @Test
    void a_second_owner_on_another_address_is_found() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("lb"), "port", 6443L, "process", "haproxy");
        String both = """
                tcp LISTEN 0 4096 0.0.0.0:6443 0.0.0.0:* users:(("haproxy",pid=1,fd=7))
                tcp LISTEN 0 511 127.0.0.1:6443 0.0.0.0:* users:(("nginx",pid=2,fd=5))
                """;

        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), both)))
                .isEqualTo("port.wrong-owner");
    }

    @Test
    void a_socket_of_ipv6_alone_answers_no_ipv4() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("lb"), "port", 6443L, "bind", "lab");
        String six = "tcp LISTEN 0 4096 [::]:6443 [::]:* users:((\"haproxy\",pid=1,fd=7))";
        String mapped = "tcp LISTEN 0 4096 [::ffff:192.168.56.10]:6443 *:* users:((\"haproxy\",pid=1,fd=7))";
        String scoped = "tcp LISTEN 0 4096 192.168.56.10%eth1:6443 *:* users:((\"haproxy\",pid=1,fd=7))";

        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), six))).isEqualTo("port.bind");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), mapped)))
                .isEqualTo("pass");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), scoped)))
                .isEqualTo("pass");
    }

    @Test
    void udp_is_not_tcp() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("w"), "port", 53L, "proto", "udp");
        String udp = "udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=9,fd=1))";
        String tcp = "tcp LISTEN 0 5 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=9,fd=1))";

        assertThat(trial.word(Given.nothing().text(Facts.sockets("w-1"), udp))).isEqualTo("pass");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("w-1"), tcp))).isEqualTo("port.none");
    }

    @Test
    void a_socket_without_an_owner_is_foreign_and_none_at_all_is_unknown() {
        Trial trial = Trial.of(new PortKind(), "on", Trial.nodes("lb"), "port", 6443L, "process", "haproxy");
        String bare = "tcp LISTEN 0 4096 0.0.0.0:6443 0.0.0.0:*\n";
        String ssh = "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=90,fd=3))\n";

        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), bare)))
                .isEqualTo("unknown");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), bare + ssh)))
                .isEqualTo("port.wrong-owner");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), ""))).isEqualTo("unknown");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), ssh))).isEqualTo("port.none");
        assertThat(trial.word(Given.nothing().text(Facts.sockets("lb-1"), "ss: not found")))
                .isEqualTo("unknown");
    }
}
