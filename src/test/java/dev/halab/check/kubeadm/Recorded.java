package dev.halab.check.kubeadm;

import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.yaml.Yaml;
import java.time.Instant;

/// The recorded observations in the form of facts.
final class Recorded {
    /// When the recorded cluster is judged.
    static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

    private Recorded() {}

    static String text(String name) {
        return Observed.text("kubeadm/" + name);
    }

    /// A recorded YAML object as the API answers it.
    static String json(String name) {
        return asJson(text(name));
    }

    static String asJson(String yaml) {
        return Yaml.toJson(Yaml.document(yaml)).compact();
    }

    /// The recorded cluster's CA on every control plane.
    static Given cluster() {
        return withCa(Given.at(NOW), "ca.crt").text(Facts.tokens(), text("tokens.json"));
    }

    /// A CA on every control plane.
    static Given withCa(Given given, String name) {
        for (NodeSpec node : Trial.STANDARD.nodes(Role.CONTROL_PLANE)) {
            given.file(Facts.certificates(node.name(), ClusterCa.PATH), text(name));
        }
        return given;
    }
}
