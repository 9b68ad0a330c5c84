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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NginxStreamKindTest {
    private static final String RUNNING =
            "900 1000.0 /usr/sbin/nginx\n\tnginx: master process /usr/sbin/nginx -g daemon on; master_process on;%s\n"
                    + "901 1000.0 /usr/sbin/nginx\n\tnginx: worker process\n";

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/observed/nginx"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".dump"))
                    .map(name -> name.replaceFirst("\\.dump$", ""))
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
            quoteCharacter = '`',
            value = {
                "fails-ngx.no-module-not-loaded | the module of stream{} loaded, as libnginx-mod-stream and modules-enabled do | unknown directive \"stream\" | nginx.conf:2",
                "fails-ngx.http-context-stream-in-conf.d | stream{} outside of http{} | \"stream\" directive is not allowed here | conf.d/k8s.conf:1",
                "fails-ngx.http-context-proxied-in-http | a server in stream{} with 'listen 6443' | the server that listens there is inside http{}: TLS would have to end at nginx | conf.d/k8s.conf:5",
                "fails-ngx.invalid-server-without-port | a configuration that 'nginx -t' accepts | no port in upstream \"192.168.56.11\" | nginx.conf:5",
                "fails-ngx.listen-other-port | a server in stream{} with 'listen 6443' | listen 8443 | nginx.conf:10",
                "fails-ngx.listen-untouched-file | a server in stream{} with 'listen 6443' | there is no stream{} | nginx.conf",
                "fails-ngx.listen-file-not-included | a server in stream{} with 'listen 6443' | stream{} has no server that listens | nginx.conf:3",
                "fails-ngx.port-conflict-http-too | port 6443 for stream{} alone | a server in http{} has 'listen 6443' too | nginx.conf:6",
                "fails-ngx.missing-server-one | cp-3 (192.168.56.13:6443) in upstream apis | servers: 192.168.56.11:6443, 192.168.56.12:6443 | nginx.conf:4",
                "fails-ngx.missing-server-proxied-to-one | cp-2 (192.168.56.12:6443), cp-3 (192.168.56.13:6443) in proxy_pass 192.168.56.11:6443 | servers: 192.168.56.11:6443 | nginx.conf:10",
                "fails-ngx.wrong-port-443 | 192.168.56.12:6443 | server 192.168.56.12:443 | nginx.conf:6",
                "fails-ngx.idle-server-down | server 192.168.56.12:6443 takes its share of connections | it is marked down | nginx.conf:6",
                "fails-ngx.timeout-short-3s | proxy_timeout of at least 30 s | proxy_timeout 3s | nginx.conf:10",
                "fails-ngx.timeout-short-inherited | proxy_timeout of at least 30 s | proxy_timeout 29999ms | nginx.conf:4",
                "fails-ngx.connect-timeout-default | proxy_connect_timeout of at most 10 s | 60 s, as nothing is said | nginx.conf:9",
            })
    void a_failure_names_what_is_there_and_its_line(String name, String expected, String actual, String place) {
        Mismatch mismatch = trial().failure(given(name));

        assertThat(mismatch).isEqualTo(new Mismatch(mismatch.cause(), expected, actual, "lb-1:/etc/nginx/" + place));
    }

    @Test
    void a_server_that_stands_twice_is_advice() {
        Given given = changed(
                "passes-reference", "server 192.168.56.13:6443;", "server 192.168.56.13:6443; server cp-3:6443;");

        assertThat(trial().word(given)).isEqualTo("pass");
        assertThat(trial().claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("stands twice");
        assertThat(trial().claim().advice(given("passes-reference").snapshot())).isEmpty();
        assertThat(trial().claim()
                        .advice(given("fails-ngx.no-upstream-no-proxy-pass").snapshot()))
                .isEmpty();
        assertThat(trial().claim().advice(given("fails-ngx.invalid-brace").snapshot()))
                .isEmpty();
    }

    @Test
    void fails_when_nginx_is_not_installed() {
        assertThat(trial().word(given("passes-reference").said(Facts.nginxConfig("lb-1"), 127, "", "")))
                .isEqualTo("ngx.not-installed");
    }

    @Test
    void fails_when_nginx_runs_with_another_file() {
        Given given = given("passes-reference")
                .text(Facts.processes("lb-1", "nginx"), RUNNING.formatted(" -c /etc/nginx/k8s.conf"));

        assertThat(trial().failure(given).cause()).isEqualTo("ngx.other-file");
        assertThat(trial().failure(given).actual()).contains("/etc/nginx/k8s.conf");
    }

    @Test
    void passes_when_nginx_does_not_run_yet_or_names_the_file_that_it_would_read() {
        Given given = given("passes-reference");

        assertThat(trial().word(given.text(Facts.processes("lb-1", "nginx"), "")))
                .isEqualTo("pass");
        assertThat(trial().word(given.text(
                        Facts.processes("lb-1", "nginx"), RUNNING.formatted(" -c /etc/nginx/nginx.conf"))))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({"124", "125", "137"})
    void is_unknown_when_nginx_could_not_be_asked(int status) {
        assertThat(trial().word(given("passes-reference").said(Facts.nginxConfig("lb-1"), status, "", "")))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_it_was_not_nginx_that_failed() {
        String error = "unshare: unshare failed: Operation not permitted";

        assertThat(trial().word(given("passes-reference").said(Facts.nginxConfig("lb-1"), 1, "", error)))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream { | # configuration file /etc/nginx/nginx.conf:",
                "events {} | events {",
                "events {} | events {}}",
                "proxy_timeout 10m; | proxy_timeout soon;"
            })
    void is_unknown_when_the_text_is_not_what_nginx_prints(String there, String instead) {
        assertThat(trial().word(changed("passes-reference", there, instead))).isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_the_hosts_file_could_not_be_read() {
        assertThat(trial().word(given("passes-names-from-hosts")
                        .unseen(Facts.file("lb-1", "/etc/hosts"), Reading.Reason.DENIED)))
                .isEqualTo("unknown");
    }

    @Test
    void with_two_load_balancers_the_endpoint_is_the_virtual_address() {
        Topology vip = Topology.of("vip", Topology.DEFAULT_PREFIX).orElseThrow();
        Trial trial = Trial.in(
                new Scope("l/t/c", vip, "1.35", false),
                new NginxStreamKind(),
                "on",
                vip.select("lb-1"),
                "servers",
                Trial.servers("cp", 6443));

        assertThat(trial.word(given("passes-reference"))).isEqualTo("pass");
        assertThat(trial.word(changed("passes-reference", "listen 6443", "listen 192.168.56.8:6443")))
                .isEqualTo("ngx.listen");
    }

    @Test
    void a_task_says_where_and_for_how_long() {
        Trial trial = Trial.of(
                new NginxStreamKind(),
                "on",
                Trial.nodes("lb"),
                "listen",
                ":8443",
                "servers",
                Trial.servers("cp", 6443),
                "proxyTimeout",
                Duration.ofMinutes(5),
                "connectTimeout",
                Duration.ofSeconds(1));

        assertThat(trial.word(given("passes-reference"))).isEqualTo("ngx.listen");
        assertThat(trial.word(given("fails-ngx.listen-other-port"))).isEqualTo("pass");
        assertThat(trial.word(changed("fails-ngx.listen-other-port", "10m", "4m")))
                .isEqualTo("ngx.timeout-short");
        assertThat(trial.word(changed(
                        "fails-ngx.listen-other-port", "proxy_connect_timeout 1s", "proxy_connect_timeout 1500ms")))
                .isEqualTo("ngx.connect-timeout");
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Trial.of(
                        new NginxStreamKind(),
                        "on",
                        Trial.nodes("lb"),
                        "listen",
                        "api",
                        "servers",
                        Trial.servers("cp", 6443)))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(
                        new NginxStreamKind(),
                        "on",
                        Trial.nodes("lb"),
                        "connectTimeout",
                        Duration.ZERO,
                        "servers",
                        Trial.servers("cp", 6443)))
                .isInstanceOf(FieldProblem.class);
    }

    private static Given changed(String name, String there, String instead) {
        String text = printed(name);
        assertThat(text).contains(there);
        return given(name).said(Facts.nginxConfig("lb-1"), 0, text.replace(there, instead), "");
    }

    private static String printed(String name) {
        String whole = Observed.text("nginx/%s.dump".formatted(name));
        return whole.substring(whole.indexOf("\n\n") + 2);
    }

    static Given given(String name) {
        String whole = Observed.text("nginx/%s.dump".formatted(name));
        int first = whole.indexOf('\n');
        int status = Integer.parseInt(whole.substring("status ".length(), first));
        String error = whole.substring(first + 1, whole.indexOf("\n\n") + 1);
        return Given.nothing()
                .said(Facts.nginxConfig("lb-1"), status, printed(name), error)
                .file(Facts.file("lb-1", "/etc/hosts"), Observed.text("nginx/hosts.txt"))
                .text(Facts.processes("lb-1", "nginx"), RUNNING.formatted(""));
    }

    private static Trial trial() {
        return Trial.of(new NginxStreamKind(), "on", Trial.nodes("lb"), "servers", Trial.servers("cp", 6443));
    }
}
