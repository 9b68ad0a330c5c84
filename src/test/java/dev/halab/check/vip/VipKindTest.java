package dev.halab.check.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VipKindTest {
    static final Topology TOPOLOGY = Topology.of("vip", Topology.DEFAULT_PREFIX).orElseThrow();

    static Stream<String> cases() throws IOException {
        return RecordedNodes.cases("vip");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_real_nodes_say_gets_the_verdict_of_a_teacher(String name) {
        String word = trial().word(given(name));

        assertThat(name).startsWith(word.equals("pass") ? "passes-" : "fails-" + word + "-");
    }

    @Test
    void a_failure_names_the_nodes() {
        assertThat(trial().failure(given("fails-vip.split-router-ids")).actual())
                .isEqualTo("192.168.56.10 is on lb-1, lb-2");
        assertThat(trial().failure(given("fails-vip.arp-permanent-entry")).where())
                .isEqualTo("cp-1");
        assertThat(trial().failure(given("fails-vip.device-loopback")).actual()).isEqualTo("it is on interface lo");
    }

    @ParameterizedTest
    @EnumSource(Reading.Reason.class)
    void a_node_that_cannot_be_seen_may_hold_the_address_too(Reading.Reason reason) {
        for (String name : new String[] {"passes-on-lb-1", "fails-vip.none-nobody-runs"}) {
            for (String node : new String[] {"lb-1", "lb-2"}) {
                Given given = given(name).unseen(Facts.addresses(node), reason);

                assertThat(trial().word(given)).isEqualTo("unknown");
            }
        }
    }

    @Test
    void two_that_are_seen_are_too_many_whatever_a_third_does() {
        Trial trial = trial("on", TOPOLOGY.select("all"));

        assertThat(trial.word(given("fails-vip.split-router-ids"))).isEqualTo("vip.split");
        assertThat(trial.word(given("passes-on-lb-1"))).isEqualTo("unknown");
    }

    @Test
    void only_some_may_hold_it() {
        Trial trial = trial("on", TOPOLOGY.select("lb"), "among", TOPOLOGY.select("lb-2"));

        assertThat(trial.word(given("passes-moved-to-lb-2"))).isEqualTo("pass");
        assertThat(trial.word(given("passes-on-lb-1"))).isEqualTo("vip.holder");
    }

    @Test
    void it_may_have_to_move() {
        Trial trial = trial("on", TOPOLOGY.select("lb"), "moved", true);

        assertThat(trial.word(openedLike("passes-moved-to-lb-2", "passes-on-lb-1")))
                .isEqualTo("pass");
        assertThat(trial.word(openedLike("passes-on-lb-1", "passes-on-lb-1"))).isEqualTo("vip.unmoved");
        assertThat(trial.word(openedLike("passes-on-lb-1", "fails-vip.none-nobody-runs")))
                .isEqualTo("pass");
        assertThat(trial.word(given("passes-on-lb-1"))).isEqualTo("pass");
    }

    @Test
    void what_other_nodes_do_not_know_or_doubt_proves_nothing() {
        String entry = text("fails-vip.arp-permanent-entry", "cp-1");
        Given given = given("fails-vip.arp-permanent-entry");

        assertThat(trial().word(given.text(Facts.neighbours("cp-1"), entry.replace("PERMANENT", "STALE"))))
                .isEqualTo("pass");
        assertThat(trial().word(given.text(Facts.neighbours("cp-1"), entry.replace("PERMANENT", "REACHABLE"))))
                .isEqualTo("vip.arp");
        assertThat(trial().word(given.text(Facts.neighbours("cp-1"), ""))).isEqualTo("pass");
        assertThat(trial().word(given.text(Facts.neighbours("cp-1"), "[{"))).isEqualTo("pass");
        assertThat(trial().word(given.unseen(Facts.neighbours("cp-1"), Reading.Reason.UNREACHABLE)))
                .isEqualTo("pass");
    }

    @Test
    void is_unknown_when_the_addresses_are_not_what_ip_prints() {
        for (String text :
                new String[] {"", "[]", "[{\"ifname\":\"eth1\",\"addr_info\":[]}]", "[{", "Device is not there"}) {
            assertThat(trial().word(given("passes-on-lb-1").text(Facts.addresses("lb-2"), text)))
                    .as(text)
                    .isEqualTo("unknown");
        }
    }

    @Test
    void a_longer_address_is_another_one() {
        String other =
                Objects.requireNonNull(read("passes-on-lb-1", "lb-1")).replace("192.168.56.10\"", "192.168.56.100\"");

        assertThat(trial().word(given("passes-on-lb-1").text(Facts.addresses("lb-1"), other)))
                .isEqualTo("vip.none");
    }

    @Test
    void those_that_may_hold_it_are_among_those_that_are_looked_at() {
        assertThatThrownBy(() -> trial("on", TOPOLOGY.select("lb"), "among", TOPOLOGY.select("cp")))
                .isInstanceOf(FieldProblem.class);
    }

    private static Given openedLike(String name, String opening) {
        Given given = given(name);
        for (String node : new String[] {"lb-1", "lb-2"}) {
            given.atOpening(Facts.addresses(node), read(opening, node));
        }
        return given;
    }

    private static String read(String name, String node) {
        return given(name).snapshot().text(Facts.addresses(node));
    }

    private static String text(String name, String node) {
        return given(name).snapshot().text(Facts.neighbours(node));
    }

    private static Given given(String name) {
        return RecordedNodes.given("vip", name);
    }

    private static Trial trial(Object... fields) {
        Object[] all = fields.length == 0 ? new Object[] {"on", TOPOLOGY.select("lb")} : fields;
        return Trial.in(new Scope("l/t/c", TOPOLOGY, "1.35", false), new VipKind(), all);
    }
}
