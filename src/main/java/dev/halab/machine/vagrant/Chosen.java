package dev.halab.machine.vagrant;

import dev.halab.json.Json;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was chosen for a lab when its machines were first made: the Vagrantfile reads it, and it stays while they are
/// there.
///
/// @param topology the topology's name
/// @param network first three octets of the lab network
/// @param provider Vagrant's provider
/// @param options what the environment said of [#OPTIONS], by name
record Chosen(String topology, String network, String provider, Map<String, String> options) {
    /// What else may be chosen, each by a variable HALAB_… of that name: box, profile of topology.yaml, whether the
    /// machines are cut off from outside, libvirt's driver and emulator.
    static final List<String> OPTIONS = List.of("box", "profile", "isolated", "driver", "emulator");

    Chosen {
        options = Map.copyOf(options);
    }

    static Chosen of(Topology topology, String provider, Map<String, String> environment) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : OPTIONS) {
            String value = environment.getOrDefault(variable(option), "");
            if (!value.isEmpty()) {
                options.put(option, value);
            }
        }
        return new Chosen(topology.name(), topology.prefix(), provider, options);
    }

    static String variable(String option) {
        return "HALAB_" + option.toUpperCase(java.util.Locale.ROOT);
    }

    static Chosen of(Json json) {
        Map<String, String> options = new LinkedHashMap<>();
        OPTIONS.forEach(option -> json.text(option).ifPresent(value -> options.put(option, value)));
        return new Chosen(
                json.text("topology").orElseThrow(),
                json.text("network").orElseThrow(),
                json.text("provider").orElseThrow(),
                options);
    }

    /// The same with an option, unless it was chosen already.
    Chosen unlessChosen(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.putIfAbsent(option, value);
        return new Chosen(topology, network, provider, more);
    }

    String profile() {
        return options.getOrDefault("profile", "normal");
    }

    /// @param recipe the folder of the Vagrantfile
    /// @param key the public key of halab and learner
    /// @param keyFile the file of the private half
    Json json(Path recipe, String key, Path keyFile) {
        Json.Builder json = Json.object()
                .put("topology", topology)
                .put("network", network)
                .put("provider", provider)
                .put("recipe", recipe.toString())
                .put("key", key)
                .put("key_file", keyFile.toString());
        OPTIONS.forEach(option -> {
            if (options.containsKey(option)) {
                json.put(option, options.getOrDefault(option, ""));
            }
        });
        return json.build();
    }
}
