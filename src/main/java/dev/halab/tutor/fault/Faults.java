package dev.halab.tutor.fault;

import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.util.List;

/// All faults there are.
public final class Faults {
    private static final List<Fault> ALL = List.of(new ExpireTokens(), new ExpireCertificates());

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    /// Their names, as `opens:` of a task may use them.
    public static List<String> names() {
        return ALL.stream().map(Fault::name).toList();
    }

    /// The fault of that name.
    ///
    /// @throws HalabException if there is none
    public static Fault named(String name) {
        return ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HalabException.usage(new Problem(
                        "There is no fault '%s'%s".formatted(name, DidYouMean.suffix(name, names())),
                        "the faults are: " + String.join(", ", names()),
                        "halab lint")));
    }
}
