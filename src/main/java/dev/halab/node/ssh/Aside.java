package dev.halab.node.ssh;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Work on a thread of its own, so that nobody waits for it longer than until a deadline: sshj's own waits count by
/// their
/// own limits.
final class Aside {
    private static final long LOOK_MILLIS = 50;

    private Aside() {}

    /// Waits for the result of `work`.
    ///
    /// @param hopeless whether there is no point in waiting any more
    /// @param tooLate what to do with a result that nobody waited for
    /// @throws IOException if the work failed so, or was not waited for
    static <T> T call(Callable<T> work, BooleanSupplier hopeless, Consumer<T> tooLate, Deadline deadline)
            throws IOException {
        var result = new CompletableFuture<T>();
        Thread.startVirtualThread(() -> run(work, result));
        try {
            while (true) {
                // Asked before the look, so that what was done before the end still counts.
                boolean last = hopeless.getAsBoolean() || deadline.passed();
                try {
                    return result.get(Math.min(LOOK_MILLIS, deadline.leftMillis()), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (last) {
                        var unused = result.thenAccept(tooLate);
                        throw new IOException(deadline.passed() ? "no answer in time" : "the connection broke", e);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var unused = result.thenAccept(tooLate);
            throw new IOException("interrupted while waiting", e);
        }
    }

    private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }
}
