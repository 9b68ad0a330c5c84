package dev.halab.tui.screen;

import dev.halab.terminal.VtView;
import dev.halab.tui.Canvas;
import dev.halab.tui.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a searched text stands in what a shell shows.
final class Hits {
    /// A place of the text.
    record Hit(int row, int column, int columns) {}

    private Hits() {}

    /// Marks them all. The cursor stands on the first one of the last row, which is where a search leads to.
    static void draw(Canvas canvas, Rect room, VtView view, String text) {
        for (Hit hit : of(view, text)) {
            if (hit.row() < room.height() && hit.column() < room.width()) {
                canvas.mark(room.x() + hit.column(), room.y() + hit.row(), hit.columns());
            }
        }
        of(view, text).stream()
                .filter(h -> h.row() == view.size().rows() - 1)
                .findFirst()
                .ifPresent(h -> canvas.cursor(room.x() + h.column(), room.y() + h.row()));
    }

    /// All places in a view, without regard to upper and lower case unless the text has an upper-case letter.
    static List<Hit> of(VtView view, String text) {
        List<Hit> hits = new ArrayList<>();
        for (int row = 0; row < view.size().rows() && !text.isEmpty(); row++) {
            of(hits, view, row, text);
        }
        return hits;
    }

    private static void of(List<Hit> hits, VtView view, int row, String text) {
        boolean exact = !text.equals(text.toLowerCase(Locale.ROOT));
        int width = view.size().columns();
        StringBuilder plain = new StringBuilder();
        int[] columns = new int[2 * width + 1];
        for (int column = 0; column < width; column++) {
            int codePoint = view.codePoint(column, row);
            if (codePoint != 0) {
                columns[plain.length()] = column;
                plain.appendCodePoint(exact ? codePoint : Character.toLowerCase(codePoint));
            }
        }
        columns[plain.length()] = width;
        for (int at = plain.indexOf(text); at >= 0; at = plain.indexOf(text, at + text.length())) {
            int from = columns[at];
            hits.add(new Hit(row, from, columns[at + text.length()] - from));
        }
    }
}
