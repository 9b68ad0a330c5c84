package dev.halab.terminal;

/// A control sequence that a program prints, while it is being read. Numbers are bounded, and so is how many there are.
final class VtSequence {
    static final int LARGEST = 9999;

    /// Where a number is left out.
    static final int NONE = -1;

    private static final int MOST = 32;

    private final int[] numbers = new int[MOST];
    private final boolean[] parts = new boolean[MOST];
    private int count;
    private char prefix;
    private char between;
    private char last;

    void clear() {
        count = 1;
        numbers[0] = NONE;
        parts[0] = false;
        prefix = 0;
        between = 0;
    }

    /// Takes in what stands before the final byte; whether the sequence can still be one.
    boolean take(char c) {
        if (c >= '0' && c <= '9') {
            return between == 0 && digit(c - '0');
        }
        if (c == ';' || c == ':') {
            return between == 0 && next(c == ':');
        }
        if (c >= '<' && c <= '?') {
            boolean first = count == 1 && numbers[0] == NONE && prefix == 0 && between == 0;
            prefix = c;
            return first;
        }
        boolean first = between == 0;
        between = c;
        return first;
    }

    private boolean digit(int digit) {
        int number = Math.max(0, numbers[count - 1]);
        numbers[count - 1] = Math.min(LARGEST, number * 10 + digit);
        return true;
    }

    private boolean next(boolean part) {
        if (count == MOST) {
            return false;
        }
        numbers[count] = NONE;
        parts[count] = part;
        count++;
        return true;
    }

    void end(char with) {
        last = with;
    }

    /// `?`, `>` and their like; 0 for none.
    char prefix() {
        return prefix;
    }

    /// A space, `$`, `!` and their like before the final byte; 0 for none.
    char between() {
        return between;
    }

    char last() {
        return last;
    }

    int count() {
        return count;
    }

    /// A number, `otherwise` where it is left out.
    int number(int index, int otherwise) {
        return index < count && numbers[index] != NONE ? numbers[index] : otherwise;
    }

    /// A number of times or a place, which counts from 1: 0 means 1 as well.
    int atLeastOne(int index) {
        return Math.max(1, number(index, 1));
    }

    /// Whether a number belongs to the one before it, after a colon.
    boolean isPart(int index) {
        return index < count && parts[index];
    }
}
