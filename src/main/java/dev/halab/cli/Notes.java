package dev.halab.cli;

import dev.halab.machine.Progress;

/// Progress as lines beside the output.
record Notes(Console console) implements Progress {
    @Override
    public void phase(String node, String phase) {
        console.note((node.isEmpty() ? "all" : node) + "  " + phase);
    }

    @Override
    public void detail(String node, String line) {}

    @Override
    public void done(String node) {}
}
