package dev.halab.check.version;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import java.util.List;

/// A kind whose claims are bound to the versions that halab knows.
record BoundKind(Kind kind, Witness witness) implements Kind {
    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public String summary() {
        return kind.summary();
    }

    @Override
    public List<Field> fields() {
        return kind.fields();
    }

    @Override
    public List<Cause> causes() {
        return kind.causes();
    }

    @Override
    public String example() {
        return kind.example();
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new BoundClaim(kind.claim(fields, scope), witness);
    }
}
