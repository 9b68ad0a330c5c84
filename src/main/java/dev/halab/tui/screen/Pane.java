package dev.halab.tui.screen;

/// A part of the lab's screen that can have the keys.
public enum Pane {
    TASK,
    SHELL,
    CHECKS,
    EVIDENCE,
    TOPOLOGY
}
