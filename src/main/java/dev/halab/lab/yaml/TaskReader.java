package dev.halab.lab.yaml;

import dev.halab.check.Cause;
import dev.halab.check.Check;
import dev.halab.lab.Answer;
import dev.halab.lab.AnswerText;
import dev.halab.lab.CheckSource;
import dev.halab.lab.Place;
import dev.halab.lab.Task;
import dev.halab.lab.TaskSource;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the tasks of a lab with their texts and answers.
///
/// @param files the files of the course
/// @param labId the lab
/// @param vocabulary the words that labs may use
/// @param checks reads their checks
/// @param shared hints of the lab, for tasks whose checks can fail with their cause and that have none of their own
record TaskReader(
        CourseFiles files,
        String labId,
        Vocabulary vocabulary,
        CheckReader checks,
        List<TaskSource.HintSource> shared) {
    private static final List<String> KEYS =
            List.of("id", "title", "task", "pages", "time", "opens", "points", "checks", "hints");
    private static final int MOST_CHECKS = 100;
    private static final int MOST_POINTS = 1000;

    /// Reads the task `name`; empty if it has a problem.
    Optional<TaskSource> read(String name, YamlNode node, Complaints complaints) {
        return Keys.of("task '%s'".formatted(name), node, complaints).map(keys -> task(name, keys));
    }

    private TaskSource task(String name, Keys keys) {
        String id = labId + "/" + name;
        keys.take("id");
        String title = keys.text("title").orElse(name);
        String textFile = textFile(name, keys);
        String text = files.text(textFile, keys.complaints()).orElse("");
        List<String> pages = pages(keys);
        int minutes = minutes(keys);
        List<String> opens = opens(keys);
        Optional<Long> points = keys.take("points").flatMap(v -> new Wholes(keys).read("points", v, 0, MOST_POINTS));
        List<CheckSource> ordered = checks(id, keys);
        List<TaskSource.HintSource> hints = withShared(hints(keys), ordered);
        keys.finish(KEYS);
        Map<String, String> known = checks.variables();
        Optional<Answer> answer = answer(name, keys.complaints());
        Task task = new Task(
                id,
                Variables.insert(title, known),
                Variables.insert(text, known),
                pages,
                minutes,
                ordered.stream().map(CheckSource::check).toList(),
                ladders(hints, known),
                opens,
                answer.orElseGet(() -> new Answer(answerFile(name), Map.of(), "", List.of())));
        return new TaskSource(
                task,
                keys.complaints().place(keys.at()),
                textFile,
                text,
                answer.isPresent(),
                points,
                keys.places(),
                hints,
                ordered);
    }

    private static Map<String, List<String>> ladders(List<TaskSource.HintSource> hints, Map<String, String> known) {
        return hints.stream()
                .collect(Collectors.toMap(
                        TaskSource.HintSource::cause,
                        h -> h.rungs().stream()
                                .map(rung -> Variables.insert(rung, known))
                                .toList()));
    }

    private String textFile(String name, Keys keys) {
        Optional<YamlNode> value = keys.take("task");
        String given = value.flatMap(v -> keys.textOf("task", v)).orElse("tasks/%s.md".formatted(name));
        // it is only looked for below the directory of its lab
        if (given.startsWith("/") || List.of(given.split("[/\\\\]")).contains("..")) {
            String why = "'%s' leads out of the lab".formatted(given);
            keys.wrong("task", value.orElseThrow(), why, "write 'task: tasks/%s.md'".formatted(name));
            return "labs/%s/tasks/%s.md".formatted(labId, name);
        }
        return "labs/%s/%s".formatted(labId, given);
    }

    private static List<String> pages(Keys keys) {
        List<String> pages = new ArrayList<>();
        for (YamlNode item : keys.list("pages")) {
            Optional<String> title = keys.textOf("pages", item);
            if (title.isPresent() && title.get().lines().count() > 1) {
                keys.wrong("pages", item, "the title of a page is one line", "write it as it stands on the page");
            } else if (title.isPresent() && pages.contains(title.get())) {
                keys.wrong("pages", item, "'%s' stands twice".formatted(title.get()), "name it once");
            } else {
                title.ifPresent(pages::add);
            }
        }
        return pages;
    }

    private static int minutes(Keys keys) {
        Optional<YamlNode> value = keys.need("time");
        Optional<String> text = value.flatMap(v -> keys.textOf("time", v));
        Optional<Duration> time = text.flatMap(Lengths::read)
                .filter(t ->
                        t.toMinutes() > 0 && t.toMinutes() <= 24 * 60 && t.equals(Duration.ofMinutes(t.toMinutes())));
        if (value.isPresent() && text.isPresent() && time.isEmpty()) {
            keys.wrong(
                    "time", value.get(), "'%s' is no number of minutes".formatted(text.get()), "write for instance 8m");
        }
        return time.map(t -> Math.toIntExact(t.toMinutes())).orElse(1);
    }

    private List<String> opens(Keys keys) {
        List<String> opens = new ArrayList<>();
        for (YamlNode item : keys.list("opens")) {
            if (item instanceof YamlNode.Mapping(List<YamlNode.Entry> entries, var ignored) && entries.size() == 1) {
                YamlNode.Entry entry = entries.getFirst();
                Optional<String> fault = fault(keys, entry.key());
                Optional<String> node = keys.textOf("opens", entry.value()).filter(n -> isNode(keys, entry.value(), n));
                fault.flatMap(f -> node.map(n -> f + " " + n)).ifPresent(opens::add);
            } else {
                fault(keys, item).ifPresent(opens::add);
            }
        }
        return opens;
    }

    private Optional<String> fault(Keys keys, YamlNode value) {
        Optional<String> name = keys.textOf("opens", value);
        if (name.isPresent() && !vocabulary.faults().contains(name.get())) {
            String why = "there is no fault '%s'%s"
                    .formatted(name.get(), DidYouMean.suffix(name.get(), vocabulary.faults()));
            keys.wrong("opens", value, why, "use one of: " + String.join(", ", vocabulary.faults()));
        }
        return name;
    }

    private boolean isNode(Keys keys, YamlNode value, String name) {
        Topology topology = checks.topology();
        boolean known = topology.node(name).isPresent();
        if (!known) {
            keys.wrong("opens", value, Selectors.whyNoNode(topology, name), "name one node");
        }
        return known;
    }

    private List<TaskSource.HintSource> withShared(List<TaskSource.HintSource> own, List<CheckSource> ordered) {
        Set<String> possible = ordered.stream()
                .flatMap(c -> c.causes().stream())
                .map(Cause::code)
                .collect(Collectors.toSet());
        Set<String> taken = own.stream().map(TaskSource.HintSource::cause).collect(Collectors.toSet());
        List<TaskSource.HintSource> all = new ArrayList<>(own);
        shared.stream()
                .filter(h -> (possible.contains(h.cause()) || h.cause().equals("*")) && !taken.contains(h.cause()))
                .forEach(all::add);
        return all;
    }

    /// The hints of a task or of a whole lab.
    static List<TaskSource.HintSource> hints(Keys keys) {
        List<TaskSource.HintSource> hints = new ArrayList<>();
        Optional<YamlNode> node = keys.take("hints");
        if (node.isEmpty() || !(node.get() instanceof YamlNode.Mapping(List<YamlNode.Entry> entries, var ignored))) {
            node.ifPresent(n -> keys.wrong("hints", n, "it is " + n.shape(), "write 'CAUSE: [question, where, edit]'"));
            return hints;
        }
        for (YamlNode.Entry entry : entries) {
            List<String> rungs = new ArrayList<>();
            List<Place> places = new ArrayList<>();
            for (YamlNode rung : keys.listOf("hints", entry.value())) {
                keys.textOf("hints", rung).ifPresent(text -> {
                    rungs.add(text);
                    places.add(keys.complaints().place(rung.at()));
                });
            }
            Place at = keys.complaints().place(entry.key().at());
            hints.add(new TaskSource.HintSource(entry.key().text(), at, rungs, places));
        }
        return hints;
    }

    private List<CheckSource> checks(String id, Keys keys) {
        Optional<YamlNode> node = keys.need("checks");
        List<YamlNode> items = node.map(n -> keys.listOf("checks", n)).orElse(List.of());
        if (node.isPresent() && (items.isEmpty() || items.size() > MOST_CHECKS)) {
            String why = "a task with %d checks is not judged".formatted(items.size());
            keys.wrong("checks", node.get(), why, "write 1 to %d checks".formatted(MOST_CHECKS));
            return List.of();
        }
        List<CheckReader.Draft> drafts = new ArrayList<>();
        items.forEach(item -> checks.read(id, item, keys.complaints()).ifPresent(drafts::add));
        List<String> names = names(items, keys);
        Map<String, CheckReader.Draft> byId = new LinkedHashMap<>();
        drafts.forEach(d -> byId.putIfAbsent(d.source().check().id(), d));
        List<CheckSource> ordered = new ArrayList<>();
        for (Check check : Needs.sort(id, drafts, names, keys.complaints())) {
            Optional.ofNullable(byId.get(check.id()))
                    .map(CheckReader.Draft::source)
                    .map(s -> new CheckSource(check, s.fields(), s.causes(), s.unproved(), s.at(), s.places()))
                    .ifPresent(ordered::add);
        }
        return ordered;
    }

    private static List<String> names(List<YamlNode> items, Keys keys) {
        Set<String> names = new HashSet<>();
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Mapping(List<YamlNode.Entry> entries, var at)) {
                entries.stream()
                        .filter(e -> e.key().text().equals("id") && e.value() instanceof YamlNode.Scalar)
                        .map(e -> ((YamlNode.Scalar) e.value()).text())
                        .filter(name -> !names.add(name))
                        .forEach(name -> keys.complaints()
                                .add(
                                        at,
                                        "check '%s' stands twice".formatted(name),
                                        "ids are unique in a task",
                                        "rename one"));
            }
        }
        return names.stream().sorted().toList();
    }

    private String answerFile(String name) {
        return "answers/%s/%s.md".formatted(labId, name);
    }

    private Optional<Answer> answer(String name, Complaints complaints) {
        String file = answerFile(name);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        List<String> nodes =
                checks.topology().nodes().stream().map(NodeSpec::name).toList();
        return files.text(file, complaints.in(file)).map(text -> {
            AnswerText.Parsed parsed = AnswerText.read(file, text, nodes);
            complaints.addAll(parsed.problems());
            return parsed.answer();
        });
    }
}
