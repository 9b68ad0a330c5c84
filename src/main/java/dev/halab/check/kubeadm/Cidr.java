package dev.halab.check.kubeadm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An IPv4 network.
///
/// @param first its first address as a number
/// @param bits length of its prefix
record Cidr(long first, int bits, String text) {
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /// The network that `text` writes; empty if it is not one of IPv4.
    static Optional<Cidr> of(String text) {
        Matcher m = SHAPE.matcher(text.strip());
        if (!m.matches() || Integer.parseInt(m.group(5)) > 32) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(m.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        int bits = Integer.parseInt(m.group(5));
        return Optional.of(new Cidr(address & mask(bits), bits, text.strip()));
    }

    /// The IPv4 networks of a list parted by commas; networks of IPv6 in it are left out.
    static List<Cidr> all(String list) {
        return Stream.of(list.split(",", -1))
                .map(Cidr::of)
                .flatMap(Optional::stream)
                .toList();
    }

    boolean overlaps(Cidr other) {
        long common = mask(Math.min(bits, other.bits));
        return (first & common) == (other.first & common);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
    }
}
