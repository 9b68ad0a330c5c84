package dev.halab.fact;

import java.util.List;

/// Something that may be read of a lab in one round: from a node, the API, the wire or the tutor's own journal.
/// `Facts` lists every shape there is.
///
/// @param source a node's name, or `api`, `wire`, `write`, `fault`, `tutor`
/// @param kind what is read, for instance `file`
/// @param arguments what it takes, for instance the path; data, never shell text
public record Fact(String source, String kind, List<String> arguments) {
    /// The Kubernetes API.
    public static final String API = "api";

    /// Connections made through a node other than the target.
    public static final String WIRE = "wire";

    /// What halab tries to write, to see whether the cluster takes it. It changes something, so nothing is
    /// asked of it unless somebody asked for a check.
    public static final String WRITE = "write";

    /// What is seen while halab breaks a machine on purpose and mends it. Nothing is asked of it but at the
    /// end of a check of its very task that somebody asked for.
    public static final String FAULT = "fault";

    /// What halab itself knows: answers the learner gave.
    public static final String TUTOR = "tutor";

    public Fact {
        arguments = List.copyOf(arguments);
    }

    /// The fact's name as evidence shows it, for instance `file:/etc/hosts`.
    public String name() {
        return arguments.isEmpty() ? kind : kind + ":" + String.join(",", arguments);
    }

    @Override
    public String toString() {
        return source + " " + name();
    }
}
