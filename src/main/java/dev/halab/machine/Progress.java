package dev.halab.machine;

import dev.halab.problem.Problem;

/// Told what a provider is doing, possibly from several threads.
public interface Progress {
    /// A phase of a node begins; `node` is empty for what concerns them all. Phases are short words: "image",
    /// "network", "create", "boot", "ssh".
    void phase(String node, String phase);

    /// A line of detail of the current phase, to be shown as the last line of a log.
    void detail(String node, String line);

    /// The node has reached the end of its last phase; with an empty `node`, what concerns them all is done.
    void done(String node);

    /// The node did not reach the end of its last phase, and nothing more is done to it now.
    default void failed(String node, Problem problem) {}

    /// Takes no notice.
    static Progress quiet() {
        return new Progress() {
            @Override
            public void phase(String node, String phase) {}

            @Override
            public void detail(String node, String line) {}

            @Override
            public void done(String node) {}
        };
    }
}
