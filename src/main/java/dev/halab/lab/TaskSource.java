package dev.halab.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A task with the places of its parts, for lint.
///
/// @param task the task
/// @param at where it begins
/// @param textFile the file of its text, relative to the course
/// @param text that text as it stands there, before variables are inserted
/// @param answerFound whether its answer is there
/// @param statedPoints the sum that the file claims, if it does
/// @param places of its keys: `title`, `pages`, `time`, `points`, `hints`
/// @param hints its hints as they stand there
/// @param checks its checks, in the order of the file
public record TaskSource(
        Task task,
        Place at,
        String textFile,
        String text,
        boolean answerFound,
        Optional<Long> statedPoints,
        Map<String, Place> places,
        List<HintSource> hints,
        List<CheckSource> checks) {
    public TaskSource {
        places = Map.copyOf(places);
        hints = List.copyOf(hints);
        checks = List.copyOf(checks);
    }

    /// Where a key of the task stands; the beginning of the task if it is left out.
    public Place place(String key) {
        return places.getOrDefault(key, at);
    }

    /// The hints for one cause.
    ///
    /// @param cause code of the cause, or `*`
    /// @param at where the cause stands
    /// @param rungs the ladder, before variables are inserted
    /// @param places where each rung stands
    public record HintSource(String cause, Place at, List<String> rungs, List<Place> places) {
        public HintSource {
            rungs = List.copyOf(rungs);
            places = List.copyOf(places);
        }
    }
}
