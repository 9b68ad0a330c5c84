package dev.halab.check.version;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A kind by the name of a real one, whose claims read some facts and say one verdict.
record Stub(String name, List<Fact> facts, Verdict verdict) implements Kind {
    /// A claim of it as labs get it.
    static Claim bound(String name, Verdict verdict, Fact... facts) {
        return Bounds.on(new Stub(name, List.of(facts), verdict))
                .claim(new Fields(Map.of()), new Scope("lab/task/check", Trial.STANDARD, "1.35", false));
    }

    @Override
    public String summary() {
        return "Says what it was made to say.";
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }

    @Override
    public List<Cause> causes() {
        return List.of(new Cause("stub.wrong", "It is wrong."));
    }

    @Override
    public String example() {
        return name + ": {}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new Saying(Set.copyOf(facts), verdict);
    }

    private record Saying(Set<Fact> facts, Verdict verdict) implements Claim {
        @Override
        public String title() {
            return "it is so";
        }

        @Override
        public Set<Fact> facts() {
            return new LinkedHashSet<>(facts);
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            return verdict;
        }

        @Override
        public List<String> advice(Snapshot snapshot) {
            return List.of("think");
        }
    }
}
