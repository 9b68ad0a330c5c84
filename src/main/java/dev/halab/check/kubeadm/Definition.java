package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import java.util.List;
import java.util.function.BiFunction;

/// A kind of check, put together from its parts.
record Definition(
        String name,
        String summary,
        List<Field> fields,
        List<Cause> causes,
        String example,
        BiFunction<Fields, Scope, Claim> maker)
        implements Kind {
    Definition {
        fields = List.copyOf(fields);
        causes = List.copyOf(causes);
    }

    @Override
    public Claim claim(Fields values, Scope scope) {
        return maker.apply(values, scope);
    }
}
