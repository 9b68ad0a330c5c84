package dev.halab.cluster;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A cluster's CA for tests, with certificates of servers and clients as kubeadm makes them.
public final class TestPki {
    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestPki(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /// A certificate with its key.
    public record Identity(KeyPair keys, X509Certificate certificate) {}

    public static TestPki create() {
        KeyPair keys = elliptic();
        return new TestPki(
                keys, sign("kubernetes", keys, "kubernetes", keys, GeneralName.dNSName, "", Duration.ofDays(3650)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A server that is called by an address.
    public Identity server(String address) {
        return identity("kube-apiserver", elliptic(), GeneralName.iPAddress, address, Duration.ofDays(365));
    }

    /// A server that is called by a name.
    public Identity serverNamed(String name) {
        return identity("kube-apiserver", elliptic(), GeneralName.dNSName, name, Duration.ofDays(365));
    }

    /// A client whose certificate ends after `validity`, which may be negative.
    public Identity client(KeyPair pair, Duration validity) {
        return identity("kubernetes-admin", pair, GeneralName.dNSName, "", validity);
    }

    private Identity identity(String name, KeyPair pair, int kind, String alternative, Duration validity) {
        return new Identity(pair, sign(name, pair, "kubernetes", keys, kind, alternative, validity));
    }

    /// TLS of a server that takes every client certificate, or none, and leaves it to HTTP to refuse; so does the
    /// API
    /// server.
    public SSLContext tls(Identity server) {
        return tls(server, new TrustManager[] {new TakesAny()});
    }

    /// TLS of a server that ends the handshake with whoever shows a certificate of this CA.
    public SSLContext tlsRefusingClients(Identity server) {
        return tls(server, null);
    }

    private static SSLContext tls(Identity server, TrustManager @Nullable [] trust) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {server.certificate()};
            store.setKeyEntry("server", server.keys().getPrivate(), PASSWORD, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, PASSWORD);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), trust, null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class TakesAny extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /// The admin.conf of this cluster, as kubeadm writes it.
    public String adminConf(Identity client) {
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://192.168.56.10:6443
                  name: kubernetes
                contexts:
                - context:
                    cluster: kubernetes
                    user: kubernetes-admin
                  name: kubernetes-admin@kubernetes
                current-context: kubernetes-admin@kubernetes
                kind: Config
                preferences: {}
                users:
                - name: kubernetes-admin
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """.formatted(
                        encoded(certificate),
                        encoded(client.certificate()),
                        encoded(client.keys().getPrivate()));
    }

    /// An object in PEM and then in base64.
    public static String encoded(Object object) {
        return Base64.getEncoder().encodeToString(pem(object).getBytes(StandardCharsets.US_ASCII));
    }

    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    public static KeyPair elliptic() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(
            String subject, KeyPair of, String issuer, KeyPair by, int kind, String alternative, Duration validity) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofDays(400))),
                Date.from(now.plus(validity)),
                new X500Name("CN=" + subject),
                of.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(of == by));
            if (!alternative.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, alternative)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
