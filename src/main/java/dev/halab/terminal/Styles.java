package dev.halab.terminal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Numbers for styles, small enough for JLine's cells: these keep 24 bits of colours, which hold such a number here.
/// There is room for tens of thousands of styles; who uses more gets the colours of old terminals.
final class Styles {
    private static final int MOST_EXACT = 30_000;
    private static final long KEPT = VtStyle.BOLD | VtStyle.UNDERLINE | VtStyle.REVERSE;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private long[] styles = new long[64];
    private int count;

    Styles() {
        number(VtStyle.PLAIN);
    }

    /// The number of a style; 0 for the plain one.
    int number(long style) {
        Integer known = numbers.get(style);
        if (known != null) {
            return known;
        }
        return count < MOST_EXACT ? added(style) : coarse(style);
    }

    long style(int number) {
        return number < count ? styles[number] : VtStyle.PLAIN;
    }

    private int added(long style) {
        if (count == styles.length) {
            styles = Arrays.copyOf(styles, 2 * count);
        }
        styles[count] = style;
        numbers.put(style, count);
        return count++;
    }

    private int coarse(long style) {
        long coarse = style & KEPT;
        coarse = VtStyle.withForeground(coarse, coarse(VtStyle.foreground(style)));
        coarse = VtStyle.withBackground(coarse, coarse(VtStyle.background(style)));
        Integer known = numbers.get(coarse);
        return known != null ? known : added(coarse);
    }

    /// One of the eight colours and the terminal's own, so that there are few.
    private static int coarse(int colour) {
        if (colour == 0) {
            return 0;
        }
        if (colour < VtStyle.RGB) {
            return VtStyle.palette((colour - 1) & 7);
        }
        return VtStyle.palette(((colour >> 23) & 1) | ((colour >> 14) & 2) | ((colour >> 5) & 4));
    }
}
