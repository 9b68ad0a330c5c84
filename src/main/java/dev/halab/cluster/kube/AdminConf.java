package dev.halab.cluster.kube;

import dev.halab.json.Json;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// What halab takes of `/etc/kubernetes/admin.conf`: the cluster's CA, a client certificate and its key. Nothing else
/// in
/// it is used, and what would run programs, read files or go through others is refused. Kept in memory only.
record AdminConf(List<X509Certificate> authorities, List<X509Certificate> chain, PrivateKey key) {
    static final String PATH = "/etc/kubernetes/admin.conf";

    private static final Set<String> CLUSTER_KEYS = Set.of("server", "certificate-authority-data");
    private static final Set<String> USER_KEYS = Set.of("client-certificate-data", "client-key-data");

    AdminConf {
        authorities = List.copyOf(authorities);
        chain = List.copyOf(chain);
    }

    /// Reads the user and the cluster of the current context.
    ///
    /// @throws HalabException if it is not the plain kubeconfig that kubeadm writes
    static AdminConf parse(String text) {
        Json conf;
        try {
            conf = Yaml.toJson(Yaml.document(text));
        } catch (MalformedYaml e) {
            throw refused("it is not readable YAML: " + e.getMessage());
        }
        String current = conf.text("current-context").orElseThrow(() -> refused("it has no current-context"));
        Json context = named(conf, "contexts", "context", current);
        Json cluster =
                named(conf, "clusters", "cluster", context.text("cluster").orElse(""));
        Json user = named(conf, "users", "user", context.text("user").orElse(""));
        allow(cluster, CLUSTER_KEYS, "cluster");
        allow(user, USER_KEYS, "user");
        return new AdminConf(
                certificates(cluster, "certificate-authority-data"),
                certificates(user, "client-certificate-data"),
                key(user));
    }

    /// The certificate that says who halab is.
    X509Certificate client() {
        return chain.getFirst();
    }

    /// Says nothing of what it holds.
    @Override
    public String toString() {
        return "AdminConf[%s]".formatted(client().getSubjectX500Principal());
    }

    private static Json named(Json conf, String list, String member, String name) {
        return conf.items(list).stream()
                .filter(e -> e.text("name").orElse("").equals(name))
                .findFirst()
                .orElseThrow(() -> refused("there is no '%s' among its %s".formatted(name, list)))
                .at(member);
    }

    private static void allow(Json entry, Set<String> allowed, String what) {
        List<String> others = new ArrayList<>(entry.members().keySet());
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            throw refused("its %s has '%s', which halab does not follow: only %s are used"
                    .formatted(
                            what,
                            others.getFirst(),
                            "certificate-authority-data, client-certificate-data and client-key-data"));
        }
    }

    private static List<X509Certificate> certificates(Json entry, String name) {
        List<X509Certificate> read = new ArrayList<>();
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(entry, name)))
                    .forEach(c -> read.add((X509Certificate) c));
        } catch (GeneralSecurityException e) {
            throw refused("its %s holds no certificate in PEM".formatted(name));
        }
        if (read.isEmpty()) {
            throw refused("its %s holds no certificate in PEM".formatted(name));
        }
        return read;
    }

    private static PrivateKey key(Json user) {
        try {
            return PemKey.read(bytes(user, "client-key-data"));
        } catch (GeneralSecurityException e) {
            throw refused("its client-key-data holds no private key in PEM");
        }
    }

    private static byte[] bytes(Json entry, String name) {
        String encoded = entry.text(name).orElseThrow(() -> refused("it has no %s".formatted(name)));
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw refused("its %s is not base64".formatted(name));
        }
    }

    private static HalabException refused(String why) {
        return HalabException.of(new Problem(
                PATH + " is of no use to reach the cluster",
                why,
                "on that control plane: sudo rm " + PATH + " && sudo kubeadm init phase kubeconfig admin"));
    }
}
