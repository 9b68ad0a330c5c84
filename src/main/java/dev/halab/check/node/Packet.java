package dev.halab.check.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TCP packet on its way to a port of an IPv4 address, and whether words of packet filters take it.
record Packet(String address, int port) {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:[-:](\\d{1,5}))?");
    private static final int BITS = 32;
    private static final long EVERY_BIT = 0xFFFF_FFFFL;

    /// Whether `word` takes the address: `A`, `A/LENGTH`, `A/MASK`, `A-B`.
    Fit towards(String word) {
        int dash = word.indexOf('-');
        int slash = word.indexOf('/');
        long here = number(address);
        if (dash > 0) {
            long first = number(word.substring(0, dash));
            long last = number(word.substring(dash + 1));
            return first < 0 || last < 0 ? Fit.UNSURE : Fit.of(first <= here && here <= last);
        }
        long base = number(slash < 0 ? word : word.substring(0, slash));
        long mask = slash < 0 ? EVERY_BIT : mask(word.substring(slash + 1));
        return base < 0 || mask < 0 ? Fit.UNSURE : Fit.of((base & mask) == (here & mask));
    }

    private static long mask(String word) {
        if (!word.matches("\\d{1,2}")) {
            return number(word);
        }
        int length = Integer.parseInt(word);
        return length > BITS ? -1 : EVERY_BIT << (BITS - length) & EVERY_BIT;
    }

    private static long number(String ipv4) {
        Matcher matcher = IPV4.matcher(ipv4);
        if (!matcher.matches()) {
            return -1;
        }
        long number = 0;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            number = number << Byte.SIZE | Integer.parseInt(matcher.group(i));
        }
        return number;
    }

    /// Whether `word` takes the port: `6443`, `6000-7000`, `6000:7000`.
    Fit through(String word) {
        Matcher matcher = RANGE.matcher(word);
        if (!matcher.matches()) {
            return Fit.UNSURE;
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        return Fit.of(first <= port && port <= last);
    }

    /// Whether `word` takes the protocol, which is TCP.
    static Fit by(String word) {
        return switch (word) {
            case "tcp", "6", "all", "0" -> Fit.ALL;
            default -> Fit.of(false);
        };
    }
}
