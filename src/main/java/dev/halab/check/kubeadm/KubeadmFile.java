package dev.halab.check.kubeadm;

import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A configuration file of kubeadm: its documents.
record KubeadmFile(List<Document> documents) {
    static final String GROUP = "kubeadm.k8s.io/";

    KubeadmFile {
        documents = List.copyOf(documents);
    }

    /// One document of the file.
    record Document(String apiVersion, String kind, YamlNode tree) {
        boolean ofKubeadm() {
            return apiVersion.startsWith(GROUP);
        }

        /// `v1beta4`.
        String version() {
            return apiVersion.substring(apiVersion.indexOf('/') + 1);
        }

        int line() {
            return tree.at().line();
        }
    }

    /// What keeps kubeadm from reading a file at all.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Unreadable(int line, String why) {
            super(why);
            this.line = line;
        }

        int line() {
            return line;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    static KubeadmFile parse(String text) throws Unreadable {
        List<Document> documents = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (YamlNode tree : trees(text)) {
            if (YamlTree.isNull(tree)) {
                continue; // an empty document between two `---`
            }
            Document document = document(tree);
            if (!kinds.add(document.kind())) {
                throw new Unreadable(document.line(), "kind %s stands twice in the file".formatted(document.kind()));
            }
            documents.add(document);
        }
        return new KubeadmFile(documents);
    }

    private static List<YamlNode> trees(String text) throws Unreadable {
        try {
            return Yaml.documents(text);
        } catch (MalformedYaml e) {
            if (e.why().contains("not allowed") || e.why().contains("larger")) {
                throw e; // a rule of halab's own reader: kubeadm may read it
            }
            throw new Unreadable(e.at().line(), e.why());
        }
    }

    private static Document document(YamlNode tree) throws Unreadable {
        String apiVersion = YamlTree.text(tree, "apiVersion").orElse("");
        String kind = YamlTree.text(tree, "kind").orElse("");
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            String missing = kind.isEmpty() ? "kind" : "apiVersion";
            throw new Unreadable(tree.at().line(), "the document that begins here has no %s".formatted(missing));
        }
        return new Document(apiVersion, kind, tree);
    }

    /// The document of a kind of kubeadm's own.
    Optional<Document> find(String kind) {
        return documents.stream()
                .filter(d -> d.ofKubeadm() && d.kind().equals(kind))
                .findFirst();
    }
}
