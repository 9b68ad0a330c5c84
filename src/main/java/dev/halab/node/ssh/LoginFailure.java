package dev.halab.node.ssh;

import dev.halab.fact.Reading.Reason;
import dev.halab.problem.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// No connection to a node, with what a person should know of it.
final class LoginFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Problem problem;

    LoginFailure(Reason reason, Problem problem, @Nullable Throwable cause) {
        super(problem.what() + ": " + problem.why(), cause);
        this.reason = reason;
        this.problem = problem;
    }

    Reason reason() {
        return reason;
    }

    Problem problem() {
        return problem;
    }

    /// On one line, for a fact.
    String detail() {
        return "%s: %s; %s".formatted(problem.what(), problem.why(), problem.next());
    }
}
