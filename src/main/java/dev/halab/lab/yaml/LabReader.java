package dev.halab.lab.yaml;

import dev.halab.lab.Lab;
import dev.halab.lab.LabSource;
import dev.halab.lab.Place;
import dev.halab.lab.Task;
import dev.halab.lab.TaskSource;
import dev.halab.lab.Variables;
import dev.halab.machine.Capability;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.Topology;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one `lab.yaml`.
///
/// @param files the files of the course
/// @param vocabulary the words that labs may use
record LabReader(CourseFiles files, Vocabulary vocabulary) {
    private static final List<String> KEYS = List.of(
            "apiVersion", "kind", "id", "title", "kubernetes", "topology", "requires", "vars", "hints", "tasks");
    private static final String KUBERNETES = "kubernetes";
    private static final Pattern MINOR = Pattern.compile("1\\.[1-9][0-9]?");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MOST_TASKS = 100;

    /// The lab in the directory `labs/NAME`; empty if it has a problem.
    Optional<LabSource> read(String name, Complaints courseComplaints) {
        String file = "labs/%s/lab.yaml".formatted(name);
        Complaints complaints = courseComplaints.in(file);
        int before = complaints.count();
        return files.text(file, complaints)
                .flatMap(text -> document(text, complaints)
                        .flatMap(node -> Keys.of("lab '%s'".formatted(name), node, complaints))
                        .map(keys -> lab(name, file, text, keys)))
                .filter(lab -> complaints.count() == before);
    }

    static Optional<YamlNode> document(String text, Complaints complaints) {
        if (indentedByTabs(text, complaints)) {
            return Optional.empty();
        }
        try {
            List<YamlNode> documents = Yaml.documents(
                    text,
                    twice -> complaints.add(twice.at(), "a key stands twice", twice.why(), "keep one of the two"));
            if (documents.size() == 1) {
                return Optional.of(documents.getFirst());
            }
            String why = "it holds %d YAML documents where one is expected".formatted(documents.size());
            complaints.add(Place.startOf(complaints.file()), "the file cannot be read", why, "keep one");
        } catch (MalformedYaml e) {
            complaints.add(
                    e.at(), "this is no YAML that a course may hold", e.why(), "mend the line, or quote the text");
        }
        return Optional.empty();
    }

