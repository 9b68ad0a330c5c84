package dev.halab.tutor;

import dev.halab.machine.NodeLogs;
import dev.halab.machine.Progress;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.store.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One run of bringing machines up: how long each phase of each machine took, and which machines failed.
final class UpRun implements Progress {
    private final Progress shown;
    private final Pace pace;

    // all guarded by this
    private final Map<String, Map<String, Duration>> phases = new HashMap<>();
    private final Map<String, String> phase = new HashMap<>();
    private final Map<String, Duration> since = new HashMap<>();
    private final Map<String, Boolean> ended = new LinkedHashMap<>();
    private final Map<String, Problem> failures = new LinkedHashMap<>();

    UpRun(Progress shown, Pace pace) {
        this.shown = shown;
        this.pace = pace;
    }

    /// What the times of a phase are kept under.
    static String subject(String provider, String node, String phase) {
        return "phase %s %s %s".formatted(provider, node.isEmpty() ? "all" : node, phase);
    }

    @Override
    public void phase(String node, String name) {
        synchronized (this) {
            endPhase(node);
            phase.put(node, name);
            since.put(node, pace.uptime());
        }
        shown.phase(node, name);
    }

    private void endPhase(String node) {
        String before = phase.remove(node);
        Duration begun = since.remove(node);
        if (before != null && begun != null) {
            phases.computeIfAbsent(node, n -> new LinkedHashMap<>())
                    .merge(before, pace.uptime().minus(begun), Duration::plus);
        }
    }

    @Override
    public void detail(String node, String line) {
        shown.detail(node, line);
    }

    @Override
    public void done(String node) {
        synchronized (this) {
            endPhase(node);
            ended.put(node, true);
        }
        shown.done(node);
    }

    @Override
    public void failed(String node, Problem problem) {
        synchronized (this) {
            failures.put(node, problem);
        }
        shown.failed(node, problem);
    }

    /// Keeps how long the phases took of machines that came up.
    synchronized void keep(Durations durations, String provider) {
        ended.keySet()
                .forEach(node -> phases.getOrDefault(node, Map.of())
                        .forEach((name, length) -> durations.took(subject(provider, node, name), length)));
    }

    /// The failure of a run as one problem: which machines failed, why each, and the command that mends just that.
    ///
    /// @param thrown what ended the run
    /// @param wanted the machines that were to come up
    /// @param whole whether those are all of the lab
    synchronized HalabException told(HalabException thrown, List<String> wanted, boolean whole, NodeLogs logs) {
        if (failures.isEmpty() || thrown.status() != ExitStatus.LAB_PROBLEM) {
            return thrown;
        }
        List<String> failed = wanted.stream().filter(failures::containsKey).toList();
        boolean othersLeft = wanted.stream().anyMatch(n -> !failures.containsKey(n) && !ended.containsKey(n));
        String command =
                othersLeft && whole ? "halab up" : "halab up --only " + String.join(",", othersLeft ? wanted : failed);
        List<Problem> problems = failed.stream()
                .flatMap(n -> Optional.ofNullable(failures.get(n)).stream())
                .toList();
        boolean one = failed.size() == 1;
        String mends = problems.stream().map(UpRun::mend).distinct().collect(Collectors.joining("; "));
        String paths = one ? logs.file(failed.getFirst()).toString() : "%s/NODE.log".formatted(logs.folder());
        return HalabException.of(
                new Problem(
                        one
                                ? problems.getFirst().what()
                                : "%d of %d machines were not brought up: %s"
                                        .formatted(failed.size(), wanted.size(), String.join(", ", failed)),
                        one
                                ? problems.getFirst().why()
                                : failed.stream()
                                        .map(n -> "%s: %s"
                                                .formatted(
                                                        n,
                                                        failures.getOrDefault(n, thrown.problem())
                                                                .why()))
                                        .collect(Collectors.joining("\n")),
                        "%s, then: %s\n(all that was said is in %s)".formatted(mends, command, paths)),
                thrown);
    }

    /// The part of what to do next that comes before another `halab up`.
    private static String mend(Problem problem) {
        return problem.next().replaceFirst("(?s)[,;]? (and )?then .*$", "");
    }
}
