package dev.halab.check.vip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Mismatch;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KeepalivedConfigKindTest {
    private static final String PATH = KeepalivedConfigKind.USUAL;

    static Stream<String> cases() throws IOException {
        return RecordedNodes.cases("keepalived");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_configuration_gets_the_verdict_of_a_teacher(String name) {
        String word = trial().word(given(name));

        if (name.startsWith("fails-")) {
            assertThat(name.substring("fails-".length())).startsWith(word + "-");
        } else {
            assertThat(name).startsWith(word.equals("pass") ? "passes-" : word);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fails-ka.invalid-keyword | a file of which 'keepalived -t' leaves nothing out | Unknown keyword 'virtual_ip' | lb-1:/etc/keepalived/keepalived.conf:23",
                "fails-ka.vip-other | a vrrp_instance with 192.168.56.10 | there: 192.168.56.100 | lb-1:/etc/keepalived/keepalived.conf",
                "fails-ka.interface-nat | interface lab0, which has 192.168.56.8 | lab1 has 10.0.2.15 | lb-1:/etc/keepalived/keepalived.conf:15",
                "fails-ka.interface-unknown | interface lab0, which has 192.168.56.8 | eth7 has no address, or does not exist | lb-1:/etc/keepalived/keepalived.conf:15",
                "fails-ka.vrid-differs | virtual_router_id the same on lb-1 and lb-2 | 51 on lb-1, 52 on lb-2 | lb-2:/etc/keepalived/keepalived.conf:16",
                "fails-ka.auth-differs | authentication the same on lb-1 and lb-2 | the passwords or their types differ | lb-2:/etc/keepalived/keepalived.conf:19",
                "fails-ka.weight-seed | less than 100 on lb-1 when the script fails | 108 is left of 110 with weight -2, and lb-2 has 100 | lb-1:/etc/keepalived/keepalived.conf:17",
                "fails-ka.process-only-killall | a script that asks an API server through the load balancer | it runs: /usr/bin/killall -0 haproxy | lb-1:/etc/keepalived/keepalived.conf:6",
                "fails-ka.script-missing | a script that keepalived can run | Disabling track script chk_api since not found/accessible | lb-1:/etc/keepalived/keepalived.conf:26",
                "fails-ka.no-track-nothing | a track_script | vrrp_instance VI_1 has no track_script | lb-1:/etc/keepalived/keepalived.conf:13",
            })
    void a_failure_names_what_is_there_and_its_line(String name, String expected, String actual, String where) {
        Mismatch mismatch = trial().failure(given(name));

        assertThat(mismatch).isEqualTo(new Mismatch(mismatch.cause(), expected, actual, where));
    }

    @ParameterizedTest
    @CsvSource({
        "process, fails-ka.process-only-killall, pass",
        "process, fails-ka.process-only-track-process, pass",
        "process, fails-ka.script-blind-true, ka.script-blind",
        "port, fails-ka.process-only-pidof, ka.process-only",
        "port, fails-ka.process-only-track-process, ka.process-only",
        "port, fails-ka.port-only-nc, pass",
        "process, fails-ka.no-track-nothing, ka.no-track"
    })
    void a_task_says_how_much_a_script_must_prove(String follows, String name, String word) {
        assertThat(trial("follows", follows).word(given(name))).isEqualTo(word);
    }

    @Test
    void a_task_may_let_priorities_be_the_same() {
        assertThat(trial("distinctPriority", false).word(given("fails-ka.priority-same")))
                .isEqualTo("pass");
    }

    /// Both nodes gain 30 by their script; keepalived goes no higher than 254.
    @ParameterizedTest
    @CsvSource({
        "120, 100, pass",
        "129, 100, pass",
        "130, 100, ka.weight",
        "250, 215, ka.weight",
        "250, 219, ka.weight",
        "250, 221, pass",
        "245, 235, pass"
    })
    void a_script_must_weigh_more_than_the_gap(String one, String other, String word) {
        Given given = given("fails-ka.weight-positive-too-small");
        prioritise(given, "lb-1", "priority 120", "priority " + one);
        prioritise(given, "lb-2", "priority 100", "priority " + other);

        assertThat(trial().word(given)).isEqualTo(word);
    }

    private static void prioritise(Given given, String node, String there, String instead) {
        String text = given.snapshot().text(Facts.keepalivedConfig(node, PATH));
        assertThat(text).contains(there, "weight 10");
        given.text(
                Facts.keepalivedConfig(node, PATH), text.replace(there, instead).replace("weight 10", "weight 30"));
    }

    @Test
    void one_node_alone_is_judged_too() {
        Trial trial = Trial.in(
                new Scope("l/t/c", VipKindTest.TOPOLOGY, "1.35", false),
                new KeepalivedConfigKind(),
                "on",
                VipKindTest.TOPOLOGY.select("lb-1"),
                "vip",
                "192.168.56.10");

        assertThat(trial.word(given("passes-reference"))).isEqualTo("pass");
        assertThat(trial.word(given("fails-ka.script-missing"))).isEqualTo("ka.script");
    }

    @Test
    void fails_when_keepalived_is_not_installed() {
        assertThat(trial().word(given("passes-reference").status(Facts.keepalivedVerify("lb-2", PATH), 127, "")))
                .isEqualTo("ka.not-installed");
    }

    @ParameterizedTest
    @CsvSource({"124", "137", "139", "-1"})
    void is_unknown_when_keepalived_does_not_come_to_an_end(int status) {
        assertThat(trial().word(given("passes-reference").status(Facts.keepalivedVerify("lb-2", PATH), status, "")))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource(Reading.Reason.class)
    void is_unknown_when_a_node_was_not_seen(Reading.Reason reason) {
        for (String node : new String[] {"lb-1", "lb-2"}) {
            assertThat(trial().word(given("passes-reference").unseen(Facts.keepalivedVerify(node, PATH), reason)))
                    .isEqualTo("unknown");
            assertThat(trial().word(given("passes-reference").unseen(Facts.keepalivedConfig(node, PATH), reason)))
                    .isEqualTo("unknown");
            assertThat(trial().word(given("passes-reference").unseen(Facts.addresses(node), reason)))
                    .isEqualTo("unknown");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "vrrp_script chk_api { | ~SEQ(i, 1, 2) vrrp_script chk_api {",
                "global_defs { | $MANY= \\",
                "global_defs { | include keepalived.conf"
            })
    void is_unknown_when_the_files_cannot_be_understood(String there, String instead) {
        assertThat(trial().word(changed(there, instead))).isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_the_text_names_no_file_or_one_that_is_too_long() {
        for (String text : new String[] {"", "unread /etc/keepalived/keepalived.conf\n", "nonsense\n"}) {
            assertThat(trial().word(given("passes-reference").text(Facts.keepalivedConfig("lb-1", PATH), text)))
                    .isEqualTo("unknown");
        }
    }

    @Test
    void two_masters_and_what_keepalived_says_are_advice() {
        assertThat(trial().claim().advice(given("passes-script-not-secure").snapshot()))
                .anyMatch(a -> a.contains("SECURITY VIOLATION"));
        assertThat(trial().claim().advice(given("passes-long-password").snapshot()))
                .anyMatch(a -> a.contains("Truncating auth_pass"));
        assertThat(trial().claim().advice(given("passes-reference").snapshot())).isEmpty();
        assertThat(trial().claim().advice(given("passes-master-and-backup").snapshot()))
                .isEmpty();
        Given both = given("passes-master-and-backup");
        both.text(
                Facts.keepalivedConfig("lb-2", PATH),
                both.snapshot().text(Facts.keepalivedConfig("lb-1", PATH)).replace("101", "100"));
        assertThat(trial().claim().advice(both.snapshot()))
                .singleElement()
                .asString()
                .contains("state MASTER");
    }

    @Test
    void no_password_reaches_a_verdict() {
        Mismatch mismatch = trial().failure(given("fails-ka.auth-differs"));

        assertThat(mismatch.toString()).doesNotContain("labpass", "sha256");
    }

    private static Given changed(String there, String instead) {
        Given given = given("passes-reference");
        String text = given.snapshot().text(Facts.keepalivedConfig("lb-1", PATH));
        assertThat(text).contains(there);
        return given.text(Facts.keepalivedConfig("lb-1", PATH), text.replace(there, instead));
    }

    private static Given given(String name) {
        return RecordedNodes.given("keepalived", name);
    }

    private static Trial trial(Object... more) {
        Object[] fields = new Object[more.length + 2];
        fields[0] = "on";
        fields[1] = VipKindTest.TOPOLOGY.select("lb");
        System.arraycopy(more, 0, fields, 2, more.length);
        return Trial.in(new Scope("l/t/c", VipKindTest.TOPOLOGY, "1.35", false), new KeepalivedConfigKind(), fields);
    }
}
