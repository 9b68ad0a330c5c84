package dev.halab.check.version;

import dev.halab.check.Kind;
import java.util.Optional;

/// Binds kinds of checks to the versions that halab knows.
public final class Bounds {
    private Bounds() {}

    /// The kind, whose claims say *unknown* of a version outside of these; the kind itself if it judges nothing
    /// that
    /// differs.
    public static Kind on(Kind kind) {
        return Witness.of(kind.name()).<Kind>map(w -> new BoundKind(kind, w)).orElse(kind);
    }

    /// For the reference page: what a kind is known for and who tells the version; empty if it is bound to none.
    public static Optional<String> sentence(String kind) {
        return Witness.of(kind)
                .map(w -> "Known for %s %s, by %s; recorded: %s, documented: the others."
                        .formatted(
                                w.product().title(),
                                w.product().known(),
                                w.means(),
                                String.join(", ", w.product().recorded())));
    }
}
