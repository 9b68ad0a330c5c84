package dev.halab.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A theme in which every role can be told from its style.
public final class Letters {
    private Letters() {}

    public static Theme theme() {
        return Theme.of(
                "letters",
                Stream.of(Role.values()).collect(Collectors.toMap(Function.identity(), r -> Style.ansi(r.ordinal()))));
    }

    /// The letters of the roles, row by row.
    public static List<String> rows(Frame frame, Rect area) {
        Map<Long, Character> letters =
                Stream.of(Role.values()).collect(Collectors.toMap(r -> Style.ansi(r.ordinal()), Role::letter));
        List<String> rows = new ArrayList<>();
        for (int y = area.y(); y < area.bottom(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = area.x(); x < area.right(); x++) {
                row.append(letters.getOrDefault(frame.style(x, y), '#').charValue());
            }
            rows.add(row.toString().replaceAll("\\.+$", ""));
        }
        return rows;
    }
}
