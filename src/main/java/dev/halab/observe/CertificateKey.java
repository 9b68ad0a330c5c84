package dev.halab.observe;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Tries a certificate key of kubeadm on a value that `kubeadm init phase upload-certs` sealed: AES-256-GCM with a
/// nonce
/// of 12 bytes in front and a tag of 16 bytes behind, the key in hexadecimal.
final class CertificateKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_DIGITS = 64;

    private CertificateKey() {}

    /// Whether `key` opens `sealed`. What it seals is forgotten at once.
    static boolean opens(String key, byte[] sealed) {
        if (key.length() != KEY_DIGITS || !key.chars().allMatch(HexFormat::isHexDigit) || sealed.length < NONCE_BYTES) {
            return false;
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec secret = new SecretKeySpec(HexFormat.of().parseHex(key), "AES");
            cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }
}
