package dev.halab.check;

import dev.halab.fact.Unobserved;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Judges the same thing in several places: all must pass. A failure anywhere wins over a place that could
/// not be seen, and that wins over waiting; nothing to judge is never a pass.
public final class Each {
    private Each() {}

    /// The verdict over all `places`; passes say `observed`.
    public static <T> Verdict of(List<T> places, String observed, Function<? super T, Verdict> judge) {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("nothing to judge");
        }
        List<Verdict> verdicts = new ArrayList<>();
        places.forEach(place -> verdicts.add(judged(judge, place)));
        return strongest(verdicts, observed);
    }

    private static <T> Verdict judged(Function<? super T, Verdict> judge, T place) {
        try {
            return judge.apply(place);
        } catch (Unobserved e) {
            return new Verdict.Unknown(e.reason(), e.fact() + ": " + e.detail());
        }
    }

    /// The first failure, else the first unknown, else the first wait or block, else a pass that says `observed`.
    public static Verdict strongest(List<Verdict> verdicts, String observed) {
        return verdicts.stream()
                .filter(Verdict.Fail.class::isInstance)
                .findFirst()
                .or(() -> verdicts.stream()
                        .filter(Verdict.Unknown.class::isInstance)
                        .findFirst())
                .or(() -> verdicts.stream()
                        .filter(v -> !(v instanceof Verdict.Pass))
                        .findFirst())
                .orElseGet(() -> Verdict.pass(observed));
    }
}
