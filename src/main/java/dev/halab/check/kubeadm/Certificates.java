package dev.halab.check.kubeadm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// Reads X.509 certificates and answers what checks ask of them.
final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private Certificates() {}

    /// The certificates of a PEM text in order; none if there is none or one of them is damaged.
    static List<X509Certificate> read(String pem) {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            return List.of();
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            return List.of();
        }
    }

    /// The sha256 of the SubjectPublicKeyInfo in hexadecimal digits, as `--discovery-token-ca-cert-hash` has it.
    static String publicHash(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The DNS names and addresses of the subject alternative names.
    static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            List<String> names = new ArrayList<>();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.get(0) instanceof Integer type && (type == DNS_NAME || type == ADDRESS)) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
            return names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// The values of an attribute (`CN`, `O`) of the subject; Go puts several into one relative name.
    static List<String> subject(X509Certificate certificate, String attribute) {
        List<String> values = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Attribute found = rdn.toAttributes().get(attribute);
                for (int i = 0; found != null && i < found.size(); i++) {
                    values.add(String.valueOf(found.get(i)));
                }
            }
        } catch (NamingException e) {
            return List.of();
        }
        return values;
    }

    /// Whether `authority` signed `certificate` and is named as its issuer.
    static boolean signed(X509Certificate authority, X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                && signedBy(authority.getPublicKey(), certificate);
    }

    private static boolean signedBy(PublicKey key, X509Certificate certificate) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Whether one of `found` is the authority `wanted`: the same name and key, even if it was issued again.
    static boolean holds(List<X509Certificate> found, X509Certificate wanted) {
        return found.stream()
                .anyMatch(c -> c.getPublicKey().equals(wanted.getPublicKey())
                        && c.getSubjectX500Principal().equals(wanted.getSubjectX500Principal()));
    }

    /// Whether the certificate is made for an extended use; one without any such list is not.
    static boolean isFor(X509Certificate certificate, String oid) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses != null && uses.contains(oid);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
