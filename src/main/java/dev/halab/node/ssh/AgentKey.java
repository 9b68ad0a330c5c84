package dev.halab.node.ssh;

import dev.halab.machine.SshKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/// Logs in by a key whose private half an SSH agent holds.
final class AgentKey extends AuthPublickey {
    private final Agent agent;
    private final byte[] key;

    private AgentKey(Agent agent, byte[] key, PublicKey half) {
        super(new PublicHalf(half));
        this.agent = agent;
        this.key = key.clone();
    }

    /// Logs `user` in by a key file. If it is a public half, an agent is asked for the other one.
    ///
    /// @throws AgentRefusal if no agent signs
    /// @throws UserAuthException if the server does not take it
    static void logIn(SSHClient client, String user, Path file) throws IOException {
        if (!SshKeyPair.isPublicHalf(file)) {
            client.authPublickey(user, client.loadKeys(file.toString()));
            return;
        }
        Agent agent = Agent.ofEnvironment()
                .orElseThrow(() -> new AgentRefusal(
                        "%s is a public key, and there is no SSH agent that could hold its other half (SSH_AUTH_SOCK)"
                                .formatted(file)));
        client.auth(user, of(agent, file));
    }

    static AgentKey of(Agent agent, Path publicHalf) throws IOException {
        String[] words = Files.readString(publicHalf).strip().split("\\s+");
        try {
            byte[] key = Base64.getDecoder().decode(words.length > 1 ? words[1] : "");
            return new AgentKey(agent, key, new Buffer.PlainBuffer(key).readPublicKey());
        } catch (IllegalArgumentException | Buffer.BufferException e) {
            throw new IOException("%s is no public key of OpenSSH".formatted(publicHalf), e);
        }
    }

    @Override
    protected SSHPacket putSig(SSHPacket request) throws AgentRefusal {
        byte[] signed = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            return request.putString(agent.sign(key, signed, flags(request)));
        } catch (IOException e) {
            throw new AgentRefusal(String.valueOf(e.getMessage()), e);
        }
    }

    /// The algorithm stands in the request (RFC 4252, section 7).
    private static int flags(SSHPacket request) throws Buffer.BufferException {
        Buffer.PlainBuffer copy = new Buffer.PlainBuffer(request.getCompactData());
        copy.readByte();
        copy.readString();
        copy.readString();
        copy.readString();
        copy.readBoolean();
        return switch (copy.readString()) {
            case "rsa-sha2-256" -> 2;
            case "rsa-sha2-512" -> 4;
            default -> 0;
        };
    }

    /// There is no other half here, and nobody asks for it: the agent signs.
    private record PublicHalf(PublicKey key) implements KeyProvider {
        @Override
        public PrivateKey getPrivate() throws IOException {
            throw new IOException("the SSH agent has it");
        }

        @Override
        public PublicKey getPublic() {
            return key;
        }

        @Override
        public KeyType getType() {
            return KeyType.fromKey(key);
        }
    }
}
