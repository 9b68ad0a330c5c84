package dev.halab.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.cluster.TestPki;
import dev.halab.problem.HalabException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminConfTest {
    private static final TestPki PKI = TestPki.create();
    private static final TestPki.Identity ADMIN = PKI.client(TestPki.rsa(), Duration.ofDays(1));
    private static final String PLAIN = PKI.adminConf(ADMIN);

    @Test
    void takes_the_ca_the_certificate_and_the_key() {
        AdminConf conf = AdminConf.parse(PLAIN);

        assertThat(conf.authorities()).containsExactly(PKI.certificate());
        assertThat(conf.client()).isEqualTo(ADMIN.certificate());
        assertThat(conf.key()).isEqualTo(ADMIN.keys().getPrivate());
        assertThat(conf).hasToString("AdminConf[CN=kubernetes-admin]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-certificate-data:|exec: {command: /bin/sh}|'exec'",
                "client-certificate-data:|auth-provider: {name: gcp}|'auth-provider'",
                "client-certificate-data:|tokenFile: /etc/passwd|'tokenFile'",
                "client-certificate-data:|token: abc|'token'",
                "client-certificate-data:|client-key: /etc/shadow|'client-key'",
                "client-certificate-data:|as: system:masters|'as'",
                "certificate-authority-data:|proxy-url: http://127.0.0.1:1|'proxy-url'",
                "certificate-authority-data:|insecure-skip-tls-verify: true|'insecure-skip-tls-verify'",
                "certificate-authority-data:|certificate-authority: /tmp/ca|'certificate-authority'",
                "certificate-authority-data:|tls-server-name: x|'tls-server-name'",
            })
    void refuses_what_would_reach_further(String before, String added, String named) {
        String conf = PLAIN.replace("    " + before, "    " + added + "\n    " + before);

        assertThatThrownBy(() -> AdminConf.parse(conf)).isInstanceOfSatisfying(HalabException.class, e -> {
            assertThat(e.problem().what()).contains("/etc/kubernetes/admin.conf");
            assertThat(e.problem().why()).contains(named);
            assertThat(e.problem().next()).contains("kubeadm init phase kubeconfig admin");
        });
    }

    @Test
    void refuses_what_is_broken_and_repeats_nothing_of_it() {
        String key = TestPki.encoded(ADMIN.keys().getPrivate());
        for (String broken : new String[] {
            "",
            "[]",
            "{",
            "a: &x 1\nb: *x",
            PLAIN.replace("current-context", "other"),
            PLAIN.replace("user: kubernetes-admin", "user: nobody"),
            PLAIN.replace("client-key-data", "client-certificate-data"),
            PLAIN.replace(key, "not base64 !"),
            PLAIN.replace(key, "AAAA"),
            PLAIN.replaceFirst("certificate-authority-data: .*", "certificate-authority-data: AAAA"),
        }) {
            assertThatThrownBy(() -> AdminConf.parse(broken))
                    .isInstanceOfSatisfying(
                            HalabException.class,
                            e -> assertThat(e.problem().text()).doesNotContain(key));
        }
    }
}
