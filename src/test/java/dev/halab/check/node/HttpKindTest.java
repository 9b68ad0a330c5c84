package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpKindTest {
    private static final HttpKind KIND = new HttpKind();
    private static final HttpCase READY = HttpCase.named("passes-ready");
    private static final HttpCase REFUSED = HttpCase.named("fails-http.refused-nothing-listens");
    private static final HttpCase FAILING = HttpCase.named("fails-http.status-etcd-failed");

    static List<HttpCase> cases() {
        return HttpCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_was_recorded_is_judged_as_its_name_says(HttpCase each) {
        String word = each.trial().word(each.recorded());

        if (each.name().startsWith("fails-")) {
            String rest = each.name().substring("fails-".length());
            assertThat(rest)
                    .satisfiesAnyOf(
                            r -> assertThat(r).isEqualTo(word),
                            r -> assertThat(r).startsWith(word + "-"));
        } else {
            assertThat(word).isEqualTo(each.name().startsWith("passes-") ? "pass" : "unknown");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown-host, http.unknown-name",
        "timed-out, http.timeout",
        "no-route, http.timeout",
    })
    void fails_with_what_ended_a_connection_that_never_opened(String error, String cause) {
        String text =
                Observed.text("http/fails-http.refused-nothing-listens.json").replace("\"refused\"", '"' + error + '"');

        assertThat(REFUSED.trial().failure(REFUSED.answering(text)).cause()).isEqualTo(cause);
    }

    @Test
    void says_first_what_the_api_server_says_is_failing() {
        assertThat(FAILING.trial().failure(FAILING.recorded()).actual())
                .isEqualTo("status 500: [-]etcd failed: reason withheld");
    }

    @Test
    void says_first_what_a_short_answer_says() {
        HttpCase redirect = HttpCase.named("fails-http.status-redirect-to-the-right-page");

        assertThat(redirect.trial().failure(redirect.recorded()).actual()).isEqualTo("status 302: ok");
    }

    @ParameterizedTest
    @CsvSource({
        "tls-wants-a-certificate, 'refused with the alert certificate_required, which asks for a client certificate'",
        "tls-wants-a-certificate-in-the-handshake, refused with the alert handshake_failure",
        "tls-only-of-old, refused with the alert protocol_version",
    })
    void says_by_which_alert_it_is_refused(String name, String said) {
        HttpCase refused = HttpCase.named("fails-http." + name);

        assertThat(refused.trial().failure(refused.recorded()).actual()).isEqualTo(said);
    }

    @Test
    void fails_when_tls_cannot_be_agreed_on() {
        HttpCase closed = HttpCase.named("fails-http.closed-at-once");
        String text = Observed.text("http/" + closed.name() + ".json")
                .replaceFirst("\"error\":\"[^\"]+\"", "\"error\":\"No appropriate protocol\"");

        assertThat(closed.trial().failure(closed.answering(text)).cause()).isEqualTo("http.tls");
    }

    /// A server that closes after its greeting has shown its certificate all the same.
    @Test
    void a_foreign_certificate_is_told_before_a_missing_answer() {
        HttpCase foreign = HttpCase.all().stream()
                .filter(c -> c.name().startsWith("fails-http.other-ca"))
                .findFirst()
                .orElseThrow();
        String text = Observed.text("http/" + foreign.name() + ".json")
                .replace("\"stage\":\"done\"", "\"stage\":\"http\",\"error\":\"closed\"");

        assertThat(foreign.trial().failure(foreign.answering(text)).cause()).isEqualTo("http.other-ca");
    }

    @Test
    void an_answer_without_the_line_is_shown_as_far_as_it_fits() {
        assertThat(saying("first\\nlast")).isEqualTo("no such line: first");
        assertThat(saying("\\n\\nlast")).isEqualTo("no such line: last");
        assertThat(saying("")).isEqualTo("an empty body");
        assertThat(saying("x".repeat(120))).isEqualTo("no such line: " + "x".repeat(120));
        assertThat(saying("x".repeat(121))).isEqualTo("no such line: " + "x".repeat(120) + "…");
    }

    private static String saying(String body) {
        String text = Observed.text("http/passes-ready.json")
                .replaceFirst("\"body\":\"[^\"]*\"", "\"body\":\"" + body.replace("\\", "\\\\") + "\"");
        return Trial.of(KIND, "url", READY.url(), "bodyHas", List.of("ready"))
                .failure(READY.answering(text))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJSUzI1NiJ9abc.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2ln", "abcdef.0123456789abcdef", " "})
    void a_line_that_could_not_match_is_refused(String line) {
        assertThatThrownBy(() -> Trial.of(KIND, "url", "https://cp-1:6443/", "bodyHas", List.of(line)))
                .isInstanceOf(FieldProblem.class);
    }

    @Test
    void fails_when_no_control_plane_has_a_ca() {
        Given given = Given.at(HttpCase.AT).text(READY.call(), Observed.text("http/passes-ready.json"));
        Trial.nodes("cp").forEach(n -> given.text(Facts.file(n.name(), "/etc/kubernetes/pki/ca.crt"), "absent\n"));

        assertThat(READY.trial().word(given)).isEqualTo("http.no-ca");
    }

    @Test
    void is_unknown_when_no_control_plane_could_be_read() {
        Given given = Given.at(HttpCase.AT).text(READY.call(), Observed.text("http/passes-ready.json"));
        Trial.nodes("cp")
                .forEach(n ->
                        given.unseen(Facts.file(n.name(), "/etc/kubernetes/pki/ca.crt"), Reading.Reason.UNREACHABLE));

        assertThat(READY.trial().word(given)).isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_nobody_could_ask() {
        assertThat(READY.trial().word(Given.at(HttpCase.AT).unseen(READY.call(), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_the_certificate_was_lost() {
        String text = Observed.text("http/passes-ready.json").replaceFirst("\"certificate\":\"[^\"]+\",", "");

        assertThat(READY.trial().word(READY.answering(text))).isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_no_connection_was_made() {
        String none = "{\"via\":\"w-1\",\"server\":\"192.168.56.11:6443\",\"certificates\":{},\"connections\":[]}";

        assertThat(READY.trial().word(READY.answering(none))).isEqualTo("unknown");
    }

    @Test
    void a_line_that_takes_too_long_to_compare_is_not_missing() {
        String text = Observed.text("http/passes-ready.json")
                .replaceFirst("\"body\":\"[^\"]*\"", "\"body\":\"%s\"".formatted("a".repeat(2000)));
        Trial slow = Trial.of(KIND, "url", READY.url(), "bodyHas", List.of("re:.*a.*a.*a.*b"));
        Trial quick = Trial.of(KIND, "url", READY.url(), "bodyHas", List.of("re:a+b"));

        assertThat(slow.word(READY.answering(text))).isEqualTo("unknown");
        assertThat(quick.word(READY.answering(text))).isEqualTo("http.body");
    }

    @Test
    void a_late_line_of_a_body_that_is_whole_is_missing() {
        HttpCase late = HttpCase.named("unknown-a-late-line-of-a-long-body");
        String whole = Observed.text("http/" + late.name() + ".json").replace("\"cut\":true,", "");

        assertThat(late.trial().word(late.answering(whole))).isEqualTo("http.body");
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'https://cp-1:6443/readyz', 192.168.56.11, 6443, /readyz",
        "node, 'https://192.168.56.12:6443', 192.168.56.12, 6443, /",
        "endpoint, 'https://K8S-api.lab/readyz?verbose', k8s-api.lab, 443, /readyz?verbose",
        "address, 'http://192.168.56.10/', 192.168.56.10, 80, /",
    })
    void the_host_is_one_of_the_lab(String what, String url, String host, int port, String path) {
        HttpUrl read = HttpUrl.of(url, Trial.STANDARD);

        assertThat(read.host()).as(what).isEqualTo(host);
        assertThat(read.port()).isEqualTo(port);
        assertThat(read.path()).isEqualTo(path);
    }

    @Test
    void the_virtual_address_has_a_word_where_there_is_one() {
        Topology vip = Topology.of("vip", "192.168.56").orElseThrow();

        assertThat(HttpUrl.of("https://vip:6443/readyz", vip).host()).isEqualTo("192.168.56.10");
        assertThatThrownBy(() -> HttpUrl.of("https://vip:6443/readyz", Trial.STANDARD))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("no virtual address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "https://192.168.57.11:6443/readyz",
                "https://192.168.56.99:6443/readyz",
                "https://127.0.0.1:6443/readyz",
                "https://localhost:6443/readyz",
                "https://cp-1.example.org/",
                "https://cp-9:6443/",
                "https://169.254.169.254/latest/meta-data",
            })
    void another_host_is_refused(String url) {
        assertThatThrownBy(() -> HttpUrl.of(url, Trial.STANDARD))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("no node of the lab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp-1:6443/readyz",
                "ftp://cp-1/",
                "https://user@cp-1/",
                "https://cp-1@example.org/",
                "https://cp-1:0/",
                "https://cp-1:65536/",
                "https://cp-1:6443/a b",
                "https://cp-1:6443/a\r\nX: y",
                "https://cp-1:6443/#fragment",
                "https://cp-1\\@example.org/",
                "https:///readyz",
            })
    void what_is_no_plain_url_is_refused(String url) {
        assertThatThrownBy(() -> HttpUrl.of(url, Trial.STANDARD)).isInstanceOf(FieldProblem.class);
    }

    @Test
    void a_misspelt_node_is_guessed() {
        assertThatThrownBy(() -> HttpUrl.of("https://cp1:6443/", Trial.STANDARD))
                .hasMessageContaining("cp-1");
    }

    @Test
    void the_last_port_is_one() {
        assertThat(HttpUrl.of("https://cp-1:65535/", Trial.STANDARD).port()).isEqualTo(65535);
    }

    @Test
    void without_tls_there_is_no_certificate_to_claim() {
        Fields tls = new Fields(Map.of("san", "cp-1"));

        assertThatThrownBy(() -> Trial.of(KIND, "url", "http://cp-1/", "tls", tls))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("shows no certificate");
    }

    @Test
    void without_tls_no_ca_is_read() {
        Scope scope = new Scope("lab/task/check", Trial.STANDARD, "1.35", false);

        assertThat(KIND.claim(Trial.fields("url", "http://lb-1:8404/stats"), scope)
                        .facts())
                .containsExactly(Facts.http("http", "192.168.56.10", 8404, "/stats"));
    }
}
