package dev.halab.tui.paint;

import java.util.Arrays;

/// Bytes that are gathered and can be had without a copy.
final class Bytes {
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /// The bytes themselves; only the first [#length] count.
    byte[] bytes() {
        return bytes;
    }

    void add(byte[] more) {
        add(more, more.length);
    }

    /// Adds a text in UTF-8.
    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                room(1);
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                room(2);
                bytes[length++] = (byte) (0xc0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                room(4);
                bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
                bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
                bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
            } else {
                room(3);
                bytes[length++] = (byte) (0xe0 | (c >> 12));
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            }
        }
    }

    private void add(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
    }
}
