package dev.halab.tui.paint;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import dev.halab.terminal.Tty;
import dev.halab.tui.Frame;
import org.jspecify.annotations.Nullable;

/// Brings frames to a terminal. What changed since the last one goes out in one write, between the marks that make
/// terminals show it at once. Used by one thread.
public final class Painter {
    private final Tty tty;
    private final Ink ink = new Ink();
    private final Characters characters = new Characters();
    private @Nullable CellScreen screen;
    private @Nullable Frame shown;

    public Painter(Tty tty) {
        this.tty = tty;
    }

    /// Shows a frame. Writes nothing if it looks like the last one.
    public void paint(Frame frame) {
        Frame last = shown;
        CellScreen on = screen;
        if (on == null || last == null || last.width() != frame.width() || last.height() != frame.height()) {
            on = new CellScreen(new TerminalSize(frame.width(), frame.height()), ink);
            screen = on;
            last = null;
        }
        boolean changed = copy(frame, last, on);
        on.setCursorPosition(
                frame.cursor().map(at -> new TerminalPosition(at.x(), at.y())).orElse(null));
        if (last == null) {
            on.refresh(RefreshType.COMPLETE);
        } else if (changed) {
            on.refresh(RefreshType.DELTA);
        } else {
            ink.cursor(on.getCursorPosition());
        }
        shown = frame;
        ink.send(tty);
    }

    /// Forgets what the terminal shows: the next frame is painted in whole. For when something else has written
    /// there.
    public void forget() {
        shown = null;
    }

    /// Sets what differs from the last frame, which is what Lanterna's buffer holds; it holds blanks without one.
    ///
    /// @return whether anything does
    private boolean copy(Frame frame, @Nullable Frame last, CellScreen to) {
        boolean changed = false;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int codePoint = frame.codePoint(x, y);
                boolean wide = codePoint != 0 && x + 1 < frame.width() && frame.codePoint(x + 1, y) == 0;
                long style = codePoint == 0 && x > 0 ? frame.style(x - 1, y) : frame.style(x, y);
                if (last == null || changed(last, x, y, codePoint, style, wide)) {
                    to.setCharacter(x, y, characters.glyph(codePoint, style, wide));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean changed(Frame last, int x, int y, int codePoint, long style, boolean wide) {
        boolean wasWide = x + 1 < last.width() && last.codePoint(x + 1, y) == 0;
        long was = last.codePoint(x, y) == 0 && x > 0 ? last.style(x - 1, y) : last.style(x, y);
        return last.codePoint(x, y) != codePoint || was != style || wasWide != wide;
    }
}
