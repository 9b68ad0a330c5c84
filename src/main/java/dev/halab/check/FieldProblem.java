package dev.halab.check;

/// The values of a check's fields make no sense together; the loader adds the place.
public final class FieldProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String why;
    private final String next;

    /// @param field the field at fault, `outer.inner` inside a group
    /// @param why what is wrong with it
    /// @param next what to write instead
    public FieldProblem(String field, String why, String next) {
        super(field + ": " + why);
        this.field = field;
        this.why = why;
        this.next = next;
    }

    public String field() {
        return field;
    }

    public String why() {
        return why;
    }

    public String next() {
        return next;
    }
}
