package dev.halab.lab.lint;

/// One rule over a task.
interface Rule {
    void look(Subject subject, Findings findings);
}
