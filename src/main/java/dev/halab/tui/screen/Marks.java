package dev.halab.tui.screen;

import dev.halab.attempt.TaskProgress;
import dev.halab.check.Verdict;
import dev.halab.tui.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The marks and words for states: a word or letter each, so that colour only repeats it.
final class Marks {
    /// A mark and its role.
    record Mark(Role role, String text) {}

    private Marks() {}

    static Mark of(Optional<Verdict> verdict) {
        return verdict.map(v -> switch (v) {
                    case Verdict.Pass ignored -> new Mark(Role.OK, "ok");
                    case Verdict.Fail ignored -> new Mark(Role.FAIL, "x ");
                    case Verdict.Wait ignored -> new Mark(Role.WAIT, "..");
                    case Verdict.Unknown ignored -> new Mark(Role.WARN, "? ");
                    case Verdict.Blocked ignored -> new Mark(Role.STALE, "--");
                })
                .orElse(new Mark(Role.DIM, "  "));
    }

    /// How a task of the course stands.
    static Mark of(Optional<TaskProgress> progress, boolean locked, boolean current) {
        TaskProgress now = progress.orElse(null);
        if (now != null && now.passed().isPresent()) {
            if (now.verdict().equals("unknown")) {
                return new Mark(Role.WARN, now.shown() ? "shown, unseen" : "done, unseen");
            }
            if (!now.holds()) {
                return new Mark(Role.WARN, now.shown() ? "shown, not now" : "done, not now");
            }
            return now.shown() ? new Mark(Role.DIM, "shown") : new Mark(Role.OK, "done");
        }
        if (progress.filter(TaskProgress::shown).isPresent()) {
            return new Mark(Role.DIM, "shown");
        }
        if (locked) {
            return new Mark(Role.STALE, "locked");
        }
        return current ? new Mark(Role.ACCENT, "open") : new Mark(Role.DIM, "-");
    }

    /// A time that has passed: `4 s`, `3 min`, `2 h`.
    static String age(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        return seconds < 5400 ? (seconds / 60) + " min" : (seconds / 3600) + " h";
    }

    /// `2:07`.
    static String clock(Duration length) {
        return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
    }
}
