package dev.halab.terminal;

/// How the next characters will look, as the sequences `CSI … m` say it.
final class Pen {
    private static final long INTENSITY = VtStyle.BOLD | VtStyle.DIM;

    private long style = VtStyle.PLAIN;

    long style() {
        return style;
    }

    void set(long to) {
        style = to;
    }

    /// Applies a sequence.
    void apply(VtSequence sequence) {
        for (int i = 0; i < sequence.count(); i++) {
            if (!sequence.isPart(i)) {
                i = apply(sequence, i);
            }
        }
    }

    /// @return the index of the last number that was used
    private int apply(VtSequence sequence, int index) {
        int number = sequence.number(index, 0);
        switch (number) {
            case 0 -> style = VtStyle.PLAIN;
            case 1 -> style |= VtStyle.BOLD;
            case 2 -> style |= VtStyle.DIM;
            case 3 -> style |= VtStyle.ITALIC;
            case 4 -> {
                boolean none = sequence.isPart(index + 1) && sequence.number(index + 1, 1) == 0;
                style = none ? style & ~VtStyle.UNDERLINE : style | VtStyle.UNDERLINE;
            }
            case 5, 6 -> style |= VtStyle.BLINK;
            case 7 -> style |= VtStyle.REVERSE;
            case 8 -> style |= VtStyle.HIDDEN;
            case 9 -> style |= VtStyle.STRUCK;
            case 21 -> style |= VtStyle.UNDERLINE;
            case 22 -> style &= ~INTENSITY;
            case 23 -> style &= ~VtStyle.ITALIC;
            case 24 -> style &= ~VtStyle.UNDERLINE;
            case 25 -> style &= ~VtStyle.BLINK;
            case 27 -> style &= ~VtStyle.REVERSE;
            case 28 -> style &= ~VtStyle.HIDDEN;
            case 29 -> style &= ~VtStyle.STRUCK;
            case 38, 48, 58 -> {
                return colour(sequence, index);
            }
            case 39 -> style = VtStyle.withForeground(style, 0);
            case 49 -> style = VtStyle.withBackground(style, 0);
            default -> plainColour(number);
        }
        return index;
    }

    private void plainColour(int number) {
        if (number >= 30 && number <= 37) {
            style = VtStyle.withForeground(style, VtStyle.palette(number - 30));
        } else if (number >= 40 && number <= 47) {
            style = VtStyle.withBackground(style, VtStyle.palette(number - 40));
        } else if (number >= 90 && number <= 97) {
            style = VtStyle.withForeground(style, VtStyle.palette(number - 90 + 8));
        } else if (number >= 100 && number <= 107) {
            style = VtStyle.withBackground(style, VtStyle.palette(number - 100 + 8));
        }
    }

    /// `38;5;N`, `38;2;R;G;B`, and the same with colons, where a colour space may stand before the red.
    private int colour(VtSequence sequence, int index) {
        boolean colons = sequence.isPart(index + 1);
        int end = index + 1;
        while (colons && sequence.isPart(end)) {
            end++;
        }
        return switch (sequence.number(index + 1, 0)) {
            case 5 -> {
                draw(sequence.number(index, 0), VtStyle.palette(sequence.number(index + 2, 0)));
                yield colons ? end - 1 : index + 2;
            }
            case 2 -> {
                int red = colons && end - index > 5 ? index + 3 : index + 2;
                draw(
                        sequence.number(index, 0),
                        VtStyle.rgb(
                                Math.min(255, sequence.number(red, 0)),
                                Math.min(255, sequence.number(red + 1, 0)),
                                Math.min(255, sequence.number(red + 2, 0))));
                yield colons ? end - 1 : index + 4;
            }
            default -> colons ? end - 1 : index + 1;
        };
    }

    /// @param ground 38 text, 48 background, 58 underline, whose colour is not shown
    private void draw(int ground, int colour) {
        if (ground == 38) {
            style = VtStyle.withForeground(style, colour);
        } else if (ground == 48) {
            style = VtStyle.withBackground(style, colour);
        }
    }
}
