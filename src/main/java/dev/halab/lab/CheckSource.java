package dev.halab.lab;

import dev.halab.check.Cause;
import dev.halab.check.Check;
import dev.halab.check.Fields;
import java.util.List;
import java.util.Map;

/// A check with the fields it was made of and their places, for lint.
///
/// @param check the check
/// @param fields the values of its kind's fields
/// @param causes what its kind can fail with
/// @param unproved why no mutant fails it first; empty if one has to
/// @param at where it begins
/// @param places of its keys and of its kind's fields (`outer.inner` inside a group)
public record CheckSource(
        Check check, Fields fields, List<Cause> causes, String unproved, Place at, Map<String, Place> places) {
    public CheckSource {
        causes = List.copyOf(causes);
        places = Map.copyOf(places);
    }

    /// Where a key stands; the beginning of the check if it is left out.
    public Place place(String key) {
        return places.getOrDefault(key, at);
    }
}
