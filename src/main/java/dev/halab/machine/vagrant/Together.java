package dev.halab.machine.vagrant;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Does the same for several machines at once.
final class Together {
    private Together() {}

    /// Returns once all have ended; the first failure is thrown then, so that one machine's trouble stops no other.
    /// An
    /// interruption ends them all.
    static <T> void each(List<T> items, Consumer<T> work) {
        List<HalabException> failures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> futures = items.stream()
                    .map(item -> executor.submit(() -> work.accept(item)))
                    .toList();
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    failures.add(failure(e.getCause()));
                } catch (InterruptedException e) {
                    executor.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw HalabException.of(
                            new Problem(
                                    "it was interrupted", "the machines are half-way", "run the same command again"),
                            e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static HalabException failure(@Nullable Throwable cause) {
        if (cause instanceof HalabException halab) {
            return halab;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
