package dev.halab.node.ssh;

import net.schmizz.sshj.userauth.UserAuthException;

/// No SSH agent signed with a key whose private half only an agent can have: the server was never shown it.
final class AgentRefusal extends UserAuthException {
    private static final long serialVersionUID = 1L;

    AgentRefusal(String message) {
        super(message);
    }

    AgentRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
