package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Claim;
import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiHealthKindTest {
    private static final ApiHealthKind KIND = new ApiHealthKind();
    private static final Fact CA = Facts.file("cp-1", "/etc/kubernetes/pki/ca.crt");
    private static final String READY = Observed.text("api-ready.json");

    private static Claim claim() {
        return Trial.of(KIND, "servers", Trial.servers("cp-1", 6443)).claim();
    }

    private static Fact call() {
        return claim().facts().stream()
                .filter(fact -> fact.source().equals(Fact.WIRE))
                .findFirst()
                .orElseThrow();
    }

    private static Snapshot calling(String answer) {
        return Given.nothing()
                .text(call(), answer)
                .text(CA, Observed.text("ca-file.txt"))
                .snapshot();
    }

    private static String stopped(String stage, String error) {
        return Observed.text("api-refused.json")
                .replace("\"connect\"", '"' + stage + '"')
                .replace("refused", error);
    }

    @Test
    void the_title_names_the_machines() {
        assertThat(claim().title()).isEqualTo("API servers are ready: cp-1");
        assertThat(Trial.of(KIND, "endpoint", new HostPort("k8s-api.lab", 6443))
                        .claim()
                        .title())
                .isEqualTo("API servers are ready: k8s-api.lab:6443");
    }

    @Test
    void is_unknown_when_the_file_of_the_authority_holds_none() {
        Snapshot empty = Given.nothing()
                .text(call(), READY)
                .text(CA, "regular 0644 root root 0 1000.000\n")
                .snapshot();

        assertThat(judge(claim(), empty)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void passes_when_the_server_says_that_it_is_ready() {
        assertThat(judge(claim(), calling(READY))).isEqualTo(Verdict.pass("all ready"));
    }

    @Test
    void fails_when_nothing_listens() {
        assertThat(fails(KIND, claim(), calling(Observed.text("api-refused.json")))
                        .cause())
                .isEqualTo("api.unreachable");
    }

    @ParameterizedTest
    @CsvSource({
        "connect, timed-out, api.unreachable",
        "tls, not-tls, api.not-tls",
        "tls, alert handshake_failure, api.not-tls",
        // seen of a loaded API server: it speaks TLS, only later
        "tls, timed-out, api.no-answer",
        "tls, closed, api.no-answer",
        "http, timed-out, api.no-answer"
    })
    void fails_with_how_far_a_call_came(String stage, String error, String cause) {
        assertThat(fails(KIND, claim(), calling(stopped(stage, error))).cause()).isEqualTo(cause);
    }

    @Test
    void fails_when_the_server_is_not_ready() {
        String notReady = READY.replace("\"status\":200", "\"status\":500").replace("[+]etcd ok", "[-]etcd failed");

        assertThat(fails(KIND, claim(), calling(notReady)))
                .satisfies(m -> assertThat(m.cause()).isEqualTo("api.not-ready"))
                .satisfies(m -> assertThat(m.actual()).contains("status 500", "[-]etcd failed"));
    }

    @Test
    void fails_when_another_ca_signed_the_certificate() {
        Snapshot other = Given.nothing()
                .text(call(), READY)
                .text(CA, Observed.text("other-ca-file.txt"))
                .snapshot();

        assertThat(fails(KIND, claim(), other).cause()).isEqualTo("api.other-ca");
    }

    @Test
    void is_unknown_when_nobody_could_ask() {
        Snapshot nobody = Given.nothing().text(CA, Observed.text("ca-file.txt")).snapshot();

        assertThat(judge(claim(), nobody)).isInstanceOf(Verdict.Unknown.class);
    }
}
