package dev.halab.terminal;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A pane that is fed with texts and looked at as text; `^[` is ESC.
final class Vt {
    final JlineVtScreen screen;

    Vt(int columns, int rows) {
        screen = new JlineVtScreen(new Size(columns, rows));
    }

    Vt feed(String text) {
        byte[] bytes = text.replace("^[", "\u001b").getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        return this;
    }

    Vt feedBytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        screen.feed(bytes, 0, bytes.length);
        return this;
    }

    String answers() {
        return new String(screen.answers(), StandardCharsets.UTF_8).replace("\u001b", "^[");
    }

    /// The rows, without what is blank at their ends.
    String text() {
        return text(screen.view(0));
    }

    static String text(VtView view) {
        return IntStream.range(0, view.size().rows())
                .mapToObj(view::text)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    String cursor() {
        VtView.Cursor cursor = screen.view(0).cursor();
        return cursor.column() + "," + cursor.row();
    }

    long style(int column, int row) {
        return screen.view(0).style(column, row);
    }
}