    private static boolean indentedByTabs(String text, Complaints complaints) {
        int before = complaints.count();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String indent = lines.get(i)
                    .substring(
                            0,
                            lines.get(i).length() - lines.get(i).stripLeading().length());
            if (indent.contains("\t")) {
                complaints.add(
                        new Place(complaints.file(), i + 1, indent.indexOf('\t') + 1),
                        "a line is indented with a tab",
                        "YAML is indented with spaces",
                        "replace the tab by spaces");
            }
        }
        return complaints.count() > before;
    }

    private LabSource lab(String name, String file, String text, Keys keys) {
        exactly(keys, "apiVersion", "halab/v1");
        exactly(keys, "kind", "Lab");
        id(name, keys);
        Optional<String> title = keys.text("title");
        String kubernetes = kubernetes(keys);
        Topology topology = topology(keys);
        List<String> requires = requires(keys);
        Map<String, String> vars = vars(keys, topology);
        Map<String, String> all = new LinkedHashMap<>(topology.variables());
        all.put(KUBERNETES, kubernetes);
        all.putAll(vars);
        CheckReader checks = new CheckReader(vocabulary.kinds(), topology, kubernetes, all);
        List<TaskSource.HintSource> shared = TaskReader.hints(keys);
        List<TaskSource> tasks = tasks(name, keys, new TaskReader(files, name, vocabulary, checks, shared));
        keys.finish(KEYS);
        String shown = Variables.insert(title.orElse(name), all);
        List<Task> made = tasks.stream().map(TaskSource::task).toList();
        Lab lab = new Lab(name, shown, kubernetes, topology.name(), requires, vars, made);
        Place titlePlace = keys.places().getOrDefault("title", Place.startOf(file));
        return new LabSource(lab, topology, file, text, titlePlace, shared, tasks);
    }

    private static void id(String directory, Keys keys) {
        Optional<String> id = Ids.take(keys, "a lab");
        if (id.isPresent() && !id.get().equals(directory)) {
            keys.complaints()
                    .add(
                            keys.places().getOrDefault("id", keys.complaints().place(keys.at())),
                            "the id '%s' is not the name of the lab's directory".formatted(id.get()),
                            "the directory is labs/%s".formatted(directory),
                            "write 'id: %s', or rename the directory".formatted(directory));
        }
    }

    static void exactly(Keys keys, String key, String expected) {
        Optional<YamlNode> value = keys.need(key);
        Optional<String> text = value.flatMap(v -> keys.textOf(key, v));
        if (text.isPresent() && !text.get().equals(expected)) {
            keys.wrong(
                    key,
                    value.orElseThrow(),
                    "it is '%s'".formatted(text.get()),
                    "write '%s: %s'".formatted(key, expected));
        }
    }

    /// One minor version, or a list of those that the lab can be done with, the usual one first. Those of the
    /// machines
    /// decide, if the lab knows them.
    private String kubernetes(Keys keys) {
        Optional<YamlNode> value = keys.need(KUBERNETES);
        List<YamlNode> items = value.map(v -> v instanceof YamlNode.Sequence ? keys.listOf(KUBERNETES, v) : List.of(v))
                .orElse(List.of());
        List<String> taught =
                items.stream().flatMap(item -> minor(keys, item).stream()).toList();
        value.filter(v -> items.isEmpty())
                .ifPresent(
                        v -> keys.wrong(KUBERNETES, v, "the list is empty", "write for instance kubernetes: \"1.35\""));
        return vocabulary
                .machines()
                .filter(taught::contains)
                .or(() -> taught.stream().findFirst())
                .orElse("1.35");
    }

    private static Optional<String> minor(Keys keys, YamlNode value) {
        Optional<String> text = keys.textOf(KUBERNETES, value);
        boolean quoted = value instanceof YamlNode.Scalar scalar && scalar.quoted();
        if (text.isPresent() && !quoted) {
            String why = "'%s' without quotes may lose zeros: 1.30 is read as 1.3".formatted(text.get());
            keys.wrong(KUBERNETES, value, why, "write kubernetes: \"%s\"".formatted(text.get()));
        } else if (text.isPresent() && !MINOR.matcher(text.get()).matches()) {
            String why = "'%s' is no minor version".formatted(text.get());
            keys.wrong(KUBERNETES, value, why, "write for instance kubernetes: \"1.35\"");
        }
        return text.filter(t -> MINOR.matcher(t).matches());
    }

    private Topology topology(Keys keys) {
        Optional<YamlNode> value = keys.need("topology");
        Optional<String> name = value.flatMap(v -> keys.textOf("topology", v));
        Optional<Topology> topology = name.flatMap(vocabulary.topologies());
        if (value.isPresent() && name.isPresent() && topology.isEmpty()) {
            String why = "there is no topology '%s'%s"
                    .formatted(name.get(), DidYouMean.suffix(name.get(), Topology.names()));
            keys.wrong("topology", value.get(), why, "use one of: " + String.join(", ", Topology.names()));
        }
        // the nodes of another topology are better than none for finding the other problems
        return topology.orElseGet(
                () -> vocabulary.topologies().apply("standard").orElseThrow());
    }

    private static List<String> requires(Keys keys) {
        List<String> words =
                Arrays.stream(Capability.values()).map(Capability::word).toList();
        List<String> requires = new ArrayList<>();
        for (YamlNode item : keys.list("requires")) {
            Optional<String> word = keys.textOf("requires", item);
            if (word.isPresent() && !words.contains(word.get())) {
                String why = "no provider can '%s'%s".formatted(word.get(), DidYouMean.suffix(word.get(), words));
                keys.wrong("requires", item, why, "use one of: " + String.join(", ", words));
            }
            word.ifPresent(requires::add);
        }
        return requires;
    }

    private static Map<String, String> vars(Keys keys, Topology topology) {
        Map<String, String> vars = new LinkedHashMap<>();
        Complaints complaints = keys.complaints();
        Optional<YamlNode> node = keys.take("vars");
        if (node.isEmpty() || !(node.get() instanceof YamlNode.Mapping(List<YamlNode.Entry> entries, var ignored))) {
            node.ifPresent(n -> Keys.of("'vars'", n, complaints));
            return vars;
        }
        for (YamlNode.Entry entry : entries) {
            String name = entry.key().text();
            boolean taken = topology.variables().containsKey(name) || name.equals(KUBERNETES);
            if (!VARIABLE.matcher(name).matches() || taken) {
                String why = taken ? "it is predefined" : "a name is made of a-z, 0-9 and single hyphens";
                complaints.add(
                        entry.key().at(), "'%s' is no name for a variable".formatted(name), why, "choose another name");
            }
            keys.textOf("vars", entry.value()).ifPresent(text -> vars.put(name, variable(name, text, entry, keys)));
        }
        return vars;
    }

    private static String variable(String name, String text, YamlNode.Entry entry, Keys keys) {
        Optional<String> mistaken = entry.value() instanceof YamlNode.Scalar scalar && !scalar.quoted()
                ? Texts.mistakenFor(text)
                : Optional.empty();
        mistaken.ifPresent(other -> keys.wrong(
                "vars",
                entry.value(),
                "'%s' without quotes may be read as %s".formatted(text, other),
                "write %s: \"%s\"".formatted(name, text)));
        if (text.contains("${")) {
            keys.wrong("vars", entry.value(), "variables are not inserted into variables", "write the text itself");
        }
        return text;
    }

    private static List<TaskSource> tasks(String labId, Keys keys, TaskReader reader) {
        List<TaskSource> tasks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Optional<YamlNode> node = keys.need("tasks");
        List<YamlNode> items = node.map(n -> keys.listOf("tasks", n)).orElse(List.of());
        if (node.isPresent() && (items.isEmpty() || items.size() > MOST_TASKS)) {
            String why = "it has %d tasks".formatted(items.size());
            keys.wrong("tasks", node.get(), why, "write 1 to %d tasks".formatted(MOST_TASKS));
            return tasks;
        }
        for (YamlNode item : items) {
            Keys.of("a task of lab '%s'".formatted(labId), item, keys.complaints())
                    .flatMap(task -> Ids.take(task, "a task"))
                    .flatMap(id -> {
                        if (!ids.add(id)) {
                            String why = "another task of this lab has the same id";
                            keys.complaints().add(item.at(), "task '%s' stands twice".formatted(id), why, "rename one");
                        }
                        return reader.read(id, item, keys.complaints());
                    })
                    .ifPresent(tasks::add);
        }
        return tasks;
    }
}
