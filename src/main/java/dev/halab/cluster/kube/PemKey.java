package dev.halab.cluster.kube;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key in PEM as kubeadm writes them: PKCS#1 (`RSA PRIVATE KEY`), SEC 1 (`EC PRIVATE KEY`) or PKCS#8.
/// Java reads PKCS#8 alone, so the other two are wrapped in it.
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

    private static final byte[] VERSION = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final byte[] P_256 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final byte[] P_384 = HexFormat.of().parseHex("06052b81040022");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private PemKey() {}

    /// @throws GeneralSecurityException if it is no such key
    static PrivateKey read(byte[] pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new InvalidKeySpecException("no private key in PEM");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("its base64 is broken", e);
        }
        return switch (block.group(1)) {
            case "RSA " -> key("RSA", element(SEQUENCE, VERSION, RSA, element(OCTETS, der)));
            case "EC " ->
                key("EC", element(SEQUENCE, VERSION, element(SEQUENCE, EC, curve(der)), element(OCTETS, der)));
            default -> pkcs8(der);
        };
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        boolean elliptic = HexFormat.of().formatHex(der).contains(HexFormat.of().formatHex(EC));
        return key(elliptic ? "EC" : "RSA", der);
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /// The curve follows from the length of the private value, which stands after the version. Whether the key
    /// names it
    /// too depends on who wrote it; kubeadm makes P-256 and P-384.
    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        int at = sec1.length > 1 && sec1[1] < 0 ? 2 + (sec1[1] & 0x7f) : 2;
        int length = at + 4 < sec1.length && sec1[at + 3] == OCTETS ? sec1[at + 4] : 0;
        return switch (length) {
            case 32 -> P_256.clone();
            case 48 -> P_384.clone();
            default -> throw new InvalidKeySpecException("it is neither of P-256 nor of P-384");
        };
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length < 0x80) {
            whole.write(length);
        } else {
            whole.write(0x82);
            whole.write(length >> 8);
            whole.write(length);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
