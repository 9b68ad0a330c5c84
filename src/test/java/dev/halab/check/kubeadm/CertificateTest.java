package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Trial;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {
    private static final String PATH = "/etc/kubernetes/pki/apiserver.crt";
    private static final String KEY = "/etc/kubernetes/pki/apiserver.key";
    private static final Fact FILE = Facts.certificates("cp-1", PATH);
    private static final Fact WIRE = Facts.https("192.168.56.11", 6443, "/readyz", 1);

    private static Trial trial(Object... more) {
        Object[] fields = new Object[4 + more.length];
        fields[0] = "on";
        fields[1] = Trial.nodes("cp-1");
        fields[2] = "path";
        fields[3] = PATH;
        System.arraycopy(more, 0, fields, 4, more.length);
        return Trial.of(CertificateClaim.KIND, fields);
    }

    private static Given file(String name) {
        return file(name, Recorded.NOW);
    }

    private static Given file(String name, Instant now) {
        return Recorded.withCa(Given.at(now), "self-made/ca.crt").file(FILE, Recorded.text("self-made/" + name));
    }

    private static String wire(String name) {
        return Json.object()
                .put("via", "w-1")
                .put(
                        "certificates",
                        Json.object()
                                .put("aa", Recorded.text("self-made/" + name))
                                .build())
                .put(
                        "connections",
                        Json.array(List.of(Json.object()
                                .put("stage", "done")
                                .put("certificate", "aa")
                                .put("status", 200)
                                .build())))
                .build()
                .compact();
    }

    private static String key(String certificate) {
        String hash = Certificates.publicHash(
                Certificates.first(Recorded.text("self-made/" + certificate)).orElseThrow());
        return "regular 0600 root root 1675 1000.0\nsha256 %s\npublic %s\n".formatted("0".repeat(64), hash);
    }

    @Test
    void hashes_the_key_as_kubeadm_printed_it() {
        assertThat(Recorded.text("join-worker.txt"))
                .contains("sha256:"
                        + Certificates.publicHash(
                                Certificates.first(Recorded.text("ca.crt")).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "apiserver-cp-1.crt, pass",
        "apiserver-cp-1-by-address.crt, pass",
        "apiserver-cp-1-no-endpoint.crt, cert.san",
        "apiserver-cp-1-lookalike.crt, cert.san",
        "apiserver-cp-1-other-ca.crt, cert.issuer",
        "node-w-1.crt, cert.san",
    })
    void judges_names_and_issuer(String name, String expected) {
        Trial trial = trial("san", List.of("endpoint", "own", "kubernetes"), "issuedBy", ClusterCa.PATH);

        assertThat(trial.word(file(name))).isEqualTo(expected);
    }

    @Test
    void wants_the_very_name_that_the_task_spells_out() {
        assertThat(trial("san", List.of("k8s-api.lab")).word(file("apiserver-cp-1-by-address.crt")))
                .isEqualTo("cert.san");
    }

    @Test
    void judges_the_leaf_of_a_chain() {
        Given chain = Given.at(Recorded.NOW)
                .file(FILE, Recorded.text("self-made/apiserver-cp-1.crt") + Recorded.text("self-made/ca.crt"));

        assertThat(trial("san", List.of("own")).word(chain)).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T16:00:00Z, pass",
        "2026-11-23T15:00:00Z, cert.future",
        "2027-11-01T00:00:00Z, cert.short",
        "2027-11-24T00:00:00Z, cert.expired",
    })
    void judges_the_time(String now, String expected) {
        Trial trial = trial("validFor", Duration.ofDays(30));

        assertThat(trial.word(file("apiserver-cp-1.crt", Instant.parse(now)))).isEqualTo(expected);
    }

    /// The host woke up with the clock of two days ago; the node's is right, and with it the node made the
    /// certificate.
    @Test
    void judges_by_the_clock_of_the_node() {
        Trial trial = trial("validFor", Duration.ofDays(30));
        Instant wrong = Recorded.NOW.minus(Duration.ofDays(2));
        Given behind = file("apiserver-cp-1.crt", wrong);

        assertThat(trial.word(behind)).isEqualTo("cert.future");
        assertThat(trial.word(behind.text(Facts.clock("cp-1"), Recorded.NOW.getEpochSecond() + ".250 86400.00\n")))
                .isEqualTo("pass");
        assertThat(trial.word(behind.text(Facts.clock("cp-1"), "no time\n"))).isEqualTo("cert.future");
    }

    @Test
    void judges_what_is_shown_by_the_clock_of_the_server() {
        Trial trial = trial("port", 6443L, "validFor", Duration.ofDays(30));
        Instant wrong = Recorded.NOW.minus(Duration.ofDays(2));
        Trial onWire = Trial.of(
                CertificateClaim.KIND, "on", Trial.nodes("cp-1"), "port", 6443L, "validFor", Duration.ofDays(30));
        String dated =
                wire("apiserver-cp-1.crt").replace("\"stage\"", "\"date\":\"Mon, 23 Nov 2026 16:30:00 GMT\",\"stage\"");

        assertThat(onWire.word(Given.at(wrong).text(WIRE, wire("apiserver-cp-1.crt"))))
                .isEqualTo("cert.future");
        assertThat(onWire.word(Given.at(wrong).text(WIRE, dated))).isEqualTo("pass");
        assertThat(trial.word(Given.at(wrong).text(FILE, "absent\n"))).isEqualTo("cert.missing");
    }

    @Test
    void judges_the_key() {
        Trial trial = trial("keyMatches", KEY);
        Fact fact = Facts.key("cp-1", KEY);

        assertThat(trial.word(file("apiserver-cp-1.crt").text(fact, key("apiserver-cp-1.crt"))))
                .isEqualTo("pass");
        assertThat(trial.word(file("apiserver-cp-1.crt").text(fact, key("ca.crt"))))
                .isEqualTo("cert.key");
        assertThat(trial.word(file("apiserver-cp-1.crt").text(fact, "absent\n")))
                .isEqualTo("cert.key");
    }

    @Test
    void judges_the_use() {
        assertThat(trial("eku", "server").word(file("apiserver-cp-1.crt"))).isEqualTo("pass");
        assertThat(trial("eku", "client").word(file("apiserver-cp-1.crt"))).isEqualTo("cert.eku");
        assertThat(trial("eku", "server").word(file("admin.crt"))).isEqualTo("cert.eku");
        assertThat(trial("eku", "server").word(file("ca.crt"))).isEqualTo("cert.eku");
    }

    @Test
    void tells_a_missing_file_from_a_damaged_one() {
        Given damaged = Given.nothing().file(FILE, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThat(trial().word(Given.nothing().text(FILE, "absent\n"))).isEqualTo("cert.missing");
        assertThat(trial().word(damaged)).isEqualTo("cert.unreadable");
        assertThat(trial().word(Given.nothing().text(FILE, "regular 0644 root root 12 1.0\n")))
                .isEqualTo("cert.unreadable");
    }

    @Test
    void fails_while_the_process_shows_an_older_certificate() {
        Trial trial = trial("port", 6443L);

        assertThat(trial.word(file("apiserver-cp-1.crt").text(WIRE, wire("apiserver-cp-1.crt"))))
                .isEqualTo("pass");
        assertThat(trial.word(file("apiserver-cp-1.crt").text(WIRE, wire("apiserver-cp-1-by-address.crt"))))
                .isEqualTo("cert.not-served");
    }

    @Test
    void judges_what_an_endpoint_shows() {
        Trial trial = Trial.of(
                CertificateClaim.KIND,
                "endpoint",
                new HostPort("k8s-api.lab", 6443),
                "san",
                List.of("own"),
                "issuedBy",
                ClusterCa.PATH);
        Fact fact = Facts.https("k8s-api.lab", 6443, "/readyz", 1);
        Given given = file("apiserver-cp-1.crt");

        assertThat(trial.word(given.text(fact, wire("apiserver-cp-1.crt")))).isEqualTo("pass");
        assertThat(trial.word(given.text(fact, wire("apiserver-cp-1-by-address.crt"))))
                .isEqualTo("cert.san");
        assertThat(trial.word(given.text(fact, wire("apiserver-cp-1-other-ca.crt"))))
                .isEqualTo("cert.issuer");
        assertThat(trial.word(given.text(
                        fact, "{\"connections\": [{\"stage\": \"connect\", \"error\": \"Connection refused\"}]}")))
                .isEqualTo("cert.no-tls");
    }

    @Test
    void does_not_know_what_a_server_would_show_that_did_not_answer_in_time() {
        Trial trial =
                Trial.of(CertificateClaim.KIND, "endpoint", new HostPort("k8s-api.lab", 6443), "san", List.of("own"));
        Fact fact = Facts.https("k8s-api.lab", 6443, "/readyz", 1);

        for (String stage : List.of("connect", "tls")) {
            String probe = "{\"connections\": [{\"stage\": \"%s\", \"error\": \"timed-out\"}]}".formatted(stage);
            assertThat(trial.word(file("apiserver-cp-1.crt").text(fact, probe))).isEqualTo("unknown");
        }
    }

    @Test
    void does_not_know_without_a_probe() {
        assertThat(trial("port", 6443L).word(file("apiserver-cp-1.crt"))).isEqualTo("unknown");
        assertThat(trial("port", 6443L).word(file("apiserver-cp-1.crt").text(WIRE, "{\"connections\": []}")))
                .isEqualTo("unknown");
        assertThat(trial().word(Given.nothing().unseen(FILE, Reading.Reason.DENIED)))
                .isEqualTo("unknown");
    }

    @Test
    void refuses_fields_that_say_nothing_together() {
        assertThatThrownBy(() -> Trial.of(CertificateClaim.KIND, "on", Trial.nodes("cp")))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(CertificateClaim.KIND, "path", PATH)).isInstanceOf(FieldProblem.class);
    }
}
