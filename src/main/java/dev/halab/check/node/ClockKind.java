package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.time.Duration;
import java.util.List;

/// Kind `clock`.
final class ClockKind implements Kind {
    static final Cause SKEW = new Cause("clock.skew", "A node's clock is off: certificates and leases will misbehave.");

    private static final Duration USUAL = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String summary() {
        return "The clocks of some nodes agree: with the middle one of three or more, with this computer's if there are "
                + "fewer. How long the reading took is not known to the second, so what lies within 5 s beyond the "
                + "limit is unknown.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.optional("maxSkew", new Type.Length(), "how far one may be off; `2s` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(SKEW);
    }

    @Override
    public String example() {
        return "clock: {on: all, maxSkew: 2s}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new ClockClaim(fields.nodes("on"), fields.findLength("maxSkew").orElse(USUAL));
    }
}
