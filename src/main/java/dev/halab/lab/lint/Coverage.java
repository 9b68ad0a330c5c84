package dev.halab.lab.lint;

import dev.halab.check.Severity;
import dev.halab.lab.Case;
import dev.halab.lab.CheckSource;
import dev.halab.lab.LabSource;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.TaskSource;
import java.util.ArrayList;
import java.util.List;

/// How much of a course its recordings prove: every check is failed first by a mutant, or says why none can.
///
/// @param rows one per task, in the order of the course
/// @param findings what is not proved
public record Coverage(List<Row> rows, List<LintFinding> findings) {
    public Coverage {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /// A task.
    ///
    /// @param task its id
    /// @param checks how many count
    /// @param proved those that a mutant fails first
    /// @param excused those that say why none does
    /// @param mutants how many show what they have to
    /// @param variants how many show what they have to
    /// @param open names of the checks that are neither proved nor excused
    public record Row(
            String task, int checks, int proved, int excused, long mutants, long variants, List<String> open) {
        public Row {
            open = List.copyOf(open);
        }
    }

    /// What `proof` covers of a course.
    public static Coverage of(LoadedCourse course, Proof proof) {
        List<Row> rows = new ArrayList<>();
        Findings findings = new Findings();
        for (LabSource lab : course.sources()) {
            for (TaskSource task : lab.tasks()) {
                rows.add(row(task, proof.rows(), findings));
            }
        }
        return new Coverage(rows, findings.sorted());
    }

    private static Row row(TaskSource task, List<Proof.Row> proof, Findings findings) {
        String id = task.task().id();
        List<Proof.Row> proven = proof.stream()
                .filter(r -> r.subject().task().equals(id) && r.outcome() == Proof.Outcome.PROVEN)
                .toList();
        List<String> failed = proven.stream()
                .filter(r -> r.subject().part() == Case.Part.MUTANT)
                .map(Proof.Row::check)
                .distinct()
                .toList();
        long variants = proven.stream()
                .filter(r -> r.subject().part() == Case.Part.VARIANT)
                .count();
        List<String> open = new ArrayList<>();
        int checks = 0;
        int excused = 0;
        for (CheckSource source : task.checks()) {
            String name = source.check().name();
            if (source.check().severity() != Severity.MUST) {
                continue;
            }
            checks++;
            if (source.unproved().isBlank()) {
                if (!failed.contains(name)) {
                    open.add(name);
                }
            } else if (failed.contains(name)) {
                findings.error(
                        source.place("unproved"),
                        "check '%s' of task '%s' is proved".formatted(name, id),
                        "a mutant fails it first, and it says 'unproved: %s'".formatted(source.unproved()),
                        "drop 'unproved:'");
            } else {
                excused++;
            }
        }
        if (!open.isEmpty()) {
            findings.error(
                    task.at(),
                    "%d of %d checks of task '%s' are proved by no mutant".formatted(open.size(), checks, id),
                    "nothing fails first at: " + String.join(", ", open),
                    "record a mutant for each, or write 'unproved: REASON' beside it");
        }
        if (variants == 0) {
            findings.error(
                    task.at(),
                    "task '%s' has no variant that passes".formatted(id),
                    "nothing shows that its checks accept another right solution",
                    "record one: answers/%s/variants/NAME.md".formatted(id));
        }
        long mutants = proven.stream()
                .filter(r -> r.subject().part() == Case.Part.MUTANT)
                .count();
        return new Row(id, checks, checks - excused - open.size(), excused, mutants, variants, open);
    }
}
