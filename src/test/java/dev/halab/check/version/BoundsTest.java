package dev.halab.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Claim;
import dev.halab.check.Given;
import dev.halab.check.Kind;
import dev.halab.check.Observed;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BoundsTest {
    private static final Verdict PASS = Verdict.pass("it is so");
    private static final Verdict FAIL = Verdict.fail("stub.wrong", "right", "wrong", "lb-1");
    private static final Fact STAT = Facts.haproxyStat("lb-1", "/etc/haproxy/haproxy.cfg");
    private static final Fact OTHER = Facts.haproxyStat("lb-2", "/etc/haproxy/haproxy.cfg");
    private static final Fact HAPROXY = Facts.version("lb-1", "haproxy");

    private static Verdict haproxy(Verdict verdict, Given given) {
        return Stub.bound("haproxy.state", verdict, STAT, OTHER).judge(given.snapshot());
    }

    private static String line(String version) {
        return "HAProxy version %s 2026/11/01 - https://haproxy.org/\n".formatted(version);
    }

    @Test
    void a_known_version_leaves_every_verdict() {
        Given given = Given.nothing().text(HAPROXY, line("3.2.4-1ppa1~noble"));

        assertThat(haproxy(PASS, given)).isEqualTo(PASS);
        assertThat(haproxy(FAIL, given)).isEqualTo(FAIL);
    }

    @ParameterizedTest
    @CsvSource({"3.3.0, 3.3", "3.4.1-1, 3.4", "2.3.21, 2.3", "1.8.4, 1.8", "4.0, 4.0"})
    void of_an_unknown_version_nothing_is_said(String version, String series) {
        Given given = Given.nothing().text(HAPROXY, line(version));
        Verdict expected = new Verdict.Unknown(
                Reading.Reason.NOT_KNOWN,
                ("not known for HAProxy %s: lb-1 has %s (`haproxy -v`), and halab knows 2.4 to 3.2; "
                                + "use one of these, or a halab that knows %s")
                        .formatted(series, version, series));

        assertThat(haproxy(PASS, given)).isEqualTo(expected);
        assertThat(haproxy(FAIL, given)).isEqualTo(expected);
        assertThat(haproxy(new Verdict.Wait(((Verdict.Fail) FAIL).mismatch()), given))
                .isEqualTo(expected);
    }

    @Test
    void one_place_with_an_unknown_version_is_enough() {
        Given given =
                Given.nothing().text(HAPROXY, line("2.6.12")).text(Facts.version("lb-2", "haproxy"), line("3.4.0"));

        assertThat(haproxy(FAIL, given))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.detail()).contains("lb-2 has 3.4.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | HAProxy, built by hand",
                "0 | not HAProxy version 2.6.12",
                "0 | nginx version: nginx/1.22.1",
                "1 | HAProxy version 2.6.12",
                "124 | ''",
                "0 | ''"
            })
    void a_program_that_tells_no_version_is_unreadable(int status, String said) {
        Verdict verdict = haproxy(PASS, Given.nothing().status(HAPROXY, status, said + "\n"));

        assertThat(verdict)
                .isEqualTo(new Verdict.Unknown(
                        Reading.Reason.UNREADABLE,
                        ("not known for this HAProxy: lb-1 tells no version (`haproxy -v`): '%s'; "
                                        + "see whether that is HAProxy 2.4 to 3.2")
                                .formatted(said)));
    }

    @Test
    void a_version_that_nobody_told_changes_no_verdict() {
        for (Verdict verdict : List.of(PASS, FAIL)) {
            assertThat(haproxy(verdict, Given.nothing())).isEqualTo(verdict);
            for (Reading.Reason reason : Reading.Reason.values()) {
                assertThat(haproxy(verdict, Given.nothing().unseen(HAPROXY, reason)))
                        .isEqualTo(verdict);
            }
        }
    }

    @Test
    void a_program_that_is_not_installed_is_left_to_the_judge() {
        String said = "timeout: failed to run command 'haproxy': No such file or directory\n";

        assertThat(haproxy(FAIL, Given.nothing().status(HAPROXY, 127, said))).isEqualTo(FAIL);
    }

    @Test
    void a_long_answer_is_not_repeated_whole() {
        Verdict verdict = haproxy(PASS, Given.nothing().text(HAPROXY, "x".repeat(5000)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        u -> assertThat(u.detail())
                                .contains("'" + "x".repeat(80) + "…'")
                                .hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hi 1.35.8-1.1 | ",
                "ii 1.33.0-1.1 | ",
                "ii 1.38.0-1.1 | not known for Kubernetes 1.38: cp-1 has 1.38.0-1.1 (the package kubeadm)",
                "ii 1.32.9-1.1 | not known for Kubernetes 1.32: cp-1 has 1.32.9-1.1 (the package kubeadm)",
                "ii new | not known for this Kubernetes: cp-1 tells no version (the package kubeadm): 'new'",
                "rc 1.38.0-1.1 | ",
                "un 1.38.0-1.1 | ",
                "absent | "
            })
    void the_package_tells_the_version_of_kubeadm_if_it_is_installed(String text, @Nullable String said) {
        Claim claim = Stub.bound("kubeadm.config", PASS, Facts.file("cp-1", "/etc/kubernetes/kubeadm.yaml"));
        Given given = Given.nothing().text(Facts.debianPackage("cp-1", "kubeadm"), text + "\n");

        assertSaid(claim, given, said);
    }

    @ParameterizedTest
    @CsvSource({"v1.35.8,", "v1.37.99+k3s1,", "v1.38.0, v1.38.0", "v1.32.0, v1.32.0"})
    void the_api_tells_the_version_of_what_it_says(String version, @Nullable String told) {
        Claim claim = Stub.bound("node", PASS, Facts.nodes());
        String answer = Observed.text("versions/api-version.json").replace("v1.35.8", version);

        assertSaid(
                claim,
                Given.nothing().text(Facts.apiVersion(), answer),
                told == null
                        ? null
                        : "the API server has %s (`GET /version`), and halab knows 1.33 to 1.37".formatted(told));
    }

    @ParameterizedTest
    @CsvSource({"3.6.6,", "3.5.0,", "3.4.23, 3.4", "3.8.0, 3.8"})
    void a_member_of_etcd_tells_its_version(String version, @Nullable String series) {
        Claim claim = Stub.bound("etcd.members", PASS, Facts.etcdMembers("cp-2"));
        String answer = Observed.text("cluster/etcd-status-cp-2.json").replace("3.6.6", version);

        assertSaid(
                claim,
                Given.nothing().text(Facts.etcdStatus("cp-2"), answer),
                series == null ? null : "not known for etcd %s: cp-2 has %s".formatted(series, version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|{}|'{}'", "0|<html>|'<html>'", "0|{\"version\": \"new\"}|'new'", "7|{}|", "58|curl: (58)|"})
    void a_member_that_answers_otherwise_is_unreadable_and_a_silent_one_is_left_to_the_judge(
            int status, String text, @Nullable String quoted) {
        Claim claim = Stub.bound("etcd.members", PASS, Facts.etcdMembers("cp-2"));

        assertSaid(claim, Given.nothing().status(Facts.etcdStatus("cp-2"), status, text), quoted);
    }

    private static void assertSaid(Claim claim, Given given, @Nullable String said) {
        Verdict verdict = claim.judge(given.snapshot());
        if (said == null) {
            assertThat(verdict).isEqualTo(PASS);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Unknown.class, u -> assertThat(u.detail()).contains(said));
        }
    }

    @ParameterizedTest
    @CsvSource({"haproxy, 2.6.12, haproxy.config", "nginx, 1.22.1, nginx.stream", "keepalived, 2.2.7, keepalived.config"
    })
    void what_debian_s_programs_print_is_read(String program, String version, String kind) {
        String text = Observed.text("versions/recorded-%s-%s.txt".formatted(program, version));

        assertThat(told(kind, text)).isEqualTo(version);
    }

    @Test
    void what_other_versions_are_documented_to_print_is_read() {
        Observed.text("versions/documented.txt").lines().forEach(each -> {
            String[] parts = each.split(" ", 3);
            String kind = parts[0].equals("nginx") ? "nginx.stream" : parts[0] + ".config";

            assertThat(told(kind, parts[2] + "\n")).as(each).isEqualTo(parts[1].replaceFirst("\\.0$", ""));
        });
    }

    private static String told(String kind, String text) {
        Witness witness = Witness.of(kind).orElseThrow();
        Told told = witness.told(new Reading.Seen(0, text, "", Given.AT));
        return told instanceof Told.It(Version version, String ignored) ? version.toString() : told.toString();
    }

    @Test
    void other_servers_that_came_of_nginx_are_not_taken_for_it() {
        assertThat(told("nginx.stream", "nginx version: openresty/1.25.3.1\n")).contains("Garbled");
        assertThat(told("nginx.stream", "nginx version: freenginx/1.28.0\n")).contains("Garbled");
        assertThat(told("nginx.stream", "nginx version: nginx/1.27.4 (nginx-plus-r34)\n"))
                .isEqualTo("1.27.4");
    }

    @Test
    void a_bound_claim_asks_each_place_that_it_judges_and_nobody_else() {
        Claim claim = Stub.bound(
                "kubeconfig",
                PASS,
                Facts.kubeconfig("w-1", "/etc/kubernetes/kubelet.conf"),
                Facts.certificates("cp-1", "/etc/kubernetes/pki/ca.crt"),
                Facts.clock("w-1"));

        assertThat(claim.facts()).hasSize(4).contains(Facts.debianPackage("w-1", "kubeadm"));
        assertThat(claim.title()).isEqualTo("it is so");
        assertThat(claim.advice(Given.nothing().snapshot())).containsExactly("think");
    }

    @Test
    void a_kind_that_judges_nothing_that_differs_stays_as_it_is() {
        Kind file = new Stub("file", List.of(), PASS);

        assertThat(Bounds.on(file)).isSameAs(file);
        assertThat(Bounds.sentence("file")).isEmpty();
        assertThat(Bounds.sentence("nginx.stream"))
                .contains(
                        "Known for nginx 1.13.6 and later 1.x, by `nginx -v`; recorded: 1.22.1, documented: the others.");
    }

    @Test
    void a_kind_is_bound_by_one_witness() {
        assertThat(Arrays.stream(Witness.values()).flatMap(w -> w.kinds().stream()))
                .doesNotHaveDuplicates();
    }

    /// For every product and whoever tells its version: the last unknown one, the first and the last known one, and
    /// the
    /// first that is unknown again.
    @ParameterizedTest
    @EnumSource
    void every_border_is_where_the_table_says(Witness witness) {
        List<String> borders = switch (witness.product()) {
            case KUBERNETES -> List.of("1.32.99", "1.33.0", "1.37.99", "1.38.0");
            case HAPROXY -> List.of("2.3.99", "2.4.0", "3.2.99", "3.3.0");
            case NGINX -> List.of("1.13.5", "1.13.6", "1.99.0", "2.0.0");
            case KEEPALIVED -> List.of("2.1.5", "2.2.0", "2.99.0", "3.0.0");
            case ETCD -> List.of("3.4.99", "3.5.0", "3.7.99", "3.8.0");
        };

        assertThat(borders.stream().map(v -> word(witness, v)))
                .as("%s: %s", witness, borders)
                .containsExactly("not-known", "pass", "pass", "not-known");
    }

    private static String word(Witness witness, String version) {
        Fact read = switch (witness) {
            case HAPROXY -> STAT;
            case NGINX -> Facts.nginxConfig("lb-1");
            case KEEPALIVED -> Facts.keepalivedConfig("lb-1", "/etc/keepalived/keepalived.conf");
            case ETCD -> Facts.etcdHealth("cp-1");
            case API -> Facts.tokens();
            case KUBEADM -> Facts.manifests("cp-1");
        };
        String text = switch (witness) {
            case HAPROXY -> line(version);
            case NGINX -> "nginx version: nginx/%s\n".formatted(version);
            case KEEPALIVED -> "Keepalived v%s (01/16,2022)\n".formatted(version);
            case ETCD -> "{\"version\": \"%s\"}".formatted(version);
            case API -> "{\"gitVersion\": \"v%s\"}".formatted(version);
            case KUBEADM -> "ii %s-1.1\n".formatted(version);
        };
        Claim claim = Stub.bound(witness.kinds().getFirst(), PASS, read);
        Given given = Given.nothing().text(witness.fact(read.source()), text);
        return claim.judge(given.snapshot()) instanceof Verdict.Unknown(var reason, var ignored)
                ? reason.word()
                : claim.judge(given.snapshot()).word();
    }

    @Test
    void what_was_recorded_is_known_and_every_product_has_a_source() {
        for (Product product : Product.values()) {
            assertThat(product.source()).isNotBlank();
            assertThat(product.recorded())
                    .isNotEmpty()
                    .allSatisfy(v -> assertThat(product.knows(Version.of(v).orElseThrow()))
                            .as("%s %s", product, v)
                            .isTrue());
        }
    }
}
