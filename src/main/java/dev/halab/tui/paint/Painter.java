package dev.halab.tui.paint;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import dev.halab.terminal.Tty;
import dev.halab.tui.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings frames to a terminal. Lanterna finds out what changed since the last one; that goes out in one write, between
/// the marks that make terminals show it at once. Used by one thread.
public final class Painter {
    private final Tty tty;
    private final Ink ink = new Ink();
    private final Characters characters = new Characters(ink);
    private @Nullable TerminalScreen screen;
    private @Nullable Frame shown;

    public Painter(Tty tty) {
        this.tty = tty;
    }

    /// Shows a frame. Writes nothing if it looks like the last one.
    public void paint(Frame frame) {
        try {
            Frame last = shown;
            boolean whole = last == null || last.width() != frame.width() || last.height() != frame.height();
            TerminalScreen on = whole ? begin(frame) : screen;
            if (on == null) {
                throw new IllegalStateException("A frame was shown and there is no screen");
            }
            int changed = copy(frame, whole ? null : last, on);
            Optional<TerminalPosition> cursor = frame.cursor().map(at -> new TerminalPosition(at.x(), at.y()));
            on.setCursorPosition(cursor.orElse(null));
            if (whole) {
                on.refresh(RefreshType.COMPLETE);
            } else if (changed > frame.width() * frame.height() / 3) {
                // Lanterna sorts what changed, which takes longer than drawing all.
                ink.drawOver();
                on.refresh(RefreshType.COMPLETE);
            } else if (changed > 0) {
                on.refresh(RefreshType.DELTA);
            } else {
                ink.cursor(cursor);
            }
            shown = frame;
            ink.send(tty);
        } catch (IOException e) {
            // Ink writes into memory.
            throw new UncheckedIOException(e);
        }
    }

    /// Forgets what the terminal shows: the next frame is painted in whole. For when something else has written
    /// there.
    public void forget() {
        shown = null;
    }

    private TerminalScreen begin(Frame frame) throws IOException {
        ink.reset(frame.width(), frame.height());
        var begun = new TerminalScreen(ink);
        begun.startScreen();
        ink.reset(frame.width(), frame.height());
        screen = begun;
        return begun;
    }

    /// Sets what differs from the last frame, which is what Lanterna's buffer holds.
    ///
    /// @return how many cells
    private int copy(Frame frame, @Nullable Frame last, TerminalScreen to) {
        int changed = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int codePoint = frame.codePoint(x, y);
                boolean wide = codePoint != 0 && x + 1 < frame.width() && frame.codePoint(x + 1, y) == 0;
                long style = codePoint == 0 && x > 0 ? frame.style(x - 1, y) : frame.style(x, y);
                if (last == null || changed(last, x, y, codePoint, style, wide)) {
                    to.setCharacter(x, y, characters.character(codePoint, style, wide));
                    changed++;
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
