package dev.halab.check.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `containerd config dump` prints, as far as claims look at it: values by table and key. containerd writes this
/// TOML itself, one key a line, so no more of the language is needed.
///
/// @param values by `table key`, the table's name without quotes
record ContainerdConfig(Map<String, String> values) {
    private static final Pattern TABLE = Pattern.compile("\\[([^\\[\\]]+)]");
    private static final Pattern KEY = Pattern.compile("\"?([A-Za-z0-9_-]+)\"?\\s*=\\s*(.*)");

    /// The table of the CRI plugin: containerd 2 first, then 1.
    private static final List<String> RUNTIME =
            List.of("plugins.io.containerd.cri.v1.runtime.containerd", "plugins.io.containerd.grpc.v1.cri.containerd");

    static ContainerdConfig of(String dump) {
        Map<String, String> values = new HashMap<>();
        String table = "";
        for (String line : dump.lines().map(String::strip).toList()) {
            Matcher header = TABLE.matcher(line);
            Matcher key = KEY.matcher(line);
            if (header.matches()) {
                table = header.group(1).replaceAll("[\"']", "");
            } else if (key.matches()) {
                values.put(table + " " + key.group(1), key.group(2).strip());
            }
        }
        return new ContainerdConfig(values);
    }

    /// The plugins that are turned off.
    List<String> disabledPlugins() {
        List<String> names = new ArrayList<>();
        Matcher quoted = Pattern.compile("[\"']([^\"']+)[\"']").matcher(values.getOrDefault(" disabled_plugins", ""));
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        return names;
    }

    /// Whether the CRI plugin is turned off.
    boolean criDisabled() {
        return disabledPlugins().stream()
                .anyMatch(name -> name.equals("cri")
                        || name.startsWith("io.containerd.grpc.v1.cri")
                        || name.startsWith("io.containerd.cri.v1"));
    }

    /// `SystemdCgroup` of the runtime that pods get by default; empty if there is none.
    Optional<String> systemdCgroup() {
        return RUNTIME.stream()
                .filter(table -> values.containsKey(table + " default_runtime_name"))
                .findFirst()
                .flatMap(table -> {
                    String runtime = values.getOrDefault(table + " default_runtime_name", "")
                            .replaceAll("[\"']", "");
                    return Optional.ofNullable(values.get(table + ".runtimes." + runtime + ".options SystemdCgroup"));
                });
    }
}
