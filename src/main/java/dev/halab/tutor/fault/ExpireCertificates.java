package dev.halab.tutor.fault;

import dev.halab.node.Node;
import java.util.function.Function;

/// Time passes for the uploaded certificates: the token that owns the Secret kubeadm-certs goes, and the Secret with
/// it.
/// Nothing is kept for a revert: `kubeadm init phase upload-certs` makes new ones, which is what the task teaches.
final class ExpireCertificates implements Fault {
    private static final String SECRET = "kubeadm-certs";

    @Override
    public String name() {
        return "certs.expire";
    }

    @Override
    public String meaning() {
        return "two hours pass for the uploaded certificates";
    }

    @Override
    public void apply(Function<String, Node> nodes) {
        BootstrapTokens tokens = new BootstrapTokens(nodes.apply("cp-1"));
        tokens.list().stream().filter(BootstrapTokens.Token::ownsCertificates).forEach(tokens::delete);
        // the garbage collector would do it in its own time
        tokens.deleteSecret(SECRET);
        if (tokens.exists(SECRET)) {
            throw tokens.notDone("the Secret kubeadm-certs is still there after it was deleted");
        }
    }
}
