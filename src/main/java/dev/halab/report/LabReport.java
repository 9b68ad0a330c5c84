package dev.halab.report;

import java.util.List;

/// The tasks of a lab as they were judged.
///
/// @param lab id of the lab
/// @param tasks one per task, in order
public record LabReport(String lab, List<CheckReport> tasks) {
    public LabReport {
        tasks = List.copyOf(tasks);
    }

    public TaskVerdict verdict() {
        return TaskVerdict.ofTasks(tasks.stream().map(CheckReport::verdict).toList());
    }
}
