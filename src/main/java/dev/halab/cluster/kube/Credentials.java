package dev.halab.cluster.kube;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import dev.halab.problem.HalabException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where admin.conf comes from.
///
/// @param adminConf its text; empty if no control plane has one. May block and may throw `HalabException` or
///     `Unobserved`
record Credentials(Supplier<Optional<String>> adminConf) {
    private static final Fact ADMIN_CONF = new Fact(Fact.API, "admin-conf", List.of());

    /// @throws Unobserved if there is none by `end`, in the time of `System.nanoTime`, or none that can be used
    AdminConf fetch(long end) {
        try {
            return CompletableFuture.supplyAsync(
                            adminConf, task -> Thread.ofVirtual().start(task))
                    .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .map(AdminConf::parse)
                    .orElseThrow(() -> unseen(
                            Reason.UNREACHABLE, "no cluster yet: %s is on no control plane".formatted(AdminConf.PATH)));
        } catch (HalabException e) {
            throw unseen(Reason.DENIED, e.problem().what() + ": " + e.problem().why());
        } catch (TimeoutException e) {
            throw unseen(Reason.NO_ANSWER, "%s could not be read in time".formatted(AdminConf.PATH));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unseen(Reason.NO_ANSWER, "the wait was interrupted");
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private static Unobserved failed(@Nullable Throwable cause) {
        return switch (cause) {
            case Unobserved unobserved -> unobserved;
            case HalabException e ->
                unseen(
                        Reason.UNREACHABLE,
                        e.problem().what() + ": " + e.problem().why());
            case null, default ->
                throw new IllegalStateException("fetching admin.conf failed in a way it must not", cause);
        };
    }

    private static Unobserved unseen(Reason reason, String detail) {
        return new Unobserved(ADMIN_CONF, reason, detail);
    }
}
