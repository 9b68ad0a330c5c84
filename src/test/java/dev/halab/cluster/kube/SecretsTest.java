package dev.halab.cluster.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Redaction;
import dev.halab.json.Json;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Secrets in the shape of the API; names and values as `kubeadm token list` of 1.34.10 showed them.
final class SecretsTest {
    static final String TOKENS = """
            {"kind":"SecretList","items":[
             {"type":"bootstrap.kubernetes.io/token","metadata":{"name":"bootstrap-token-la4kyk","uid":"u-1",
               "creationTimestamp":"2026-11-23T02:49:45Z"},
              "data":{"token-id":"%s","token-secret":"%s","usage-bootstrap-authentication":"%s",
               "usage-bootstrap-signing":"%s","auth-extra-groups":"%s","expiration":"%s"}},
             {"type":"Opaque","metadata":{"name":"other"},"data":{"token-id":"eA=="}}]}
            """.formatted(
                    base64("la4kyk"),
                    base64("k3djlej3zzh4btz5"),
                    base64("true"),
                    base64("true"),
                    base64("system:bootstrappers:kubeadm:default-node-token"),
                    base64("2026-11-24T02:49:45Z"));

    static final String REDUCED_TOKENS =
            "[{\"id\":\"la4kyk\",\"secretSha256\":\"%s\",\"uid\":\"u-1\",\"created\":\"2026-11-23T02:49:45Z\",\"expiration\":\"2026-11-24T02:49:45Z\",\"usages\":[\"authentication\",\"signing\"],\"groups\":[\"system:bootstrappers:kubeadm:default-node-token\"]}]"
                    .formatted(Redaction.sha256("k3djlej3zzh4btz5"));

    static final String CERTIFICATES = """
            {"kind":"Secret","type":"Opaque","metadata":{"name":"kubeadm-certs","uid":"u-9","resourceVersion":"321",
              "ownerReferences":[{"apiVersion":"v1","kind":"Secret","name":"bootstrap-token-tg1r2i","uid":"u-2"}]},
             "data":{"ca.crt":"%s","sa.key":"","odd":"not base64"}}
            """.formatted(base64("sealed-ca"));

    static final String OWNER = """
            {"kind":"Secret","type":"bootstrap.kubernetes.io/token","metadata":{"uid":"u-2"},
             "data":{"token-id":"%s","token-secret":"%s","description":"%s","expiration":"%s"}}
            """.formatted(
                    base64("tg1r2i"),
                    base64("7mvg48c2weivaz0u"),
                    base64("Proxy for managing TTL for the kubeadm-certs secret"),
                    base64("2026-11-23T04:49:45Z"));

    static final String REDUCED_CERTIFICATES =
            "{\"present\":true,\"keys\":{\"ca.crt\":9,\"sa.key\":0,\"odd\":0},\"uid\":\"u-9\",\"resourceVersion\":\"321\",\"ownerName\":\"bootstrap-token-tg1r2i\",\"ownerUid\":\"u-2\",\"expiration\":\"2026-11-23T04:49:45Z\"}";

    @Test
    void a_token_keeps_its_id_and_a_hash_of_its_secret() {
        String reduced = Secrets.tokens(Json.parse(TOKENS), Optional.empty()).compact();

        assertThat(reduced).isEqualTo(REDUCED_TOKENS).doesNotContain("k3djlej3zzh4btz5");
    }

    @Test
    void a_token_of_the_proxy_has_a_description_and_no_usages() {
        Json token = Secrets.tokens(Json.parse("{\"items\":[" + OWNER + "]}"), Optional.empty())
                .items()
                .getFirst();

        assertThat(token.text("description")).contains("Proxy for managing TTL for the kubeadm-certs secret");
        assertThat(token.items("usages")).isEmpty();
        assertThat(token.compact()).doesNotContain("7mvg48c2weivaz0u");
    }

    @Test
    void uploaded_certificates_keep_names_and_sizes() {
        Json secret = Json.parse(CERTIFICATES);

        assertThat(Secrets.certificates(secret, Optional.of(Json.parse(OWNER)), Optional.empty())
                        .compact())
                .isEqualTo(REDUCED_CERTIFICATES);
        assertThat(Secrets.certificates(secret, Optional.empty(), Optional.empty())
                        .has("expiration"))
                .isFalse();
    }

    @Test
    void a_successor_of_the_owner_says_nothing_of_the_expiration() {
        Json successor = Json.parse(OWNER.replace("u-2", "u-3"));

        assertThat(Secrets.certificates(Json.parse(CERTIFICATES), Optional.of(successor), Optional.empty())
                        .has("expiration"))
                .isFalse();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
