package dev.halab.settings;

import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `config.yaml` says.
///
/// @param network first three octets of the lab network
/// @param provider who makes the machines
/// @param theme colours of the screens; empty if none is named
/// @param checkpoints whether each passed task is saved
public record Settings(String network, String provider, String theme, Saving checkpoints) {
    private static final List<String> KEYS = List.of("network", "provider", "theme", "checkpoints");

    private static final Pattern PROVIDER = Pattern.compile("(?m)^provider:[ \\t]*[^\\s#]*");

    private static final Settings DEFAULT = new Settings(Topology.DEFAULT_PREFIX, "docker", "", Saving.AUTO);

    /// When checkpoints are saved without being asked for.
    public enum Saving {
        /// After each passed task.
        AUTO,
        /// Never.
        OFF
    }

    /// Reads the file strictly; without one everything has its default.
    ///
    /// @throws HalabException if it cannot be read or breaks a rule, with its line
    public static Settings read(Path file) {
        try {
            String text = Files.readString(file);
            return text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))
                    ? DEFAULT
                    : of(Yaml.document(text), file);
        } catch (NoSuchFileException e) {
            return DEFAULT;
        } catch (MalformedYaml e) {
            throw wrong(file, e.at(), e.why(), "Mend that line of the file");
        } catch (MalformedInputException e) {
            throw wrong(file, new YamlNode.Position(1, 1), "it is not UTF-8", "Save the file as UTF-8");
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "The configuration cannot be read",
                            "%s exists, but cannot be read".formatted(file),
                            "chmod u+r " + file),
                    e);
        }
    }

    /// Writes into the file who makes the machines, and leaves all else in it as it stands there.
    ///
    /// @throws HalabException if it breaks a rule, cannot be written, or is written in a way that halab cannot
    /// change
    public static void prefer(Path file, String provider) {
        Settings before = read(file);
        String line = "provider: " + provider;
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            String text = Files.exists(file) ? Files.readString(file) : "";
            Matcher there = PROVIDER.matcher(text);
            String changed = there.find()
                    ? there.replaceFirst(Matcher.quoteReplacement(line))
                    : text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n";
            if (!of(Yaml.document(changed), file).equals(before.withProvider(provider))) {
                throw unkept(file, "it is written in a way that halab cannot change", line);
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.writeString(fresh, changed);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (MalformedYaml e) {
            throw unkept(file, "it is written in a way that halab cannot change", line);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "The choice cannot be kept",
                            "%s cannot be written".formatted(file),
                            "Make that file and its folder writable, then write `%s` into it".formatted(line)),
                    e);
        }
    }

    private static HalabException unkept(Path file, String why, String line) {
        return HalabException.of(new Problem(
                "The choice cannot be kept",
                "%s: %s".formatted(file, why),
                "Write `%s` into %s yourself".formatted(line, file)));
    }

    private static Settings of(YamlNode document, Path file) {
        if (!(document instanceof YamlNode.Mapping mapping)) {
            throw wrong(file, document.at(), "it is %s".formatted(document.shape()), "Write `KEY: VALUE` lines");
        }
        Settings settings = DEFAULT;
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!(entry.value() instanceof YamlNode.Scalar value)) {
                throw wrong(
                        file, entry.value().at(), "'%s' is no text".formatted(key), "Write `%s: TEXT`".formatted(key));
            }
            settings = switch (key) {
                case "network" -> settings.withNetwork(prefix(file, value));
                case "provider" -> settings.withProvider(value.text());
                case "theme" -> settings.withTheme(value.text());
                case "checkpoints" -> settings.withCheckpoints(saving(file, value));
                default ->
                    throw wrong(
                            file,
                            entry.key().at(),
                            "'%s' is no setting%s".formatted(key, DidYouMean.suffix(key, KEYS)),
                            "Use one of: " + String.join(", ", KEYS));
            };
        }
        return settings;
    }

    private Settings withNetwork(String other) {
        return new Settings(other, provider, theme, checkpoints);
    }

    private Settings withProvider(String other) {
        return new Settings(network, other, theme, checkpoints);
    }

    private Settings withTheme(String other) {
        return new Settings(network, provider, other, checkpoints);
    }

    private Settings withCheckpoints(Saving other) {
        return new Settings(network, provider, theme, other);
    }

    /// YAML of old reads `off` as false; halab reads what is written.
    private static Saving saving(Path file, YamlNode.Scalar value) {
        return switch (value.text()) {
            case "auto" -> Saving.AUTO;
            case "off" -> Saving.OFF;
            default ->
                throw wrong(
                        file,
                        value.at(),
                        "'%s' is neither auto nor off".formatted(value.text()),
                        "Write `checkpoints: auto` or `checkpoints: off`");
        };
    }

    /// `192.168.56.0/24` or `192.168.56`.
    private static String prefix(Path file, YamlNode.Scalar value) {
        String text = value.text().replaceFirst("\\.0/24$", "");
        try {
            return new Topology("mini", text, List.of()).prefix();
        } catch (IllegalArgumentException e) {
            throw wrong(
                    file,
                    value.at(),
                    "'%s' is no network of the form A.B.C.0/24".formatted(value.text()),
                    "Write `network: %s.0/24`".formatted(Topology.DEFAULT_PREFIX));
        }
    }

    private static HalabException wrong(Path file, YamlNode.Position at, String why, String next) {
        return HalabException.usage(new Problem(
                "The configuration breaks a rule", "%s:%d:%d: %s".formatted(file, at.line(), at.column(), why), next));
    }
}
