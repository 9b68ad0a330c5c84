package dev.halab;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for. Safe for use by several threads.
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;

    // guarded by this
    private @Nullable T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }

    /// Tells the value to `use` if it was made.
    synchronized void ifMade(Consumer<? super T> use) {
        T made = value;
        if (made != null) {
            use.accept(made);
        }
    }
}
