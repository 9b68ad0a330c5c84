package dev.halab.check.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How long connections failed while a machine was gone.
///
/// What nobody could see is counted both ways. That is a probe which could not be made, a time in which none was made,
/// silence that one node alone heard, a probe that came too late while a machine that stays did not answer that node
/// either, and one single late probe while all around it were answered: a computer that is busy, or stands still, does
/// such things too.
///
/// @param probes what was asked, in order
/// @param wrong those that failed for sure
/// @param unsure those that may have
/// @param done when the machine was broken for sure
record Outage(List<Probe> probes, List<Probe> wrong, List<Probe> unsure, long done) {
    /// So long after one probe the next has begun, unless halab could not.
    private static final long GAP = 1000;

    /// A probe whose neighbours within that time are answered stands alone.
    private static final long ALONE = 2000;

    /// So near to it a node has asked a machine that stays: once in 2 s, unless halab could not.
    private static final long NEAR = 2000;

    Outage {
        probes = List.copyOf(probes);
        wrong = List.copyOf(wrong);
        unsure = List.copyOf(unsure);
    }

    /// Empty if nothing was asked.
    ///
    /// @param other probes of a machine that stays
    static Optional<Outage> of(List<Probe> told, List<Probe> other, long done, long window) {
        List<Probe> probes =
                told.stream().sorted(Comparator.comparingLong(Probe::at)).toList();
        if (probes.isEmpty()) {
            return Optional.empty();
        }
        List<Probe> wrong = new ArrayList<>();
        List<Probe> unsure = new ArrayList<>(gaps(probes, done + window));
        for (Probe probe : probes) {
            boolean sure = probe.silent() ? shared(probe, probes) : probe.failed();
            if (sure && (!probe.late() || heard(probe, other))) {
                wrong.add(probe);
            } else if (!probe.ok()) {
                unsure.add(probe);
            }
        }
        List<Probe> stray =
                wrong.stream().filter(p -> p.late() && alone(p, probes)).toList();
        if (stray.size() == 1) {
            wrong.removeAll(stray);
            unsure.addAll(stray);
        }
        return Optional.of(new Outage(probes, wrong, unsure, done));
    }

    private static List<Probe> gaps(List<Probe> probes, long end) {
        List<Probe> gaps = new ArrayList<>();
        long from = 0;
        for (Probe probe : probes) {
            gap(from, probe.at()).ifPresent(gaps::add);
            from = probe.at();
        }
        gap(from, end).ifPresent(gaps::add);
        return gaps;
    }

    private static Optional<Probe> gap(long from, long to) {
        return to - from > GAP ? Optional.of(Probe.missing(from, to - from)) : Optional.empty();
    }

    /// Whether the node that asked was answered by another machine all the while.
    private static boolean heard(Probe late, List<Probe> other) {
        List<Probe> near = other.stream()
                .filter(p -> p.via().equals(late.via()) && Math.abs(p.at() - late.at()) <= NEAR)
                .toList();
        return !near.isEmpty() && near.stream().allMatch(Probe::answered);
    }

    /// Silence is believed where another node heard no answer either.
    private static boolean shared(Probe silent, List<Probe> probes) {
        return probes.stream().anyMatch(p -> p.unanswered() && !p.via().equals(silent.via()) && p.overlaps(silent));
    }

    private static boolean alone(Probe probe, List<Probe> probes) {
        return probes.stream()
                .filter(p -> p.at() != probe.at() && Math.abs(p.at() - probe.at()) <= ALONE)
                .allMatch(Probe::ok);
    }

    /// How long it lasted at the least, in ms: until the last that failed for sure was begun.
    long least() {
        return wrong.stream().mapToLong(Probe::at).max().orElse(0) - begin(wrong);
    }

    /// How long it may have lasted, in ms: until the last that failed, or may have, was over.
    long longest() {
        List<Probe> all = new ArrayList<>(wrong);
        all.addAll(unsure);
        return all.stream().mapToLong(Probe::end).max().orElse(0) - begin(all);
    }

    /// It begins with the first that failed, but no later than the machine was broken. A shutdown in order
    /// takes its time, and nothing need fail meanwhile.
    private long begin(List<Probe> some) {
        return some.stream().mapToLong(Probe::at).min().stream()
                .map(first -> Math.min(first, done))
                .findFirst()
                .orElse(0);
    }

    /// Whether nothing was answered after the machine was broken.
    boolean nothingAnswered() {
        return probes.stream().filter(p -> p.at() >= done).noneMatch(Probe::ok);
    }

    /// Whether the last failure was followed by nothing but answers for a while.
    boolean ended() {
        long last = wrong.stream().mapToLong(Probe::at).max().orElse(0);
        return last < probes.getLast().at() - ALONE;
    }

    /// For how long was asked after the machine was broken, in ms.
    long asked() {
        return probes.getLast().end() - done;
    }

    /// The probes begun in the last `millis` before the end.
    List<Probe> last(long millis) {
        long from = probes.getLast().at() - millis;
        return probes.stream().filter(p -> p.at() > from).toList();
    }

    /// From how many nodes was asked.
    long vias() {
        return probes.stream().map(Probe::via).distinct().count();
    }

    /// What most of the failed probes said.
    String commonest() {
        return wrong.stream().collect(Collectors.groupingBy(Probe::said, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("no answer");
    }
}
