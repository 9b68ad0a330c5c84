package dev.halab.lab.yaml;

import dev.halab.lab.Answer;
import dev.halab.lab.AnswerText;
import dev.halab.lab.Case;
import dev.halab.lab.LabSource;
import dev.halab.lab.Place;
import dev.halab.lab.TaskSource;
import dev.halab.recording.MalformedRecording;
import dev.halab.recording.Recording;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the cases of a course: answers, variants, mutants, and what was recorded of each.
///
/// @param files the files of the course
/// @param complaints where problems go
record CaseReader(CourseFiles files, Complaints complaints) {
    /// A recording holds all that one task reads of five nodes; one of a whole cluster is about 500 KiB.
    private static final int LARGEST_RECORDING = 4 * 1024 * 1024;

    List<Case> read(LabSource lab) {
        List<Case> cases = new ArrayList<>();
        List<String> nodes = lab.topology().nodes().stream().map(NodeSpec::name).toList();
        for (TaskSource source : lab.tasks()) {
            String id = source.task().id();
            if (source.answerFound()) {
                cases.add(made(id, Case.Part.GOLDEN, source.task().answer()));
            }
            String directory = "answers/" + id;
            cases.addAll(in(directory + "/variants", id, Case.Part.VARIANT, nodes));
            cases.addAll(in(directory + "/mutants", id, Case.Part.MUTANT, nodes));
        }
        return cases;
    }

    private List<Case> in(String directory, String task, Case.Part part, List<String> nodes) {
        List<Case> cases = new ArrayList<>();
        List<String> names = files.names(directory, complaints.in(directory));
        for (String name : names) {
            String file = directory + "/" + name;
            if (name.endsWith(".md")) {
                files.text(file, complaints.in(file)).ifPresent(text -> {
                    AnswerText.Parsed parsed = AnswerText.read(file, text, nodes);
                    complaints.addAll(parsed.problems());
                    cases.add(made(task, part, parsed.answer()));
                });
            } else if (!name.endsWith(".facts.json") || !names.contains(name.replace(".facts.json", ".md"))) {
                complaints.add(
                        Place.startOf(file),
                        "'%s' belongs to no case".formatted(name),
                        "a case is CASE.md, and what was recorded of it CASE.facts.json",
                        "rename or delete it");
            }
        }
        return cases;
    }

    private Case made(String task, Case.Part part, Answer answer) {
        String facts = answer.path().replaceFirst("\\.md$", ".facts.json");
        return new Case(task, part, answer, facts, recording(task, facts));
    }

    private Optional<Recording> recording(String task, String file) {
        if (!files.exists(file)) {
            return Optional.empty();
        }
        return files.text(file, LARGEST_RECORDING, complaints.in(file))
                .flatMap(text -> parsed(file, text))
                .filter(recording -> belongs(task, file, recording));
    }

    private Optional<Recording> parsed(String file, String text) {
        try {
            return Optional.of(Recording.parse(text));
        } catch (MalformedRecording e) {
            complaints.add(Place.startOf(file), "this is no recording", e.why(), "record it again");
            return Optional.empty();
        }
    }

    private boolean belongs(String task, String file, Recording recording) {
        if (!recording.task().equals(task)) {
            complaints.add(
                    Place.startOf(file),
                    "this is a recording of another task",
                    "it was made of '%s'".formatted(recording.task()),
                    "record '%s'".formatted(task));
        }
        return recording.task().equals(task);
    }
}
