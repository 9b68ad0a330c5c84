package dev.halab.check.kubeadm;

import dev.halab.json.Json;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a kubeconfig says when it is used as it is: its current context, the cluster and the user of that.
///
/// @param server the server's address; empty if there is none
/// @param caPem the authority that is put in, as PEM
/// @param caPath the authority's file
/// @param insecure whether the server is trusted blindly
/// @param certificatePem the client's certificate that is put in, as PEM
/// @param certificatePath the client's certificate's file
record Kubeconfig(
        String server,
        Optional<String> caPem,
        Optional<String> caPath,
        boolean insecure,
        Optional<String> certificatePem,
        Optional<String> certificatePath) {

    /// What keeps a client from using a kubeconfig.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String cause;

        Unusable(String cause, String why) {
            super(why);
            this.cause = cause;
        }

        /// Code of the cause.
        String code() {
            return cause;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// Reads the text of a file.
    ///
    /// @throws Unusable with cause `kc.unreadable` or `kc.no-context`
    static Kubeconfig parse(String text) throws Unusable {
        Json config = tree(text);
        String name = config.text("current-context").orElse("");
        Json context = named(config, "contexts", name)
                .orElseThrow(() -> new Unusable(
                        "kc.no-context",
                        name.isEmpty() ? "current-context is not set" : "there is no context '%s'".formatted(name)));
        String clusterName = context.text("context", "cluster").orElse("");
        Json cluster = named(config, "clusters", clusterName)
                .orElseThrow(() -> new Unusable("kc.no-context", "there is no cluster '%s'".formatted(clusterName)));
        Json user = named(config, "users", context.text("context", "user").orElse(""))
                .orElseGet(() -> Json.object().build());
        return of(cluster.at("cluster"), user.at("user"));
    }

    /// Reads the kubeconfig in cluster-info, which has one cluster without a name and no context.
    static Kubeconfig parseSingle(String text) throws Unusable {
        Json config = tree(text);
        if (config.items("clusters").size() != 1) {
            throw new Unusable(
                    "kc.unreadable",
                    "it has %d clusters".formatted(config.items("clusters").size()));
        }
        return of(
                config.items("clusters").getFirst().at("cluster"), Json.object().build());
    }

    private static Json tree(String text) throws Unusable {
        try {
            Json tree = Yaml.toJson(Yaml.document(text));
            if (tree.members().isEmpty()) {
                throw new Unusable("kc.unreadable", "it is not a kubeconfig");
            }
            return tree;
        } catch (MalformedYaml e) {
            throw new Unusable("kc.unreadable", "line %d: %s".formatted(e.at().line(), e.why()));
        }
    }

    private static Optional<Json> named(Json config, String list, String name) {
        return name.isEmpty()
                ? Optional.empty()
                : config.items(list).stream()
                        .filter(item -> item.text("name").orElse("").equals(name))
                        .findFirst();
    }

    private static Kubeconfig of(Json cluster, Json user) {
        return new Kubeconfig(
                cluster.text("server").orElse(""),
                pem(cluster, "certificate-authority-data"),
                cluster.text("certificate-authority").filter(p -> !p.isEmpty()),
                cluster.text("insecure-skip-tls-verify").orElse("").equals("true"),
                pem(user, "client-certificate-data"),
                user.text("client-certificate").filter(p -> !p.isEmpty()));
    }

    private static Optional<String> pem(Json object, String member) {
        return object.text(member).filter(t -> !t.isBlank()).map(Kubeconfig::decoded);
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
