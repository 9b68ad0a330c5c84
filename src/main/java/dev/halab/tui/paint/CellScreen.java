package dev.halab.tui.paint;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.AbstractScreen;
import com.googlecode.lanterna.screen.ScreenBuffer;

/// Lanterna's screen, which holds what is to be shown and what is shown, with a way of its own to lead from one to the
/// other: Lanterna's asks each cell for each of nine looks, and sorts what changed, which takes longer than drawing it.
final class CellScreen extends AbstractScreen {
    private final Ink ink;

    CellScreen(TerminalSize size, Ink ink) {
        super(size, Glyph.BLANK);
        this.ink = ink;
    }

    @Override
    public void refresh(RefreshType type) {
        ScreenBuffer shown = getFrontBuffer();
        ScreenBuffer wanted = getBackBuffer();
        int rows = getTerminalSize().getRows();
        int columns = getTerminalSize().getColumns();
        if (type == RefreshType.COMPLETE) {
            ink.clear(columns);
            shown.setAll(Glyph.BLANK);
        }
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                TextCharacter cell = wanted.getCharacterAt(x, y);
                if (!cell.equals(shown.getCharacterAt(x, y)) && cell instanceof Glyph glyph) {
                    ink.put(x, y, glyph);
                    shown.setCharacterAt(x, y, glyph);
                }
            }
        }
        ink.cursor(getCursorPosition());
    }

    @Override
    public void startScreen() {
        // The terminal belongs to whoever opened it.
    }

    @Override
    public void stopScreen() {
        // As above.
    }

    @Override
    public KeyStroke pollInput() {
        throw new UnsupportedOperationException("keys are read elsewhere");
    }

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys are read elsewhere");
    }
}
