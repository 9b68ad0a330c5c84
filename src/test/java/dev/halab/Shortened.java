package dev.halab;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.recording.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Leaves out of a recording what is long and what no claim looks at: most of containerd's 250 lines, on every node.
final class Shortened {
    private static final Pattern OF_CONTAINERD =
            Pattern.compile("regular .*|version = .*|disabled_plugins = .*|\\[.*cri.*]|default_runtime_name = .*|SystemdCgroup = .*");

    private Shortened() {}

    static Recording of(Recording recording) {
        return new Recording(
                recording.task(),
                recording.provider(),
                recording.versions(),
                recording.at(),
                shortened(recording.readings()),
                shortened(recording.baseline()));
    }

    private static Map<Fact, Reading> shortened(Map<Fact, Reading> readings) {
        Map<Fact, Reading> all = new LinkedHashMap<>();
        readings.forEach((fact, reading) -> all.put(fact, ofContainerd(fact) ? shortened(reading) : reading));
        return all;
    }

    private static boolean ofContainerd(Fact fact) {
        return fact.kind().equals("containerd-config")
                || (fact.kind().equals("file")
                        && fact.arguments().equals(List.of("/etc/containerd/config.toml")));
    }

    private static Reading shortened(Reading reading) {
        if (!(reading instanceof Reading.Seen seen)) {
            return reading;
        }
        String text = seen.text()
                .lines()
                .filter(line -> OF_CONTAINERD.matcher(line.strip()).matches())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return new Reading.Seen(seen.status(), text, seen.error(), seen.at());
    }
}
