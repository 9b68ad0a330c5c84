package dev.halab.cluster.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.cluster.TestPki;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemKeyTest {
    @Test
    void reads_the_key_formats_of_kubeadm() throws GeneralSecurityException {
        for (KeyPair pair : new KeyPair[] {TestPki.rsa(), TestPki.elliptic()}) {
            assertThat(read(TestPki.pem(pair.getPrivate()))).isEqualTo(pair.getPrivate());
            assertThat(read(pkcs8(pair.getPrivate()))).isEqualTo(pair.getPrivate());
        }
        assertThat(TestPki.pem(TestPki.rsa().getPrivate())).contains("RSA PRIVATE KEY");
        assertThat(TestPki.pem(TestPki.elliptic().getPrivate())).contains("EC PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIL/oA==\n-----END EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            })
    void refuses_what_is_no_key(String pem) {
        assertThatThrownBy(() -> read(pem)).isInstanceOf(GeneralSecurityException.class);
    }

    private static PrivateKey read(String pem) throws GeneralSecurityException {
        return PemKey.read(pem.getBytes(US_ASCII));
    }

    private static String pkcs8(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
