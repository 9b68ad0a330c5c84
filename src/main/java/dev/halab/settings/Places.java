package dev.halab.settings;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.nio.file.Path;
import java.util.Map;

/// The folders of halab: XDG's, or all under HALAB_HOME.
///
/// @param config holds `config.yaml`
/// @param state holds progress, keys, locks and reports
/// @param cache holds what can be made again
public record Places(Path config, Path state, Path cache) {
    /// The folders that the environment names.
    ///
    /// @throws HalabException if it names none: neither HALAB_HOME nor HOME is set
    public static Places of(Map<String, String> environment) {
        String home = environment.getOrDefault("HALAB_HOME", "");
        if (!home.isEmpty()) {
            Path root = Path.of(home).toAbsolutePath();
            return new Places(root, root.resolve("state"), root.resolve("cache"));
        }
        return new Places(
                xdg(environment, "XDG_CONFIG_HOME", ".config"),
                xdg(environment, "XDG_STATE_HOME", ".local/state"),
                xdg(environment, "XDG_CACHE_HOME", ".cache"));
    }

    /// XDG says that a relative path is to be ignored.
    private static Path xdg(Map<String, String> environment, String name, String fallback) {
        String value = environment.getOrDefault(name, "");
        if (value.startsWith("/")) {
            return Path.of(value, "halab");
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw HalabException.of(new Problem(
                    "halab does not know where to keep its files",
                    "neither HALAB_HOME nor HOME is set",
                    "export HALAB_HOME=/a/folder/of/yours"));
        }
        return Path.of(home, fallback, "halab");
    }

    /// The file of the events.
    public Path events() {
        return state.resolve("halab.db");
    }
}
