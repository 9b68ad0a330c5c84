package dev.halab.node.ssh;

import dev.halab.machine.SshKeyPair;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// Makes ed25519 key pairs in OpenSSH's own formats, which `ssh` and halab both read.
public final class SshKeys {
    private static final String TYPE = "ssh-ed25519";
    private static final String COMMENT = "halab";
    private static final int RAW_LENGTH = 32;
    private static final int BLOCK = 8;

    private SshKeys() {}

    /// Makes a key pair without a passphrase. The file of the private half must be 0600.
    public static SshKeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // Both encodings end in the 32 raw bytes.
            byte[] seed = lastBytes(pair.getPrivate().getEncoded());
            byte[] point = lastBytes(pair.getPublic().getEncoded());
            byte[] blob = fields(TYPE.getBytes(StandardCharsets.US_ASCII), point);
            String line = TYPE + " " + Base64.getEncoder().encodeToString(blob) + " " + COMMENT;
            return new SshKeyPair(pem(container(blob, secret(seed, point))), line);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java of version 15 or newer makes Ed25519 keys", e);
        }
    }

    /// PROTOCOL.key of OpenSSH: magic, cipher, kdf, its options, number of keys, public key, secret part.
    private static byte[] container(byte[] publicBlob, byte[] secret) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
        bytes.writeBytes(fields(none, none, new byte[0]));
        bytes.writeBytes(new byte[] {0, 0, 0, 1});
        bytes.writeBytes(fields(publicBlob, secret));
        return bytes.toByteArray();
    }

    private static byte[] secret(byte[] seed, byte[] point) {
        var bytes = new ByteArrayOutputStream();
        byte[] check = new byte[4];
        new SecureRandom().nextBytes(check);
        bytes.writeBytes(check);
        bytes.writeBytes(check);
        byte[] both = Arrays.copyOf(seed, 2 * RAW_LENGTH);
        System.arraycopy(point, 0, both, RAW_LENGTH, RAW_LENGTH);
        bytes.writeBytes(fields(
                TYPE.getBytes(StandardCharsets.US_ASCII), point, both, COMMENT.getBytes(StandardCharsets.UTF_8)));
        for (int pad = 1; bytes.size() % BLOCK != 0; pad++) {
            bytes.write(pad);
        }
        return bytes.toByteArray();
    }

    private static byte[] fields(byte[]... fields) {
        try {
            var bytes = new ByteArrayOutputStream();
            var data = new DataOutputStream(bytes);
            for (byte[] field : fields) {
                data.writeInt(field.length);
                data.write(field);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] lastBytes(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
    }

    private static String pem(byte[] key) {
        String body = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }
}
