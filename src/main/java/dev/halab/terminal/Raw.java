package dev.halab.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes as they came from the terminal, which do not change.
public final class Raw {
    /// No bytes.
    public static final Raw NONE = new Raw(new byte[0]);

    private final byte[] bytes;

    private Raw(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of some bytes.
    public static Raw of(byte[] bytes, int from, int length) {
        return new Raw(Arrays.copyOfRange(bytes, from, from + length));
    }

    /// The bytes of a text in UTF-8.
    public static Raw of(String text) {
        return new Raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Raw raw && Arrays.equals(bytes, raw.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Printable ASCII as it is, all else as `\xHH`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (byte octet : bytes) {
            boolean plain = octet > ' ' && octet <= '~' && octet != '\\';
            text.append(plain ? String.valueOf((char) octet) : "\\x%02x".formatted(octet & 0xff));
        }
        return text.toString();
    }
}
