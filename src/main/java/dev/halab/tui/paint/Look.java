package dev.halab.tui.paint;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/// How a terminal writes at a moment. Equality is written out: what a record does by itself is made at every start,
/// which the first picture would wait for.
record Look(TextColor foreground, TextColor background, EnumSet<SGR> looks) {
    static final Look PLAIN = new Look(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, EnumSet.noneOf(SGR.class));

    @Override
    public boolean equals(Object other) {
        return other instanceof Look look
                && foreground.equals(look.foreground)
                && background.equals(look.background)
                && looks.equals(look.looks);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * foreground.hashCode() + background.hashCode()) + looks.hashCode();
    }

    /// One that is like no other.
    static Look unknown() {
        return new Look(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, EnumSet.allOf(SGR.class));
    }

    /// The sequence that leads from another look to this one.
    String after(Look before) {
        var codes = new StringBuilder();
        boolean anew = !looks.containsAll(before.looks);
        Look from = anew ? PLAIN : before;
        if (anew) {
            codes.append("0;");
        }
        for (SGR each : looks) {
            if (!from.looks.contains(each)) {
                codes.append(code(each)).append(';');
            }
        }
        if (!foreground.equals(from.foreground)) {
            codes.append(text(foreground.getForegroundSGRSequence())).append(';');
        }
        if (!background.equals(from.background)) {
            codes.append(text(background.getBackgroundSGRSequence())).append(';');
        }
        codes.setLength(codes.length() - 1);
        return "\u001b[" + codes + 'm';
    }

    private static String text(byte[] sequence) {
        return new String(sequence, StandardCharsets.US_ASCII);
    }

    private static int code(SGR look) {
        return switch (look) {
            case BOLD -> 1;
            case FRAKTUR -> 2; // dim, see Characters
            case ITALIC -> 3;
            case UNDERLINE -> 4;
            case BLINK -> 5;
            case REVERSE -> 7;
            case CIRCLED -> 8; // hidden, see Characters
            case CROSSED_OUT -> 9;
            case BORDERED -> 51;
        };
    }
}
