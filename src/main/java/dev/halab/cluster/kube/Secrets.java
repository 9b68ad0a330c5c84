package dev.halab.cluster.kube;

import dev.halab.fact.Redaction;
import dev.halab.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes of Secrets what facts may say of them.
final class Secrets {
    static final String TOKENS_PATH =
            "/api/v1/namespaces/kube-system/secrets?fieldSelector=type%3Dbootstrap.kubernetes.io%2Ftoken";
    static final String CERTIFICATES_PATH = "/api/v1/namespaces/kube-system/secrets/kubeadm-certs";

    private static final String TOKEN_TYPE = "bootstrap.kubernetes.io/token";

    private Secrets() {}

    /// Where a Secret of kube-system is.
    static String path(String name) {
        return "/api/v1/namespaces/kube-system/secrets/" + name;
    }

    /// The fact `bootstrap-tokens` of a SecretList.
    ///
    /// @param now the server's own time; empty if it did not say
    static Json tokens(Json list, Optional<Instant> now) {
        return Json.array(list.items("items").stream()
                .filter(s -> s.text("type").orElse("").equals(TOKEN_TYPE))
                .map(s -> token(s, now))
                .toList());
    }

    private static Json token(Json secret, Optional<Instant> now) {
        return Json.object()
                .put("id", value(secret, "token-id").orElse(""))
                .put(
                        "secretSha256",
                        Redaction.sha256(value(secret, "token-secret").orElse("")))
                .put("uid", secret.text("metadata", "uid").orElse(""))
                .put("created", secret.text("metadata", "creationTimestamp").orElse(""))
                .putIfPresent("expiration", value(secret, "expiration"))
                .put("usages", Json.strings(usages(secret)))
                .put("groups", Json.strings(groups(secret)))
                .putIfPresent("description", value(secret, "description"))
                .putIfPresent("now", now.map(Instant::toString))
                .build();
    }

    private static List<String> usages(Json secret) {
        List<String> usages = new ArrayList<>();
        for (String usage : List.of("authentication", "signing")) {
            if (value(secret, "usage-bootstrap-" + usage).orElse("").equals("true")) {
                usages.add(usage);
            }
        }
        return usages;
    }

    private static List<String> groups(Json secret) {
        return Arrays.stream(value(secret, "auth-extra-groups").orElse("").split(","))
                .map(String::strip)
                .filter(g -> !g.isEmpty())
                .toList();
    }

    /// The name of the Secret that owns another; when it goes, the other goes too.
    static Optional<String> owner(Json secret) {
        return secret.items("metadata", "ownerReferences").stream()
                .filter(o -> o.text("kind").orElse("").equals("Secret"))
                .findFirst()
                .flatMap(o -> o.text("name"));
    }

    private static Optional<String> ownerUid(Json secret) {
        return secret.items("metadata", "ownerReferences").stream()
                .filter(o -> o.text("kind").orElse("").equals("Secret"))
                .findFirst()
                .flatMap(o -> o.text("uid"));
    }

    /// The fact `kubeadm-certs` where there is no such Secret.
    static Json noCertificates() {
        return Json.object()
                .put("present", false)
                .put("keys", Json.object().build())
                .build();
    }

    /// The fact `kubeadm-certs`.
    ///
    /// @param owner the Secret that owns it; empty if there is none
    /// @param now the server's own time; empty if it did not say
    static Json certificates(Json secret, Optional<Json> owner, Optional<Instant> now) {
        Json.Builder keys = Json.object();
        for (Map.Entry<String, Json> entry : secret.members("data").entrySet()) {
            keys.put(
                    entry.getKey(),
                    decoded(secret, entry.getKey()).map(b -> b.length).orElse(0));
        }
        Optional<String> expiration = owner.filter(
                        o -> o.text("metadata", "uid").equals(ownerUid(secret)))
                .flatMap(o -> value(o, "expiration"));
        return Json.object()
                .put("present", true)
                .put("keys", keys.build())
                .put("uid", secret.text("metadata", "uid").orElse(""))
                .put(
                        "resourceVersion",
                        secret.text("metadata", "resourceVersion").orElse(""))
                .putIfPresent("ownerName", owner(secret))
                .putIfPresent("ownerUid", ownerUid(secret))
                .putIfPresent("expiration", expiration)
                .putIfPresent("now", now.map(Instant::toString))
                .build();
    }

    /// The bytes of an entry; empty if there is none, or if it is not base64.
    static Optional<byte[]> decoded(Json secret, String key) {
        try {
            return secret.text("data", key).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(Json secret, String key) {
        return decoded(secret, key).map(b -> new String(b, StandardCharsets.UTF_8));
    }
}
