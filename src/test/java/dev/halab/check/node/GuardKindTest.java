package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardKindTest {
    private static final Scope RECORDED =
            new Scope("lab/task/check", Topology.of("standard", "192.168.59").orElseThrow(), "1.35", false);

    static List<String> recorded() throws IOException {
        try (Stream<Path> cases = Files.list(Path.of("src/test/resources/observed/guard"))) {
            return cases.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static String node(String name) {
        return name.contains("lb-1") || name.contains("redirect") ? "lb-1" : name.contains("cp-1") ? "cp-1" : "w-1";
    }

    private static Trial rules(String node) {
        return Trial.in(
                RECORDED,
                new GuardKind(),
                "on",
                RECORDED.topology().select(node),
                "hosts",
                false,
                "listener",
                false,
                "machineIds",
                false);
    }

    private static String word(String node, String text) {
        return rules(node).word(Given.nothing().text(Facts.detours(node), text));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void rules_of_real_nodes_are_judged_by_where_they_lead(String name) {
        assertThat(word(node(name), Observed.text("guard/" + name)))
                .isEqualTo(name.startsWith("passes-") ? "pass" : "guard.nat");
    }

    @Test
    void the_rule_is_told_with_its_chain() {
        var mismatch = rules("w-1")
                .failure(Given.nothing()
                        .text(Facts.detours("w-1"), Observed.text("guard/fails-guard.nat-dnat-output.txt")));

        assertThat(mismatch.where()).isEqualTo("w-1 (nftables ip nat OUTPUT)");
        assertThat(mismatch.actual()).contains("ip daddr 192.168.59.10", "dnat to 192.168.59.11:6443");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void rules_that_arrive_in_part_are_unknown(String name) {
        String text = Observed.text("guard/" + name);

        assertThat(word(node(name), text.substring(0, text.length() - 5))).isEqualTo("unknown");
        assertThat(word(node(name), text.substring(text.length() / 2))).isEqualTo("unknown");
        assertThat(word(node(name), "garbage\nnftables\nend\n")).isEqualTo("unknown");
        assertThat(word(node(name), "nftables\nsudo: a password is required\nend\n"))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp dport 6443-6450 ip daddr { 192.168.59.10, 192.168.59.12-192.168.59.20 } redirect to :7443 | guard.nat",
                "meta l4proto { 6, 17 } th dport 6443 ct state 0x8 meta skuid 1000 dnat to 1.2.3.4 | guard.nat",
                "ip daddr 192.168.59.0/24 meta l4proto 6 dnat to 1.2.3.4:80-90 random | guard.nat",
                "dnat to tcp dport map { 443 : 1.2.3.5, 6443 : 1.2.3.4 } | guard.nat",
                "dnat to tcp dport map { 443 : 1.2.3.5, 22 : 1.2.3.4 } | pass",
                "ip daddr 192.168.59.10 dnat to numgen inc mod 2 map { 0 : 1.2.3.4, 1 : 1.2.3.5 } | guard.nat",
                "tcp dport { 443, 22 } dnat to 1.2.3.4 | pass",
                "ip daddr != 192.168.59.0/24 tcp dport 6443 redirect | pass",
                "tcp dport != 22 redirect to :7443 | guard.nat",
                "udp dport 6443 dnat to 1.2.3.4 | pass",
                "meta l4proto 17 dnat to 1.2.3.4 | pass",
                "tcp dport 6443 tproxy to 127.0.0.1:50080 accept | guard.nat",
                "tcp dport 6443 counter xt target TPROXY | guard.nat",
                "tcp dport 22 counter xt target TPROXY | pass",
                "xt match \"tcp\" counter xt target \"DNAT\" | unknown",
                "ip daddr @nobody dnat to 1.2.3.4 | unknown",
                "dnat to tcp dport map @nobody | unknown",
                "tcp dport vmap @nobody | unknown",
                "tcp dport vmap { 22 : accept, 443 : drop } | pass",
                "dnat to tcp dport map { 443 : 1.2.3.5, * : 1.2.3.4 } | guard.nat",
                "ip daddr . tcp dport { 192.168.59.10 } dnat to 1.2.3.4 | unknown",
                "ip daddr . tcp dport { 192.168.59.10 . 6443 } dnat to 1.2.3.4 | guard.nat",
                "ip daddr . tcp dport { 192.168.59.10 . 443 } dnat to 1.2.3.4 | pass",
                "meta nfproto ipv4 tcp dport 6443 redirect to :7443 | guard.nat",
                "meta nfproto 2 tcp dport 6443 redirect to :7443 | guard.nat",
                "meta nfproto ipv6 tcp dport 6443 redirect to :7443 | pass",
                "ip daddr 192.168.59.10-192.168.59.10 dnat to 1.2.3.4 | guard.nat",
                "ip daddr 192.168.59.1-192.168.59.9 dnat to 1.2.3.4 | pass",
                "ip daddr 192.168.59.11-192.168.59.20 dnat to 1.2.3.4 | pass",
                "ip daddr 192.168.59.10-gateway dnat to 1.2.3.4 | unknown",
                "ip daddr gateway-192.168.59.10 dnat to 1.2.3.4 | unknown",
                "ip daddr gateway dnat to 1.2.3.4 | unknown",
                "ip daddr 192.168.59.8/29 dnat to 1.2.3.4 | guard.nat",
                "ip daddr 192.168.59.0/29 dnat to 1.2.3.4 | pass",
                "ip daddr 0.0.0.0/0 tcp dport 6443 redirect | guard.nat",
                "ip daddr 192.168.59.10/33 dnat to 1.2.3.4 | unknown",
                "ip daddr 192.168.59.10/mask dnat to 1.2.3.4 | unknown",
                "tcp dport https redirect to :7443 | unknown",
                "ip daddr 192.168.59.10 tcp dport 6443 log prefix \"dnat to\" drop | pass"
            })
    void rules_of_nftables_are_read_as_they_are_printed(String rule, String word) {
        String text = """
                nftables
                table ip learner {
                \tchain out {
                \t\ttype nat hook output priority -100; policy accept;
                \t\t%s
                \t}
                }
                end
                """.formatted(rule);

        assertThat(word("w-1", text)).isEqualTo(word);
        assertThat(word("w-1", text.replace("table ip ", "table ip6 "))).isEqualTo("pass");
        assertThat(word("w-1", text.replace("hook output", "hook postrouting"))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-p tcp -m multiport --dports 443,6443 -j REDIRECT --to-ports 7443 | guard.nat",
                "! -d 127.0.0.0/8 -p tcp -m owner --uid-owner 1000 -m tcp --dport 6000:7000 -j REDIRECT | guard.nat",
                "-p tcp -m iprange --dst-range 192.168.59.10-192.168.59.12 -j DNAT --to-destination 1.2.3.4 | guard.nat",
                "-d 192.168.59.0/255.255.255.0 -p tcp -j DNAT --to-destination 1.2.3.4 | guard.nat",
                "-p tcp -m comment --comment \"-d 10.0.0.1\" -m tcp --dport 6443 -j DNAT --to-destination 1.2.3.4 | guard.nat",
                "-p tcp -m tcp ! --dport 6443 -j REDIRECT | pass",
                "-d 192.168.59.1/32 -j DNAT --to-destination 1.2.3.4 | pass",
                "-p udp -m udp --dport 6443 -j DNAT --to-destination 1.2.3.4 | pass",
                "-p tcp -m tcp --dport 6443 -j ACCEPT | pass",
                "-p tcp -m strange --strangely 6443 -j REDIRECT | unknown",
                "-d 192.168.59.0/255.255.255.248 -p tcp -j DNAT --to-destination 1.2.3.4 | pass",
                "-d 0.0.0.0/0.0.0.0 -p tcp --dport 6443 -j REDIRECT | guard.nat",
                "-p tcp -m tcp --dport 6443 | pass",
                "-p tcp -m tcp --dport 6443 -j | pass",
                "-j ELSEWHERE | guard.nat",
                "-g ELSEWHERE | guard.nat"
            })
    void rules_of_the_older_iptables_are_read_as_they_are_printed(String rule, String word) {
        String text = """
                legacy
                *nat
                :PREROUTING ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                :ELSEWHERE - [0:0]
                -A OUTPUT %s
                -A ELSEWHERE -p tcp -m tcp --dport 6443 -j REDIRECT --to-ports 7443
                COMMIT
                nftables
                end
                """.formatted(rule);

        assertThat(word("w-1", text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"-j, guard.nat", "-g, pass"})
    void only_what_jumped_comes_back_to_the_next_rule(String way, String word) {
        String text = """
                legacy
                *nat
                :OUTPUT ACCEPT [0:0]
                :EMPTY - [0:0]
                -A OUTPUT %s EMPTY
                -A OUTPUT -p tcp -m tcp --dport 6443 -j REDIRECT --to-ports 7443
                COMMIT
                nftables
                end
                """.formatted(way);

        assertThat(word("w-1", text)).isEqualTo(word);
    }

    @Test
    void a_rule_that_is_sure_is_told_before_one_that_is_not() {
        String own = RECORDED.topology().select("w-1").getFirst().address();
        for (List<String> order : List.of(List.of("192.168.59.10", own), List.of(own, "192.168.59.10"))) {
            String text = """
                    nftables

                    # made by hand
                    table ip learner {
                    \tcomment "by hand"

                    \tchain out {
                    \t\ttype nat hook output priority -100; policy accept;
                    \t\tip daddr %s meta strange 1 dnat to 1.2.3.4
                    \t\tip daddr %s tcp dport 6443 redirect to :7443
                    \t}
                    }

                    end
                    """.formatted(order.getFirst(), order.getLast());

            assertThat(rules("w-1")
                            .failure(Given.nothing().text(Facts.detours("w-1"), text))
                            .actual())
                    .contains("redirect to :7443");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.56.10 k8s-api.lab, pass",
        "192.168.56.11 cp-1 # k8s-api.lab, pass",
        "192.168.56.11 cp-1 K8S-api.lab, guard.hosts",
        "::1 k8s-api.lab, guard.hosts",
        "127.0.0.1 localhost, pass"
    })
    void a_line_of_the_hosts_file_is_a_shortcut(String line, String word) {
        Trial trial = only("hosts");
        Fact hosts = Facts.file("w-1", "/etc/hosts");

        assertThat(trial.word(Given.nothing().file(hosts, "192.168.56.10 k8s-api.lab\n" + line + "\n")))
                .isEqualTo(word);
        assertThat(trial.word(Given.nothing().text(hosts, "absent\n"))).isEqualTo("pass");
        assertThat(trial.word(Given.nothing().unseen(hosts, Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    @Test
    void two_programs_on_the_port_are_one_too_many() {
        Trial trial = only("listener");
        String haproxy = "tcp LISTEN 0 4096 0.0.0.0:6443 0.0.0.0:* users:((\"haproxy\",pid=1,fd=7))\n";
        String reloaded = "tcp LISTEN 0 4096 0.0.0.0:6443 0.0.0.0:* users:((\"haproxy\",pid=9,fd=7))\n";
        String stub = "tcp LISTEN 0 5 127.0.0.1:6443 0.0.0.0:* users:((\"python3\",pid=2,fd=3))\n";
        String ssh = "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=90,fd=3))\n";

        assertThat(listener(trial, haproxy + reloaded)).isEqualTo("pass");
        assertThat(listener(trial, ssh)).isEqualTo("pass");
        assertThat(listener(trial, haproxy + stub)).isEqualTo("guard.listener");
        assertThat(listener(trial, haproxy + stub.replace("6443", "16443"))).isEqualTo("pass");
        assertThat(listener(trial, stub.replaceAll("users.*", ""))).isEqualTo("unknown");
        assertThat(listener(trial, "")).isEqualTo("unknown");
    }

    private static String listener(Trial trial, String sockets) {
        return trial.word(Given.nothing().text(Facts.sockets("w-1"), sockets));
    }

    @Test
    void every_node_has_a_machine_id_of_its_own() {
        Trial trial = Trial.of(
                new GuardKind(), "on", Trial.nodes("cp-1", "cp-2"), "hosts", false, "nat", false, "listener", false);

        assertThat(trial.word(ids("a".repeat(64), "b".repeat(64)))).isEqualTo("pass");
        assertThat(trial.word(ids("a".repeat(64), "a".repeat(64)))).isEqualTo("guard.machine-id");
        assertThat(trial.word(ids("a".repeat(64), "x"))).isEqualTo("unknown");
        assertThat(trial.word(ids("a".repeat(64), sha256("uninitialized\n")))).isEqualTo("guard.machine-id");
        assertThat(trial.word(Given.nothing()
                        .text(id("cp-1"), "absent\n")
                        .text(id("cp-2"), "regular 0444 root root 0 1000.000\n")))
                .isEqualTo("guard.machine-id");
        assertThat(trial.word(ids("a".repeat(64), "b".repeat(64)).unseen(id("cp-2"), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    private static Given ids(String one, String other) {
        return Given.nothing()
                .text(id("cp-1"), "regular 0444 root root 33 1000.000\nsha256 %s\n".formatted(one))
                .text(id("cp-2"), "regular 0444 root root 33 1000.000\nsha256 %s\n".formatted(other));
    }

    private static String sha256(String text) {
        return Certificates.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Fact id(String node) {
        return Facts.key(node, "/etc/machine-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts", "nat", "listener"})
    void each_part_can_be_looked_at_alone(String part) {
        assertThat(only(part).claim().facts()).hasSize(1);
    }

    @Test
    void the_title_names_the_endpoint() {
        assertThat(only("nat").claim().title()).isEqualTo("nothing leads around k8s-api.lab:6443 on w-1");
    }

    @Test
    void a_guard_that_looks_at_nothing_is_refused() {
        assertThatThrownBy(() -> only("none")).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(new GuardKind(), "on", Trial.nodes("w-1"), "machineIds", true))
                .isInstanceOf(FieldProblem.class);
    }

    private static Trial only(String part) {
        return Trial.of(
                new GuardKind(),
                "on",
                Trial.nodes("w-1"),
                "hosts",
                part.equals("hosts"),
                "nat",
                part.equals("nat"),
                "listener",
                part.equals("listener"),
                "machineIds",
                false);
    }
}
