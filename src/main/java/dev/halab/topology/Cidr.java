package dev.halab.topology;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of IPv4 addresses.
///
/// @param first its first address, as a number
/// @param bits the length of its prefix
public record Cidr(int first, int bits) {
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern RANGE = Pattern.compile("([\\d.]+)/(\\d{1,2})");

    /// The range that `text` writes: `192.168.56.0/24`.
    ///
    /// @throws IllegalArgumentException if it writes none
    public static Cidr of(String text) {
        Matcher range = RANGE.matcher(text);
        OptionalInt address = range.matches() ? number(range.group(1)) : OptionalInt.empty();
        if (address.isEmpty() || Integer.parseInt(range.group(2)) > 32) {
            throw new IllegalArgumentException("no range of IPv4 addresses: " + text);
        }
        int length = Integer.parseInt(range.group(2));
        return new Cidr(address.getAsInt() & mask(length), length);
    }

    /// Whether `text` writes an IPv4 address.
    public static boolean isAddress(String text) {
        return number(text).isPresent();
    }

    /// Whether an IPv4 address lies in it; other texts do not.
    public boolean contains(String address) {
        OptionalInt number = number(address);
        return number.isPresent() && (number.getAsInt() & mask(bits)) == first;
    }

    /// Whether both have an address in common.
    public boolean overlaps(Cidr other) {
        int shorter = mask(Math.min(bits, other.bits));
        return (first & shorter) == (other.first & shorter);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    private static OptionalInt number(String text) {
        Matcher octets = ADDRESS.matcher(text);
        if (!octets.matches()) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(octets.group(i));
            if (octet > 255) {
                return OptionalInt.empty();
            }
            number = number << 8 | octet;
        }
        return OptionalInt.of(number);
    }
}
