package dev.halab.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Kubernetes the machines are made with. `vagrant/versions.env` is the one place that says it.
public final class Release {
    private static final Pattern LINE =
            Pattern.compile("(?m)^KUBERNETES_VERSION=\"?v?([0-9]+\\.[0-9]+)\\.[0-9]+\"?\\s*$");

    private Release() {}

    /// The minor version, for instance `1.35`; empty if the file is not there or does not say it.
    ///
    /// @param home the folder of halab
    public static Optional<String> minor(Path home) {
        try {
            Matcher line = LINE.matcher(Files.readString(home.resolve("vagrant").resolve("versions.env")));
            return line.find() ? Optional.of(line.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
