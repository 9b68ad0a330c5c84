package dev.halab.node.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/// Accepts one host key, that of the machine which the provider made, and remembers another that was shown instead.
final class PinnedHostKey implements HostKeyVerifier {
    private final String type;
    private final byte[] blob;
    private volatile byte[] refused = new byte[0];

    /// @param hostKey as in known_hosts without the host: `ssh-ed25519 AAAA…`
    PinnedHostKey(String hostKey) {
        String[] words = hostKey.strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("A host key is its type and its base64, not '%s'".formatted(hostKey));
        }
        this.type = words[0];
        this.blob = Base64.getDecoder().decode(words[1]);
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        byte[] shown = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        if (Arrays.equals(shown, blob)) {
            return true;
        }
        refused = shown;
        return false;
    }

    /// Asks the server for a key of the pinned type: it may have several.
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return type.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa") : List.of(type);
    }

    String fingerprint() {
        return fingerprint(blob);
    }

    /// The fingerprint of the key that was shown instead, if one was.
    Optional<String> refusedFingerprint() {
        byte[] shown = refused;
        return shown.length == 0 ? Optional.empty() : Optional.of(fingerprint(shown));
    }

    /// As `ssh-keygen -l` prints it.
    private static String fingerprint(byte[] blob) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
