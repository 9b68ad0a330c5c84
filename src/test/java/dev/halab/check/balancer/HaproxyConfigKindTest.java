package dev.halab.check.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Mismatch;
import dev.halab.check.Observed;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HaproxyConfigKindTest {
    private static final String PATH = "/etc/haproxy/haproxy.cfg";
    private static final String RUNNING =
            "174 1000.0 /usr/sbin/haproxy\n\t/usr/sbin/haproxy\n\t-Ws\n\t-f\n\t%s\n\t-p\n\t/run/haproxy.pid\n"
                    .formatted(PATH);

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/observed/haproxy-config"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cfg"))
                    .map(name -> name.replaceFirst("\\.cfg$", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
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
            quoteCharacter = '"',
            value = {
                "fails-hap.mode-http-from-defaults | mode tcp in frontend k8s-api | mode http (from defaults, line 8) | 15",
                "fails-hap.mode-http-in-the-backend | mode tcp in backend control-planes | mode http | 20",
                "fails-hap.timeout-short-20s | timeout server of at least 30 s | timeout server 20s (from defaults, line 13) | 19",
                "fails-hap.timeout-short-in-the-frontend | timeout client of at least 30 s | timeout client 10s | 16",
                "fails-hap.timeout-missing-server | timeout server of at least 30 s | backend control-planes has no timeout server | 18",
                "fails-hap.no-check-on-one | 'check' on server cp-3 | server cp-3 is not checked: it gets connections even when it is dead | 27",
                "fails-hap.wrong-port-443 | 192.168.56.12:6443 | server cp-2 has port 443 | 26",
                "fails-hap.l4-only-tcp-check | a check that asks /readyz | the check only asks whether the port is open (option tcp-check) | 21",
                "fails-hap.l4-only-ssl-hello | a check that asks /readyz | the check only asks whether TLS answers (option ssl-hello-chk) | 21",
                "fails-hap.check-expect-string-ok | only status 200 is good | 500 '[+]ping ok' counts as good | 21",
                "fails-hap.idle-server-weight-0 | server cp-2 takes its share of connections | it has weight 0 | 26",
                "fails-hap.bind-loopback | a frontend with 'bind *:6443' | bound: 127.0.0.1:6443 (line 16) | 16",
                "fails-hap.bind-other-port | a frontend with 'bind *:6443' | bound: *:8443 (line 16) | 16",
                "fails-hap.invalid-unknown-keyword | a file that 'haproxy -c -f /etc/haproxy/haproxy.cfg' accepts | parsing [/etc/haproxy/haproxy.cfg:16] : unknown keyword 'binds' in 'frontend' section; did you mean 'bind' maybe ? | 16",
                "fails-hap.missing-server-one | cp-3 (192.168.56.13:6443) in backend control-planes | servers: cp-1 192.168.56.11:6443, cp-2 192.168.56.12:6443 | 19",
                "fails-hap.no-backend-forgotten | 'default_backend' in frontend k8s-api | it sends connections to no backend; backend control-planes (line 18) is used by nobody | 15"
            })
    void a_failure_names_what_is_there_and_its_line(String name, String expected, String actual, int line) {
        assertThat(trial().failure(given(name)))
                .isEqualTo(new Mismatch(
                        trial().failure(given(name)).cause(), expected, actual, "lb-1:%s:%d".formatted(PATH, line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passes-balance-source | balance source",
                "passes-35s-timeouts | timeout server 35s",
                "passes-35s-timeouts | timeout client 35s",
                "passes-without-stats-socket | stats socket",
                "passes-warnings-only | option forwardfor",
                "passes-a-server-twice | twice",
                "passes-appended-to-debians-file | timeout client"
            })
    void what_is_right_but_unwise_is_advice(String name, String said) {
        assertThat(trial().claim().advice(given(name).snapshot())).anyMatch(advice -> advice.contains(said));
    }

    @ParameterizedTest
    @CsvSource({
        "passes-reference",
        "passes-default-server",
        "passes-tunnel-timeout",
        "fails-hap.invalid-unknown-keyword"
    })
    void what_is_wise_gets_no_advice(String name) {
        assertThat(trial().claim().advice(given(name).snapshot())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, fails-hap.l4-only-tcp-check, pass",
        "tls, fails-hap.l4-only-tcp-check, hap.l4-only",
        "tls, fails-hap.l4-only-handshake, pass",
        "tls, fails-hap.l4-only-ssl-hello, pass",
        "tcp, passes-reference, pass",
        "tcp, fails-hap.check-plain-without-ssl, hap.check-plain"
    })
    void a_task_says_how_much_a_check_must_prove(String probe, String name, String word) {
        Trial trial = Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443), "probe", probe));

        assertThat(trial.word(given(name))).isEqualTo(word);
    }

    @Test
    void the_algorithm_may_matter() {
        Trial trial = Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443), "balance", "leastconn"));

        assertThat(trial.failure(given("passes-reference")).cause()).isEqualTo("hap.balance");
    }

    @Test
    void timeouts_may_have_to_be_longer() {
        Trial trial = Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443)),
                "timeouts",
                Trial.fields("client", Duration.ofHours(1), "server", Duration.ofMinutes(30)));

        assertThat(trial.word(given("passes-reference"))).isEqualTo("pass");
        assertThat(trial.word(given("passes-35s-timeouts"))).isEqualTo("hap.timeout-short");
    }

    @Test
    void fails_when_haproxy_is_not_installed() {
        Given given = given("passes-reference").status(Facts.haproxyVerify("lb-1", PATH), 127, "");

        assertThat(trial().failure(given).cause()).isEqualTo("hap.not-installed");
    }

    @Test
    void fails_when_the_file_is_not_there() {
        Given given = given("passes-reference")
                .status(Facts.haproxyVerify("lb-1", PATH), 1, "[ALERT] Cannot open configuration file/directory")
                .text(Facts.file("lb-1", PATH), "absent");

        assertThat(trial().failure(given).cause()).isEqualTo("hap.no-file");
    }

    @Test
    void fails_when_haproxy_refuses_without_a_word() {
        Given given = given("passes-reference").status(Facts.haproxyVerify("lb-1", PATH), 1, "");

        assertThat(trial().failure(given).actual()).isEqualTo("haproxy -c ended with 1");
    }

    @ParameterizedTest
    @CsvSource({"124", "137"})
    void is_unknown_when_haproxy_does_not_come_to_an_end(int status) {
        assertThat(trial().word(given("passes-reference").status(Facts.haproxyVerify("lb-1", PATH), status, "")))
                .isEqualTo("unknown");
    }

    @Test
    void fails_when_haproxy_runs_with_another_file() {
        Given given = given("passes-reference")
                .text(Facts.processes("lb-1", "haproxy"), RUNNING.replace(PATH, "/etc/haproxy/k8s.cfg"));

        assertThat(trial().failure(given).cause()).isEqualTo("hap.other-file");
        assertThat(trial().failure(given).actual()).contains("/etc/haproxy/k8s.cfg");
    }

    @Test
    void the_verification_of_the_file_is_not_taken_for_a_haproxy_that_runs_with_it() {
        Given given = given("passes-reference")
                .text(
                        Facts.processes("lb-1", "haproxy"),
                        RUNNING.replace(PATH, "/etc/haproxy/k8s.cfg")
                                + "411 1009.0 /usr/sbin/haproxy\n\thaproxy\n\t-c\n\t-V\n\t-f\n\t%s\n".formatted(PATH));

        assertThat(trial().word(given)).isEqualTo("hap.other-file");
    }

    @Test
    void fails_when_a_program_has_only_the_name_of_haproxy() {
        Given given = given("passes-reference")
                .text(
                        Facts.processes("lb-1", "haproxy"),
                        "174 1000.0 /usr/local/sbin/haproxy\n\t/usr/local/sbin/haproxy\n\tTCP-LISTEN:6443,fork\n");

        assertThat(trial().failure(given).cause()).isEqualTo("hap.other-file");
    }

    @Test
    void passes_when_haproxy_does_not_run_yet_or_reads_the_folder() {
        Given given = given("passes-reference");

        assertThat(trial().word(given.text(Facts.processes("lb-1", "haproxy"), "")))
                .isEqualTo("pass");
        assertThat(trial().word(given.text(Facts.processes("lb-1", "haproxy"), RUNNING.replace(PATH, "/etc/haproxy"))))
                .isEqualTo("pass");
    }

    @Test
    void is_unknown_when_the_file_could_not_be_read() {
        assertThat(trial().word(given("passes-reference").unseen(Facts.file("lb-1", PATH), Reading.Reason.DENIED)))
                .isEqualTo("unknown");
    }

    @Test
    void with_two_load_balancers_the_endpoint_is_the_virtual_address() {
        Topology vip = Topology.of("vip", Topology.DEFAULT_PREFIX).orElseThrow();
        Trial trial = Trial.in(
                new Scope("l/t/c", vip, "1.35", false),
                new HaproxyConfigKind(),
                "on",
                vip.select("lb-1"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443)));
        String own = Observed.text("haproxy-config/passes-reference.cfg").replace("*:6443", "192.168.56.8:6443");

        assertThat(trial.word(given("passes-reference"))).isEqualTo("pass");
        assertThat(trial.word(given("passes-reference").file(Facts.file("lb-1", PATH), own)))
                .isEqualTo("hap.bind");
    }

    @ParameterizedTest
    @CsvSource({
        "6443, pass",
        ":6443, pass",
        "*:6443, pass",
        "192.168.56.10:6443, pass",
        "k8s-api.lab:6443, pass",
        ":8443, hap.bind"
    })
    void the_bind_address_can_be_written_in_several_ways(String bind, String word) {
        Trial trial = Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "frontend",
                Trial.fields("bind", bind, "mode", "tcp"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443), "mode", "tcp"));

        assertThat(trial.word(given("passes-reference"))).isEqualTo(word);
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Trial.of(
                        new HaproxyConfigKind(),
                        "on",
                        Trial.nodes("lb"),
                        "frontend",
                        Trial.fields("bind", "api"),
                        "backend",
                        Trial.fields("servers", Trial.servers("cp", 6443))))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(
                        new HaproxyConfigKind(),
                        "on",
                        Trial.nodes("lb"),
                        "backend",
                        Trial.fields("servers", Trial.servers("cp", 6443), "mode", "http")))
                .isInstanceOf(FieldProblem.class);
    }

    static Given given(String name) {
        List<String> verify = Observed.text("haproxy-config/%s.verify".formatted(name))
                .lines()
                .toList();
        String said = String.join("\n", verify.subList(1, verify.size()));
        return Given.nothing()
                .status(
                        Facts.haproxyVerify("lb-1", PATH),
                        Integer.parseInt(verify.getFirst().replace("status ", "")),
                        said)
                .file(Facts.file("lb-1", PATH), Observed.text("haproxy-config/%s.cfg".formatted(name)))
                .file(Facts.file("lb-1", "/etc/hosts"), Observed.text("haproxy-config/hosts.txt"))
                .text(Facts.processes("lb-1", "haproxy"), RUNNING);
    }

    private static Trial trial() {
        return Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443)));
    }
}
