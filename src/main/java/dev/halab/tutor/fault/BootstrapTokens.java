package dev.halab.tutor.fault;

import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The bootstrap-token Secrets of a cluster, through kubectl on its first control plane; their secret parts are never
/// asked for.
final class BootstrapTokens {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String KUBECTL =
            "/usr/bin/sudo -n /usr/bin/kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=20s -n kube-system ";

    /// kubeadm ties the lifetime of kubeadm-certs to a token of this description (copycerts.go).
    private static final String PROXY = "Proxy for managing TTL for the kubeadm-certs secret";

    private final Node node;

    BootstrapTokens(Node node) {
        this.node = node;
    }

    /// A token Secret.
    ///
    /// @param name of the Secret: `bootstrap-token-abcdef`
    /// @param expires whether it has an expiration at all; the TokenCleaner never touches one that has none
    /// @param ownsCertificates whether the Secret kubeadm-certs lives and dies with it
    record Token(String name, boolean expires, boolean ownsCertificates) {}

    List<Token> list() {
        String template = "{range .items[*]}{.metadata.name}{\"\\t\"}{.data.expiration}{\"\\t\"}{.data.description}"
                + "{\"\\n\"}{end}";
        String out = kubectl(
                "get secrets --field-selector type=bootstrap.kubernetes.io/token -o jsonpath='%s'".formatted(template));
        List<Token> tokens = new ArrayList<>();
        for (String line : out.lines().filter(l -> !l.isBlank()).toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 3 || !parts[0].matches("[a-z0-9.-]+")) {
                throw notDone("kubectl printed a line that halab does not know: '%s'".formatted(line));
            }
            tokens.add(
                    new Token(parts[0], !parts[1].isEmpty(), decoded(parts[2]).startsWith(PROXY)));
        }
        return tokens;
    }

    void delete(Token token) {
        deleteSecret(token.name());
    }

    void deleteSecret(String name) {
        kubectl("delete secret %s --ignore-not-found --timeout=30s".formatted(name));
    }

    boolean exists(String secret) {
        return !kubectl("get secret %s --ignore-not-found -o name".formatted(secret))
                .isBlank();
    }

    HalabException notDone(String why) {
        return HalabException.of(new Problem(
                "The task could not be opened: what it wants broken is not broken", why, "halab start, once more"));
    }

    private String kubectl(String arguments) {
        Outcome outcome = node.run(new Command(Command.User.HALAB, KUBECTL + arguments, "", LIMIT));
        if (outcome.status() != 0) {
            String said = outcome.error().lines().reduce((a, b) -> b).orElse("no message");
            throw notDone("kubectl on %s ended with status %d: %s".formatted(node.name(), outcome.status(), said));
        }
        return outcome.out();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
