package dev.halab.check.kubeadm;

import dev.halab.check.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Judges clause by clause, in an order in which the first thing wrong is the cause of the others.
final class First {
    private First() {}

    /// The first clause's verdict that is there, else a pass that says `observed`.
    static Verdict of(String observed, List<Supplier<Optional<Verdict>>> clauses) {
        return clauses.stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Verdict.pass(observed));
    }

    /// A clause's failure.
    static Optional<Verdict> fail(String cause, String expected, String actual, String where) {
        return Optional.of(Verdict.fail(cause, expected, actual, where));
    }
}
