package dev.halab.cluster.kube;

import dev.halab.fact.Reading.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Asks several API servers the same, each a little later than the one before or as soon as that one failed, until one
/// gives an answer that counts.
final class Race {
    /// How long one has for itself.
    private static final Duration STAGGER = Duration.ofMillis(500);

    /// What says most comes first.
    private static final List<Reason> RANK =
            List.of(Reason.DENIED, Reason.UNREADABLE, Reason.NO_ANSWER, Reason.UNREACHABLE);

    private final List<ApiServer> order;
    private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    private final List<Api.Request> started = new ArrayList<>();
    private final List<Finished> lost = new ArrayList<>();

    Race(List<ApiServer> order) {
        this.order = order;
    }

    /// An answer, and who gave it.
    record Finished(ApiServer server, Answer answer) {}

    /// Runs it until `end`, in the time of `System.nanoTime`.
    ///
    /// @return the answer that counts, else why there is none, with each server's own reason
    Finished run(Api api, String path, long end) {
        try {
            while (lost.size() < order.size()) {
                if (started.size() == lost.size()) {
                    startNext(api, path, end);
                }
                Finished next = finished.poll(patience(end), TimeUnit.NANOSECONDS);
                if (next != null && next.answer() instanceof Answer.Told told && told.conclusive()) {
                    return next;
                }
                if (next != null) {
                    lost.add(next);
                } else if (System.nanoTime() >= end) {
                    break;
                }
                startNext(api, path, end);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            started.forEach(Api.Request::cancel);
        }
        return new Finished(order.getFirst(), failure());
    }

    private void startNext(Api api, String path, long end) {
        if (started.size() < order.size()) {
            Api.Request request = api.get(order.get(started.size()), path, Duration.ofNanos(end - System.nanoTime()));
            started.add(request);
            Thread.ofVirtual()
                    .name("api-", 0)
                    .start(() -> finished.add(new Finished(request.server(), request.answer())));
        }
    }

    private long patience(long end) {
        long left = end - System.nanoTime();
        return started.size() < order.size() ? Math.min(left, STAGGER.toNanos()) : left;
    }

    /// The reason that says most, and what each server said.
    private Answer.Failed failure() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Reason reason = Reason.UNREACHABLE;
        for (ApiServer server : order) {
            Answer.Failed failed = failure(server);
            names.computeIfAbsent(failed.detail(), d -> new ArrayList<>()).add(server.name());
            reason = RANK.indexOf(failed.reason()) < RANK.indexOf(reason) ? failed.reason() : reason;
        }
        String detail = names.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
                .collect(Collectors.joining("; "));
        return new Answer.Failed(reason, detail);
    }

    private Answer.Failed failure(ApiServer server) {
        return lost.stream()
                .filter(l -> l.server().equals(server))
                .findFirst()
                .map(l -> Trouble.of(l.answer()))
                .orElse(new Answer.Failed(Reason.NO_ANSWER, Trouble.NO_ANSWER));
    }
}
