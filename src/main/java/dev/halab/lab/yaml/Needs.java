package dev.halab.lab.yaml;

import dev.halab.check.Check;
import dev.halab.problem.DidYouMean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the checks of a task after what they need.
final class Needs {
    private final String taskId;
    private final Map<String, CheckReader.Draft> byName = new LinkedHashMap<>();
    private final Complaints complaints;
    private final Map<String, Check> sorted = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private Needs(String taskId, List<CheckReader.Draft> drafts, Complaints complaints) {
        this.taskId = taskId;
        this.complaints = complaints;
        drafts.forEach(d -> byName.putIfAbsent(d.source().check().name(), d));
    }

    /// The checks, each after what it needs and otherwise in the order of the file, with full ids in their needs.
    ///
    /// @param names every check name of the task, those with problems too
    static List<Check> sort(String taskId, List<CheckReader.Draft> drafts, List<String> names, Complaints complaints) {
        Needs needs = new Needs(taskId, drafts, complaints);
        drafts.forEach(d -> needs.known(d, names));
        drafts.forEach(d -> needs.place(d.source().check().name()));
        return new ArrayList<>(needs.sorted.values());
    }

    private void known(CheckReader.Draft draft, List<String> names) {
        for (CheckReader.Need need : draft.needs()) {
            if (!names.contains(need.name())) {
                boolean elsewhere = need.name().contains("/");
                complaints.add(
                        need.at(),
                        "check '%s' needs '%s'".formatted(draft.source().check().name(), need.name()),
                        elsewhere
                                ? "a check can only need checks of its own task"
                                : "task '%s' has no such check%s"
                                        .formatted(taskId, DidYouMean.suffix(need.name(), names)),
                        "name a check of task '%s'".formatted(taskId));
            }
        }
    }

    private void place(String name) {
        CheckReader.Draft draft = byName.get(name);
        if (draft == null || sorted.containsKey(name)) {
            return;
        }
        open.add(name);
        List<String> ids = new ArrayList<>();
        for (CheckReader.Need need : draft.needs()) {
            if (open.contains(need.name())) {
                cycle(need);
            } else {
                place(need.name());
                ids.add(taskId + "/" + need.name());
            }
        }
        open.remove(name);
        Check c = draft.source().check();
        sorted.put(
                name,
                new Check(
                        c.id(),
                        c.title(),
                        c.kind(),
                        c.claim(),
                        c.points(),
                        c.severity(),
                        ids,
                        c.timing(),
                        c.sinceTask()));
    }

    private void cycle(CheckReader.Need need) {
        List<String> path = new ArrayList<>(open);
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(need.name()), path.size()));
        circle.add(need.name());
        complaints.add(
                need.at(),
                "checks need each other",
                String.join(" needs ", circle),
                "let the first thing that has to be right need nothing");
    }
}
