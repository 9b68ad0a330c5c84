package dev.halab;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import dev.halab.recording.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Leaves out of a recording what is long and what no claim looks at: most of containerd's 250 lines, on every node,
/// and
/// most of what the API tells of pods and nodes.
final class Shortened {
    private static final Pattern OF_CONTAINERD = Pattern.compile(
            "regular .*|version = .*|disabled_plugins = .*|\\[.*cri.*]|default_runtime_name = .*|SystemdCgroup = .*");

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
        readings.forEach((fact, reading) -> all.put(fact, shortened(fact, reading)));
        return all;
    }

    private static Reading shortened(Fact fact, Reading reading) {
        if (!(reading instanceof Reading.Seen seen) || seen.status() != 0) {
            return reading;
        }
        if (ofContainerd(fact)) {
            return with(seen, ofContainerd(seen.text()));
        }
        String path = fact.arguments().isEmpty() ? "" : fact.arguments().getLast();
        boolean listed = fact.source().equals(Fact.API) && (path.endsWith("/pods") || path.endsWith("/nodes"));
        return listed ? with(seen, objects(Json.parse(seen.text())).compact()) : reading;
    }

    private static Reading with(Reading.Seen seen, String text) {
        return new Reading.Seen(seen.status(), text, seen.error(), seen.at());
    }

    /// A list of pods or nodes: of each what says who and where it is, and its conditions.
    private static Json objects(Json list) {
        List<Json> items = list.items("items").stream()
                .map(item -> Json.object()
                        .put(
                                "metadata",
                                only(item.at("metadata"), "name", "namespace", "uid", "labels", "deletionTimestamp"))
                        .put("spec", only(item.at("spec"), "nodeName", "taints", "unschedulable"))
                        .put(
                                "status",
                                only(
                                        item.at("status"),
                                        "phase",
                                        "conditions",
                                        "containerStatuses",
                                        "addresses",
                                        "nodeInfo"))
                        .build())
                .toList();
        return Json.object().put("items", Json.array(items)).build();
    }

    private static Json only(Json object, String... names) {
        Json.Builder kept = Json.object();
        for (String name : names) {
            if (object.has(name)) {
                kept.put(name, object.at(name));
            }
        }
        return kept.build();
    }

    private static boolean ofContainerd(Fact fact) {
        return fact.kind().equals("containerd-config")
                || (fact.kind().equals("file") && fact.arguments().equals(List.of("/etc/containerd/config.toml")));
    }

    private static String ofContainerd(String text) {
        return text.lines()
                .filter(line -> OF_CONTAINERD.matcher(line.strip()).matches())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
