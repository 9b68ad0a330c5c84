package dev.halab.problem;

/// The exit statuses of every halab command (docs: product contract, "Command line").
public enum ExitStatus {
    /// Done, or every check passes.
    OK(0),
    /// Judged, and not there yet.
    NOT_YET(1),
    /// The command line or the course text was wrong.
    USAGE(2),
    /// The lab or the host has a problem.
    LAB_PROBLEM(3),
    /// Nothing failed, but something could not be observed.
    UNOBSERVED(4),
    /// A defect of halab.
    BUG(70);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /// The number given to the operating system.
    public int code() {
        return code;
    }
}
