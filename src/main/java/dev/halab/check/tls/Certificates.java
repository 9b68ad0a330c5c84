package dev.halab.check.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// X.509 certificates out of PEM text.
public final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /// The certificates in `pem`, in order; empty if there is none that can be read.
    public static List<X509Certificate> read(String pem) {
        int begin = pem.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            return List.of();
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            byte[] bytes = pem.substring(begin).getBytes(StandardCharsets.US_ASCII);
            List<X509Certificate> all = new ArrayList<>();
            for (var certificate : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
                if (certificate instanceof X509Certificate x509) {
                    all.add(x509);
                }
            }
            return all;
        } catch (CertificateException e) {
            return List.of();
        }
    }

    /// The first certificate in `pem`.
    public static Optional<X509Certificate> first(String pem) {
        return read(pem).stream().findFirst();
    }

    /// Whether `issuer` signed `certificate`, by name and by signature.
    public static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Whether one of `found` is the authority `wanted`: the same name and key, even if it was issued again.
    public static boolean hold(List<X509Certificate> found, X509Certificate wanted) {
        return found.stream()
                .anyMatch(c -> c.getPublicKey().equals(wanted.getPublicKey())
                        && c.getSubjectX500Principal().equals(wanted.getSubjectX500Principal()));
    }

    /// The values of an attribute (`CN`, `O`) of the subject; Go puts several into one relative name.
    public static List<String> subject(X509Certificate certificate, String attribute) {
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

    /// Whether the certificate is made for an extended use; one without any such list is not.
    public static boolean madeFor(X509Certificate certificate, String oid) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses != null && uses.contains(oid);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /// Names and addresses that the certificate is for (subject alternative names), names in lower case.
    public static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS)) {
                        names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    /// The sha256 of the SubjectPublicKeyInfo (DER) in hex: what `--discovery-token-ca-cert-hash` pins, and what
    /// `key` facts name `public`.
    public static String publicHash(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    /// The sha256 of some bytes in hex.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
