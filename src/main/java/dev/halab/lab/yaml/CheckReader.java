package dev.halab.lab.yaml;

import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.lab.CheckSource;
import dev.halab.lab.Place;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.Topology;
import dev.halab.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the checks of a lab: `id`, exactly one kind, and the keys that every check may have.
///
/// @param kinds every kind there is
/// @param topology the nodes of the lab
/// @param kubernetes the minor version that the lab teaches
/// @param variables every variable that may be inserted
record CheckReader(List<Kind> kinds, Topology topology, String kubernetes, Map<String, String> variables) {
    private static final List<String> COMMON =
            List.of("id", "title", "points", "severity", "needs", "eventually", "consistently", "since", "unproved");

    /// A check as it stands in the file, its needs by name.
    record Draft(CheckSource source, List<Need> needs) {}

    /// One element of `needs:`.
    record Need(String name, Place at) {}

    /// Reads one element of `checks:`; empty if it has a problem.
    Optional<Draft> read(String taskId, YamlNode node, Complaints complaints) {
        int before = complaints.count();
        return Keys.of("a check of task '%s'".formatted(taskId), node, complaints)
                .flatMap(anonymous -> Ids.take(anonymous, "a check"))
                .flatMap(name -> Keys.of("check '%s'".formatted(name), node, complaints)
                        .flatMap(keys -> read(taskId + "/" + name, keys)))
                .filter(draft -> complaints.count() == before);
    }

    private Optional<Draft> read(String id, Keys keys) {
        keys.take("id");
        Optional<YamlNode.Entry> kindEntry = kindEntry(keys);
        Severity severity = keys.take("severity").map(v -> severity(keys, v)).orElse(Severity.MUST);
        int points = keys.take("points")
                .map(v -> Math.toIntExact(
                        new Wholes(keys).read("points", v, 0, 100).orElse(0L)))
                .orElse(severity == Severity.MUST ? 1 : 0);
        if (severity == Severity.SHOULD && points > 0) {
            keys.complaints()
                    .add(
                            keys.at(),
                            keys.owner() + " earns points as advice",
                            "'severity: should' never counts",
                            "drop 'points:'");
        }
        Timing timing = timing(keys);
        boolean sinceTask = keys.take("since").map(v -> sinceTask(keys, v)).orElse(false);
        List<Need> needs = needs(keys);
        Optional<String> title = keys.take("title").flatMap(v -> keys.textOf("title", v));
        String unproved =
                keys.take("unproved").flatMap(v -> keys.textOf("unproved", v)).orElse("");
        keys.finish(
                Stream.concat(COMMON.stream(), kinds.stream().map(Kind::name)).toList());
        return kindEntry.flatMap(entry -> claim(id, keys, entry, sinceTask)).map(made -> {
            String sentence = title.map(t -> Variables.insert(t, variables)).orElseGet(made.claim()::title);
            List<String> fullNeeds = List.of();
            Check check = new Check(
                    id, sentence, made.kind().name(), made.claim(), points, severity, fullNeeds, timing, sinceTask);
            return new Draft(
                    new CheckSource(
                            check,
                            made.fields(),
                            made.kind().causes(),
                            unproved,
                            keys.complaints().place(keys.at()),
                            made.places()),
                    needs);
        });
    }

    private Optional<YamlNode.Entry> kindEntry(Keys keys) {
        List<String> names = kinds.stream().map(Kind::name).toList();
        List<String> there = keys.leftover().stream().filter(names::contains).toList();
        if (there.size() == 1) {
            return keys.takeEntry(there.getFirst());
        }
        for (String surplus : there.isEmpty() ? there : there.subList(1, there.size())) {
            keys.takeEntry(surplus)
                    .ifPresent(e -> keys.complaints()
                            .add(
                                    e.key().at(),
                                    "%s has a second kind '%s'".formatted(keys.owner(), surplus),
                                    "it is already of kind '%s'".formatted(there.getFirst()),
                                    "make it a check of its own"));
        }
        if (there.isEmpty()) {
            Optional<YamlNode.Entry> odd = keys.leftover().stream()
                    .filter(k ->
                            !COMMON.contains(k) && DidYouMean.nearest(k, COMMON).isEmpty())
                    .findFirst()
                    .flatMap(keys::takeEntry);
            String why = odd.map(e -> "there is no kind '%s'%s"
                            .formatted(e.key().text(), DidYouMean.suffix(e.key().text(), names)))
                    .orElse("none of its keys is a kind");
            YamlNode.Position at = odd.map(e -> e.key().at()).orElse(keys.at());
            keys.complaints().add(at, keys.owner() + " claims nothing", why, "use one of: " + String.join(", ", names));
        }
        there.forEach(keys::takeEntry);
        return Optional.empty();
    }

