package dev.halab.lab.yaml;

import dev.halab.yaml.YamlNode;
import java.util.Optional;
import java.util.regex.Pattern;

/// Ids of labs, tasks and checks: they become parts of file names, commands and reports.
final class Ids {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 40;

    private Ids() {}

    static boolean fits(String id) {
        return id.length() <= LONGEST && ID.matcher(id).matches();
    }

    /// Takes the key `id`; empty, with a complaint, if it is missing or does not fit.
    static Optional<String> take(Keys keys, String what) {
        Optional<YamlNode> value = keys.need("id");
        Optional<String> id = value.flatMap(v -> keys.textOf("id", v));
        if (id.isPresent() && !fits(id.get())) {
            keys.complaints()
                    .add(
                            value.orElseThrow().at(),
                            "'%s' is no id for %s".formatted(id.get(), what),
                            "an id is made of a-z, 0-9 and single hyphens, at most %d characters".formatted(LONGEST),
                            "write for instance 'join-second'");
        }
        return id.filter(Ids::fits);
    }
}
