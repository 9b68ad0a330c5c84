package dev.halab.tui.paint;

import dev.halab.terminal.VtStyle;

/// What makes a terminal write in another style, as `terminal.VtStyle` packs it.
final class Sgr {
    private static final long[] LOOKS = {
        VtStyle.BOLD,
        VtStyle.DIM,
        VtStyle.ITALIC,
        VtStyle.UNDERLINE,
        VtStyle.BLINK,
        VtStyle.REVERSE,
        VtStyle.HIDDEN,
        VtStyle.STRUCK
    };
    private static final int[] CODES = {1, 2, 3, 4, 5, 7, 8, 9};
    private static final long ALL_LOOKS = -1L << 50;

    private Sgr() {}

    /// The sequence that leads from one style to another one. No more of it is said than differs; a look can only
    /// be
    /// taken away together with all else.
    static String between(long before, long wanted) {
        var codes = new StringBuilder("\u001b[");
        boolean anew = (before & ~wanted & ALL_LOOKS) != 0;
        long from = anew ? VtStyle.PLAIN : before;
        if (anew) {
            codes.append("0;");
        }
        for (int i = 0; i < LOOKS.length; i++) {
            if ((wanted & ~from & LOOKS[i]) != 0) {
                codes.append(CODES[i]).append(';');
            }
        }
        if (VtStyle.foreground(wanted) != VtStyle.foreground(from)) {
            colour(codes, VtStyle.foreground(wanted), 30);
        }
        if (VtStyle.background(wanted) != VtStyle.background(from)) {
            colour(codes, VtStyle.background(wanted), 40);
        }
        codes.setCharAt(codes.length() - 1, 'm');
        return codes.toString();
    }

    /// @param first the code of the first of eight colours
    private static void colour(StringBuilder codes, int colour, int first) {
        int index = colour - 1;
        if (colour == 0) {
            codes.append(first + 9);
        } else if (colour >= VtStyle.RGB) {
            codes.append(first + 8).append(";2;").append(colour >> 16 & 0xff);
            codes.append(';').append(colour >> 8 & 0xff).append(';').append(colour & 0xff);
        } else if (index < 16) {
            codes.append(index < 8 ? first + index : first + 60 + index - 8);
        } else {
            codes.append(first + 8).append(";5;").append(index);
        }
        codes.append(';');
    }
}
