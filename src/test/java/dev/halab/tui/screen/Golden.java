package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.fail;

import dev.halab.tui.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pictures as they should be, kept as files. `-Dgolden.update=true` writes them anew.
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/tui");

    private Golden() {}

    static boolean updating() {
        return Boolean.getBoolean("golden.update");
    }

    static List<String> text(Frame frame) {
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < frame.height(); y++) {
            rows.add(frame.text(y));
        }
        frame.cursor().ifPresent(c -> rows.add("cursor %d,%d".formatted(c.x(), c.y())));
        return rows;
    }

    static void check(String name, List<String> rows) {
        Path file = FOLDER.resolve(name);
        try {
            if (updating()) {
                Files.createDirectories(file.getParent());
                Files.write(file, rows);
                return;
            }
            List<String> wanted = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!wanted.equals(rows)) {
                fail(name + " differs; -Dgolden.update=true writes it anew\n" + sideBySide(wanted, rows));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Wanted at the left, drawn at the right; rows that differ have a mark between.
    static String sideBySide(List<String> wanted, List<String> drawn) {
        int width = wanted.stream().mapToInt(String::length).max().orElse(10);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < Math.max(wanted.size(), drawn.size()); row++) {
            String left = row < wanted.size() ? wanted.get(row) : "";
            String right = row < drawn.size() ? drawn.get(row) : "";
            text.append(left)
                    .append(" ".repeat(width - left.length()))
                    .append(left.equals(right) ? "   " : " # ")
                    .append(right)
                    .append('\n');
        }
        return text.toString();
    }
}
