package dev.halab.machine;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does the same for several machines at once.
public final class Together {
    private Together() {}

    /// The results in the order of `items`, once all have ended; the first failure is thrown then, so that one
    /// machine's trouble stops no other. An interruption ends them all.
    public static <T, R> List<R> each(List<T> items, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        List<HalabException> failures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> futures = items.stream()
                    .map(item -> executor.submit(() -> work.apply(item)))
                    .toList();
            for (Future<R> future : futures) {
                try {
                    results.add(future.get());
                } catch (ExecutionException e) {
                    failures.add(problem(e.getCause()));
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
        return results;
    }

    /// The same for nodes; `progress` is told each that failed.
    public static <R> List<R> nodes(List<NodeSpec> nodes, Function<NodeSpec, R> work, Progress progress) {
        return each(nodes, node -> told(node, work, progress));
    }

    /// Does it for one node, and tells `progress` if that fails. An interruption is no failure of the node.
    public static <R> R told(NodeSpec node, Function<NodeSpec, R> work, Progress progress) {
        try {
            return work.apply(node);
        } catch (HalabException e) {
            if (!Thread.currentThread().isInterrupted()) {
                progress.failed(node.name(), e.problem());
            }
            throw e;
        }
    }

    private static HalabException problem(@Nullable Throwable cause) {
        if (cause instanceof HalabException halab) {
            return halab;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
