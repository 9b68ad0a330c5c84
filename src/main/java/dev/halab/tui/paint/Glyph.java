package dev.halab.tui.paint;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/// A character of Lanterna's that answers at once what is asked of it several times for every cell of every frame,
/// whether
/// it is wide: Lanterna's own looks through tables of scripts and emoji. Whatever this one stands for, it takes one
/// cell.
final class Glyph extends TextCharacter {
    private static final long serialVersionUID = 1L;

    private final EnumSet<SGR> looks;
    private EnumSet<SGR> lent;

    @SuppressWarnings(
            "deprecation") // the others look for the borders of characters, and load what knows languages for it
    Glyph(char character, TextColor foreground, TextColor background, EnumSet<SGR> looks) {
        super(character, foreground, background, looks);
        this.looks = looks;
        lent = EnumSet.copyOf(looks);
    }

    @Override
    public boolean isDoubleWidth() {
        return false;
    }

    /// A set that is the caller's to change, as Lanterna does with one of a thousand that it asks for. Used by one
    /// thread.
    @Override
    public EnumSet<SGR> getModifiers() {
        if (!lent.equals(looks)) {
            lent = EnumSet.copyOf(looks);
        }
        return lent;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
