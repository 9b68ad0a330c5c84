package dev.halab.machine.vagrant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ranges of IPv4 addresses, as `/etc/vbox/networks.conf` has them.
final class Ranges {
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private Ranges() {}

    /// Whether `range`, like 192.168.56.0/21, covers the /24 that begins with `address`. What is no IPv4 range
    /// covers
    /// nothing.
    static boolean covers(String range, String address) {
        Matcher wide = RANGE.matcher(range);
        Matcher narrow = RANGE.matcher(address + "/24");
        if (!wide.matches() || !narrow.matches()) {
            return false;
        }
        int bits = Integer.parseInt(wide.group(5));
        if (bits > 24) {
            return false;
        }
        long mask = bits == 0 ? 0 : -1L << (32 - bits) & 0xFFFF_FFFFL;
        return (number(wide) & mask) == (number(narrow) & mask);
    }

    private static long number(Matcher range) {
        long number = 0;
        for (int octet = 1; octet <= 4; octet++) {
            number = number << 8 | Long.parseLong(range.group(octet));
        }
        return number;
    }
}