    private record Made(Kind kind, Claim claim, Fields fields, Map<String, Place> places) {}

    private Optional<Made> claim(String id, Keys keys, YamlNode.Entry entry, boolean sinceTask) {
        Kind kind = kinds.stream()
                .filter(k -> k.name().equals(entry.key().text()))
                .findFirst()
                .orElseThrow();
        Complaints complaints = keys.complaints();
        int before = complaints.count();
        Values values = new Values(topology, variables, complaints);
        String owner = "%s (%s)".formatted(keys.owner(), kind.name());
        Fields fields = values.fields(owner, "", entry.value(), kind.fields());
        if (complaints.count() > before) {
            return Optional.empty();
        }
        Map<String, Place> places = new HashMap<>(keys.places());
        places.putAll(values.places());
        try {
            Claim claim = kind.claim(fields, new Scope(id, topology, kubernetes, sinceTask));
            return Optional.of(new Made(kind, claim, fields, places));
        } catch (FieldProblem e) {
            Place at = values.places()
                    .getOrDefault(e.field(), complaints.place(entry.key().at()));
            complaints.add(at, "%s: '%s' does not fit".formatted(owner, e.field()), e.why(), e.next());
            return Optional.empty();
        }
    }

    private static Severity severity(Keys keys, YamlNode value) {
        Optional<String> word = keys.textOf("severity", value);
        if (word.isPresent() && !List.of("must", "should").contains(word.get())) {
            keys.wrong("severity", value, "there is no severity '%s'".formatted(word.get()), "write must or should");
        }
        return word.filter("should"::equals).isPresent() ? Severity.SHOULD : Severity.MUST;
    }

    private static boolean sinceTask(Keys keys, YamlNode value) {
        Optional<String> word = keys.textOf("since", value);
        if (word.isPresent() && !word.get().equals("task")) {
            keys.wrong("since", value, "'%s' is no beginning".formatted(word.get()), "write 'since: task'");
        }
        return word.isPresent();
    }

    private static List<Need> needs(Keys keys) {
        List<Need> needs = new ArrayList<>();
        for (YamlNode item : keys.list("needs")) {
            keys.textOf("needs", item)
                    .ifPresent(n -> needs.add(new Need(n, keys.complaints().place(item.at()))));
        }
        return needs;
    }

    private static Timing timing(Keys keys) {
        Optional<YamlNode> eventually = keys.take("eventually");
        Optional<YamlNode.Entry> consistently = keys.takeEntry("consistently");
        if (eventually.isPresent() && consistently.isPresent()) {
            keys.complaints()
                    .add(
                            consistently.get().key().at(),
                            keys.owner() + " has two times",
                            "'eventually' and 'consistently' exclude each other",
                            "keep one; 'eventually: {within: …, stable: …}' waits and then holds");
        }
        return eventually
                .<Timing>map(v -> eventually(keys, v))
                .or(() -> consistently.map(e -> consistently(keys, e.value())))
                .orElseGet(Timing.Now::new);
    }

    private static Timing eventually(Keys check, YamlNode value) {
        Optional<Keys> keys = Keys.of(check.owner() + ": 'eventually'", value, check.complaints());
        Optional<Duration> within = keys.flatMap(k -> k.need("within").flatMap(v -> length(k, "within", v)));
        Optional<Duration> stable = keys.flatMap(k -> k.take("stable").flatMap(v -> length(k, "stable", v)));
        keys.ifPresent(k -> k.finish(List.of("within", "stable")));
        return new Timing.Eventually(within.orElse(Duration.ZERO), stable.orElse(Duration.ZERO));
    }

    private static Timing consistently(Keys check, YamlNode value) {
        Optional<Keys> keys = Keys.of(check.owner() + ": 'consistently'", value, check.complaints());
        Optional<Duration> span = keys.flatMap(k -> k.need("for").flatMap(v -> length(k, "for", v)));
        keys.ifPresent(k -> k.finish(List.of("for")));
        return new Timing.Consistently(span.orElse(Duration.ZERO));
    }

    private static Optional<Duration> length(Keys keys, String key, YamlNode value) {
        Optional<String> text = keys.textOf(key, value);
        Optional<Duration> length = text.flatMap(Lengths::read).filter(l -> !l.isZero());
        if (text.isPresent() && length.isEmpty()) {
            keys.wrong(
                    key,
                    value,
                    "'%s' is no length of time".formatted(text.get()),
                    "write for instance 20s, 2m or 1h30m");
        }
        return length;
    }
}
