package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file in the kubelet's manifest directory.
///
/// @param name the file's name
/// @param pod what it holds; empty if the kubelet cannot read it
/// @param problem why it cannot be read; empty if it can
record StaticPodFile(String name, Optional<Json> pod, String problem) {
    static final String DIRECTORY = "/etc/kubernetes/manifests";

    /// The files of a node; none if there is no such directory.
    static List<StaticPodFile> all(Snapshot snapshot, String node) {
        Fact fact = Facts.manifests(node);
        Reading.Seen seen = snapshot.seen(fact);
        if (seen.status() == 2) {
            return List.of();
        }
        List<StaticPodFile> files = new ArrayList<>();
        for (String line : snapshot.text(fact).lines().toList()) {
            int space = line.lastIndexOf(' ');
            boolean whole = (line.length() - space - 1) % 4 == 0 || line.endsWith(" -");
            if (space < 1 || !whole) {
                throw new Unobserved(fact, Reading.Reason.UNREADABLE, "a line is not NAME BASE64");
            }
            files.add(of(fact, line.substring(0, space), line.substring(space + 1)));
        }
        return files;
    }

    private static StaticPodFile of(Fact fact, String name, String base64) {
        if (base64.equals("-")) {
            return new StaticPodFile(name, Optional.empty(), "it is not a file of at most 64 KiB");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            Json json = Yaml.toJson(Yaml.document(new String(bytes, StandardCharsets.UTF_8)));
            boolean pod = json.text("kind").orElse("").equals("Pod");
            return new StaticPodFile(name, pod ? Optional.of(json) : Optional.empty(), pod ? "" : "it is not a Pod");
        } catch (MalformedYaml e) {
            return new StaticPodFile(name, Optional.empty(), "line %d: %s".formatted(e.at().line(), e.why()));
        } catch (IllegalArgumentException e) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "the content of %s is not base64".formatted(name));
        }
    }

    /// Whether the file holds the Pod of a component.
    boolean isOf(String component) {
        return pod.filter(p -> p.text("metadata", "name").orElse("").equals(component))
                .isPresent();
    }

    /// The words with which the component is started.
    Argv argv(String component) {
        Json container = container(component);
        return new Argv(Stream.concat(container.items("command").stream(), container.items("args").stream())
                .map(Json::text)
                .flatMap(Optional::stream)
                .toList());
    }

    /// The image of the component.
    String image(String component) {
        return container(component).text("image").orElse("");
    }

    private Json container(String component) {
        List<Json> containers = pod.map(p -> p.items("spec", "containers")).orElse(List.of());
        return containers.stream()
                .filter(c -> c.text("name").orElse("").equals(component))
                .findFirst()
                .or(() -> containers.stream().findFirst())
                .orElseGet(() -> Json.object().build());
    }
}
