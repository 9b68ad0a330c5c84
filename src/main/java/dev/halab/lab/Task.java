package dev.halab.lab;

import dev.halab.check.Check;
import dev.halab.check.Severity;
import java.util.List;
import java.util.Map;

/// One thing to achieve.
///
/// @param id `ha-stacked/lb`
/// @param title its name on screens
/// @param text the task text, Markdown
/// @param pages titles of the pages of the official documentation that serve it, which the real exam allows to read
/// @param minutes how long it takes a learner
/// @param checks its checks, each after what it needs
/// @param hints per cause the ladder: question, where to look, the edit; `*` for causes without one of their own
/// @param opens names of the faults that opening the task applies
/// @param answer the reference answer
public record Task(
        String id,
        String title,
        String text,
        List<String> pages,
        int minutes,
        List<Check> checks,
        Map<String, List<String>> hints,
        List<String> opens,
        Answer answer) {
    public Task {
        pages = List.copyOf(pages);
        checks = List.copyOf(checks);
        hints = Map.copyOf(hints);
        opens = List.copyOf(opens);
    }

    /// The last part of the id.
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /// The points that its checks of severity must add up to.
    public int points() {
        return checks.stream()
                .filter(c -> c.severity() == Severity.MUST)
                .mapToInt(Check::points)
                .sum();
    }

    /// The ladder for a cause: its own, else the general one.
    public List<String> ladder(String cause) {
        return hints.getOrDefault(cause, hints.getOrDefault("*", List.of()));
    }
}
