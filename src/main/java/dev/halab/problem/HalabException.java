package dev.halab.problem;

import org.jspecify.annotations.Nullable;

/// A problem that ends the current command: three parts for the person, and the exit status for scripts.
public final class HalabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final ExitStatus status;

    private HalabException(Problem problem, ExitStatus status, @Nullable Throwable cause) {
        super(problem.what() + ": " + problem.why(), cause);
        this.problem = problem;
        this.status = status;
    }

    /// A problem of the lab or the host (exit status 3).
    public static HalabException of(Problem problem) {
        return new HalabException(problem, ExitStatus.LAB_PROBLEM, null);
    }

    /// A problem of the lab or the host, with what raised it (exit status 3).
    public static HalabException of(Problem problem, Throwable cause) {
        return new HalabException(problem, ExitStatus.LAB_PROBLEM, cause);
    }

    /// Something the caller wrote is wrong: a name, an option, a course file (exit status 2).
    public static HalabException usage(Problem problem) {
        return new HalabException(problem, ExitStatus.USAGE, null);
    }

    /// Something needed could not be observed (exit status 4).
    public static HalabException unobserved(Problem problem) {
        return new HalabException(problem, ExitStatus.UNOBSERVED, null);
    }

    public Problem problem() {
        return problem;
    }

    public ExitStatus status() {
        return status;
    }
}
