package dev.halab.machine.host;

import dev.halab.program.Programs;
import dev.halab.topology.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The host's IPv4 routes, without the default ones.
///
/// @param all in the order in which the system tells them
record Routes(List<Route> all) {
    private static final Pattern MAC =
            Pattern.compile("^(\\d+(?:\\.\\d+){0,3})(?:/(\\d+))?\\s+\\S+\\s+\\S+\\s+(\\S+).*");
    private static final Pattern WINDOWS = Pattern.compile(
            "^\\s*(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+\\S+\\s+(\\S+)\\s+\\d+\\s*$");

    /// A route.
    ///
    /// @param range as `A.B.C.D/N`
    /// @param device by which packets leave; on Windows the address of it
    record Route(String range, String device) {
        Cidr cidr() {
            return Cidr.of(range);
        }
    }

    static Routes of(Programs programs, Host host) {
        if (host.linux()) {
            return new Routes(host.text("proc/net/route").map(Routes::linux).orElse(List.of()));
        }
        if (host.mac()) {
            return new Routes(Tools.ask(programs, "netstat", "-rn", "-f", "inet")
                    .map(Routes::mac)
                    .orElse(List.of()));
        }
        return new Routes(Tools.ask(programs, "route.exe", "print", "-4")
                .map(Routes::windows)
                .orElse(List.of()));
    }

    /// `/proc/net/route`: numbers in hexadecimal, lowest byte first.
    private static List<Route> linux(String text) {
        List<Route> routes = new ArrayList<>();
        text.lines().skip(1).forEach(line -> {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 7 && fields[1].matches("[0-9A-Fa-f]{8}") && fields[7].matches("[0-9A-Fa-f]{8}")) {
                int address = Integer.reverseBytes(Integer.parseUnsignedInt(fields[1], 16));
                int bits = Integer.bitCount(Integer.parseUnsignedInt(fields[7], 16));
                add(routes, dotted(address), bits, fields[0]);
            }
        });
        return routes;
    }

    /// `netstat -rn -f inet` leaves out octets of zero: `10/8`, `192.168.1`, `192.168.64/24`.
    private static List<Route> mac(String text) {
        List<Route> routes = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher route = MAC.matcher(line);
            if (route.matches()) {
                int octets = route.group(1).split("\\.").length;
                int bits = Optional.ofNullable(route.group(2))
                        .map(Integer::parseInt)
                        .orElse(8 * octets);
                add(routes, route.group(1) + ".0".repeat(4 - octets), bits, route.group(3));
            }
        });
        return routes;
    }

    private static List<Route> windows(String text) {
        List<Route> routes = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher route = WINDOWS.matcher(line);
            if (route.matches() && Cidr.isAddress(route.group(2))) {
                add(
                        routes,
                        route.group(1),
                        Integer.bitCount(Cidr.of(route.group(2) + "/32").first()),
                        route.group(3));
            }
        });
        return routes;
    }

    private static void add(List<Route> routes, String address, int bits, String device) {
        if (bits > 0 && bits <= 32 && Cidr.isAddress(address)) {
            routes.add(new Route(address + "/" + bits, device));
        }
    }

    private static String dotted(int address) {
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255);
    }
}
