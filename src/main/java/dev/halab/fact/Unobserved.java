package dev.halab.fact;

/// Raised while judging when a needed fact was not read or cannot be understood: the verdict becomes unknown.
public final class Unobserved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fact fact;
    private final Reading.Reason reason;
    private final String detail;

    public Unobserved(Fact fact, Reading.Reason reason, String detail) {
        super("%s: %s (%s)".formatted(fact, detail, reason.word()), null, false, false);
        this.fact = fact;
        this.reason = reason;
        this.detail = detail;
    }

    public Fact fact() {
        return fact;
    }

    public Reading.Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
