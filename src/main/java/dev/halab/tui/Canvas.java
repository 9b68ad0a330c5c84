package dev.halab.tui;

import dev.halab.terminal.VtStyle;
import dev.halab.terminal.VtView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a frame is drawn on. Nothing is ever drawn outside of it. Used by one thread.
public final class Canvas {
    private final int width;
    private final int height;
    private final Theme theme;
    private final int[] codePoints;
    private final long[] styles;
    private Optional<Frame.Cursor> cursor = Optional.empty();

    public Canvas(int width, int height, Theme theme) {
        this.width = width;
        this.height = height;
        this.theme = theme;
        this.codePoints = new int[width * height];
        this.styles = new long[width * height];
        Arrays.fill(codePoints, ' ');
        Arrays.fill(styles, theme.style(Role.TEXT));
    }

    public Rect all() {
        return new Rect(0, 0, width, height);
    }

    /// Writes a text on one row, in at most `most` cells.
    ///
    /// @return the column after it
    public int put(int x, int y, int most, Role role, String text) {
        int at = x;
        int end = Math.min(x + most, width);
        long style = theme.style(role);
        String shown = Glyphs.fit(text, end - x);
        for (int next = 0; next < shown.length(); ) {
            int codePoint = shown.codePointAt(next);
            next += Character.charCount(codePoint);
            int wide = Glyphs.width(codePoint);
            if (wide == 0 || at + wide > end) {
                continue;
            }
            set(at, y, Glyphs.drawn(codePoint), style);
            if (wide == 2) {
                set(at + 1, y, 0, style);
            }
            at += wide;
        }
        return at;
    }

    /// Writes a line in at most `most` cells; where it is longer, an ellipsis says so.
    public int put(int x, int y, int most, Line line) {
        int at = x;
        int left = most;
        for (Line.Span span : line.spans()) {
            if (left <= 0) {
                break;
            }
            int after = put(at, y, left, span.role(), span.text());
            left -= after - at;
            at = after;
        }
        if (line.width() > most && most > 0) {
            set(x + most - 1, y, '…', theme.style(Role.DIM));
        }
        return at;
    }

    /// Writes lines from the top of `area`, beginning with number `from`.
    public void lines(Rect area, List<Line> lines, int from) {
        for (int row = 0; row < area.height() && from + row < lines.size(); row++) {
            put(area.x(), area.y() + row, area.width(), lines.get(from + row));
        }
    }

    /// Fills an area with spaces.
    public void clear(Rect area, Role role) {
        int from = Math.clamp(area.x(), 0, width);
        int to = Math.clamp(area.right(), from, width);
        long style = theme.style(role);
        for (int y = Math.max(0, area.y()); y < Math.min(height, area.bottom()); y++) {
            Arrays.fill(codePoints, y * width + from, y * width + to, ' ');
            Arrays.fill(styles, y * width + from, y * width + to, style);
        }
    }

    /// A border with a title; heavy if it has the focus.
    public void box(Rect area, String title, boolean focused) {
        Role role = focused ? Role.FOCUS : Role.DIM;
        String corners = focused ? "┏┓┗┛" : "┌┐└┘";
        int right = area.right() - 1;
        int bottom = area.bottom() - 1;
        rule(area.x() + 1, area.y(), area.width() - 2, "", focused);
        rule(area.x() + 1, bottom, area.width() - 2, "", focused);
        for (int y = area.y() + 1; y < bottom; y++) {
            set(area.x(), y, focused ? '┃' : '│', theme.style(role));
            set(right, y, focused ? '┃' : '│', theme.style(role));
        }
        set(area.x(), area.y(), corners.charAt(0), theme.style(role));
        set(right, area.y(), corners.charAt(1), theme.style(role));
        set(area.x(), bottom, corners.charAt(2), theme.style(role));
        set(right, bottom, corners.charAt(3), theme.style(role));
        if (!title.isEmpty() && area.width() > 4) {
            put(area.x() + 2, area.y(), area.width() - 4, focused ? Role.FOCUS : Role.TITLE, " " + title + " ");
        }
    }

    /// A horizontal line with a title near its beginning.
    public void rule(int x, int y, int columns, String title, boolean focused) {
        long style = theme.style(focused ? Role.FOCUS : Role.DIM);
        for (int at = x; at < x + columns; at++) {
            set(at, y, focused ? '━' : '─', style);
        }
        if (!title.isEmpty() && columns > 6) {
            put(x + 2, y, columns - 4, focused ? Role.FOCUS : Role.TITLE, " " + title + " ");
        }
    }

    /// Copies what a shell shows.
    public void shell(Rect area, VtView view) {
        for (int row = 0; row < Math.min(area.height(), view.size().rows()); row++) {
            for (int column = 0; column < Math.min(area.width(), view.size().columns()); column++) {
                set(area.x() + column, area.y() + row, view.codePoint(column, row), view.style(column, row));
            }
        }
    }

    /// Reverses cells that are there.
    public void mark(int x, int y, int columns) {
        for (int at = x; at < x + columns; at++) {
            if (inside(at, y)) {
                styles[y * width + at] ^= VtStyle.REVERSE;
            }
        }
    }

    public void cursor(int x, int y) {
        if (inside(x, y)) {
            cursor = Optional.of(new Frame.Cursor(x, y));
        }
    }

    private void set(int x, int y, int codePoint, long style) {
        if (inside(x, y)) {
            codePoints[y * width + x] = codePoint;
            styles[y * width + x] = style;
        }
    }

    private boolean inside(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    public Frame frame() {
        return new Frame(width, height, codePoints.clone(), styles.clone(), cursor);
    }
}
