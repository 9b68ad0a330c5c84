package dev.halab.terminal;

/// Reads UTF-8 one character at a time, whatever the bytes are. What is not UTF-8 becomes U+FFFD, one for each longest
/// run of bytes that could have begun a character.
final class Utf8 {
    static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /// What stands at a place.
    ///
    /// @return the code point, with the number of its bytes above bit 32; 0 if the bytes end too early to say
    static long at(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return found(lead, 1);
        }
        int length = lead >= 0xc2 && lead <= 0xdf
                ? 2
                : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
        if (length == 1) {
            return found(REPLACEMENT, 1);
        }
        int codePoint = lead & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            if (at + i == end) {
                return 0;
            }
            int next = bytes[at + i] & 0xff;
            if (next < lowest(lead, i) || next > highest(lead, i)) {
                return found(REPLACEMENT, i);
            }
            codePoint = (codePoint << 6) | (next & 0x3f);
        }
        return found(codePoint, length);
    }

    static int codePoint(long found) {
        return (int) found;
    }

    static int length(long found) {
        return (int) (found >>> 32);
    }

    private static long found(int codePoint, int length) {
        return (long) length << 32 | codePoint;
    }

    /// No overlong forms.
    private static int lowest(int lead, int index) {
        return index > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    }

    /// No surrogates, nothing above U+10FFFF.
    private static int highest(int lead, int index) {
        return index > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    }
}
