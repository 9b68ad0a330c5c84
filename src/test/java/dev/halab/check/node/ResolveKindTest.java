package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResolveKindTest {
    private static final Fact NAME = Facts.resolve("w-1", "k8s-api.lab");
    private static final Fact HOSTS = Facts.file("w-1", "/etc/hosts");

    @ParameterizedTest
    @CsvSource({
        "192.168.56.10, pass, w-1",
        "192.168.56.11, dns.wrong, w-1:/etc/hosts:3",
        "127.0.1.1, dns.loopback, w-1:/etc/hosts:2"
    })
    void a_name_leads_to_its_address(String address, String word, String where) {
        Given given = Given.nothing()
                .text(NAME, getent(address))
                .file(HOSTS, "127.0.0.1 localhost\n127.0.1.1 w-1 K8s-Api.lab\n192.168.56.11\tk8s-api.lab # cp-1\n");

        assertThat(trial().word(given)).isEqualTo(word);
        if (!word.equals("pass")) {
            assertThat(trial().failure(given).where()).isEqualTo(where);
        }
    }

    @Test
    void fails_when_nothing_knows_the_name() {
        assertThat(trial().word(Given.nothing().status(NAME, 2, "").file(HOSTS, "")))
                .isEqualTo("dns.none");
        assertThat(trial().word(Given.nothing().status(NAME, 1, "").file(HOSTS, "")))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_something_else_than_addresses_came() {
        Given given = Given.nothing().file(HOSTS, "192.168.56.10 k8s-api.lab\n");

        assertThat(trial().word(given.text(NAME, "bash: warning: cannot change locale\n")))
                .isEqualTo("unknown");
        assertThat(trial().word(given.text(NAME, getent("192.168.56.10") + "getent: killed\n")))
                .isEqualTo("unknown");
        assertThat(trial().word(given.text(NAME, getent("192.168.56.10") + "\n")))
                .isEqualTo("pass");
    }

    @Test
    void two_addresses_for_one_name_are_a_conflict() {
        Given given = Given.nothing()
                .text(NAME, getent("192.168.56.10") + getent("192.168.56.11"))
                .file(HOSTS, "192.168.56.10 k8s-api.lab\n192.168.56.11 k8s-api.lab\n");

        assertThat(trial().failure(given).cause()).isEqualTo("dns.conflict");
        assertThat(trial().failure(given).where()).isEqualTo("w-1:/etc/hosts:2");
    }

    @Test
    void a_second_line_that_does_not_count_yet_is_advice() {
        Given given = Given.nothing()
                .text(NAME, getent("192.168.56.10"))
                .file(HOSTS, "192.168.56.10 k8s-api.lab\n192.168.56.11 k8s-api.lab\n");

        assertThat(trial().word(given)).isEqualTo("pass");
        assertThat(trial().claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("more than once");
    }

    @Test
    void a_name_may_come_from_elsewhere_than_the_hosts_file() {
        Given given = Given.nothing().text(NAME, getent("192.168.56.12")).unseen(HOSTS, Reading.Reason.DENIED);

        assertThat(trial().failure(given).where()).isEqualTo("w-1");
        assertThat(trial().claim().advice(given.snapshot())).isEmpty();
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(
                        () -> Trial.of(new ResolveKind(), "on", Trial.nodes("w"), "name", "a b", "to", "192.168.56.10"))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(new ResolveKind(), "on", Trial.nodes("w"), "name", "x", "to", "cp-1"))
                .isInstanceOf(FieldProblem.class);
    }

    private static String getent(String address) {
        return "%s   STREAM k8s-api.lab\n%s   DGRAM  \n%s   RAW    \n".formatted(address, address, address);
    }

    private static Trial trial() {
        return Trial.of(new ResolveKind(), "on", Trial.nodes("w-1"), "name", "k8s-api.lab", "to", "192.168.56.10");
    }
}
