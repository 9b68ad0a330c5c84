package dev.halab.tutor.fault;

import dev.halab.node.Node;
import java.util.function.Function;

/// Time passes for the bootstrap tokens: the Secrets of all that have an expiration go, as the TokenCleaner of
/// kube-controller-manager deletes them. Nothing is kept for a revert: a token that has expired does not come back
/// either.
final class ExpireTokens implements Fault {
    @Override
    public String name() {
        return "token.expire";
    }

    @Override
    public String meaning() {
        return "a day passes for the bootstrap tokens";
    }

    @Override
    public void apply(Function<String, Node> nodes) {
        BootstrapTokens tokens = new BootstrapTokens(nodes.apply("cp-1"));
        tokens.list().stream().filter(ExpireTokens::isMeant).forEach(tokens::delete);
        if (tokens.list().stream().anyMatch(ExpireTokens::isMeant)) {
            throw tokens.notDone("a bootstrap token is still there after it was deleted");
        }
    }

    /// The token behind kubeadm-certs belongs to `certs.expire`: its Secret takes the certificates with it.
    private static boolean isMeant(BootstrapTokens.Token token) {
        return token.expires() && !token.ownsCertificates();
    }
}
