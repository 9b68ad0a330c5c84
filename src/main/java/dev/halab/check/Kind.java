package dev.halab.check;

import java.util.List;

/// A kind of check: its name in course files, its fields, its causes, and how a claim is made of the fields.
public interface Kind {
    /// The key in course files, for instance `haproxy.config`.
    String name();

    /// One or two sentences for the reference page: what it claims, and what it reads.
    String summary();

    /// The fields it takes.
    List<Field> fields();

    /// Every cause that its claims can fail with.
    List<Cause> causes();

    /// A line of YAML that shows its use, for the reference page.
    String example();

    /// Makes the claim. `fields` hold values of the declared types, required ones are there.
    ///
    /// @throws FieldProblem if values of the right type make no sense (an unknown unit, an empty set, both of two
    ///     fields that exclude each other)
    Claim claim(Fields fields, Scope scope);
}
