package dev.halab.check.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A socket that listens: a line of `ss -Hltunp`.
///
/// @param address as `ss` has it: `0.0.0.0`, `*` (IPv4 and IPv6), `::` (IPv6 alone), or an address
/// @param owners names of the programs that hold it, cut by the kernel to 15 characters, with their process ids
record Listening(String proto, String address, int port, List<Owner> owners) {
    private static final Pattern LINE =
            Pattern.compile("(tcp|udp)\\s+\\S+\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d{1,5})\\s+\\S+\\s*(.*)");
    private static final Pattern OWNER = Pattern.compile("\\(\"([^\"]*)\",pid=(\\d+)");
    private static final int NAME_LENGTH = 15;

    Listening {
        owners = List.copyOf(owners);
    }

    /// A program that holds a socket.
    record Owner(String name, String pid) {
        boolean is(String program) {
            return name.equals(program.length() > NAME_LENGTH ? program.substring(0, NAME_LENGTH) : program);
        }

        @Override
        public String toString() {
            return "%s (pid %s)".formatted(name, pid);
        }
    }

    /// Every socket of the fact.
    ///
    /// @throws Unobserved if a line is not one of `ss`
    static List<Listening> of(Snapshot snapshot, Fact sockets) {
        List<Listening> all = snapshot.text(sockets)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> parse(line.strip(), sockets))
                .toList();
        if (all.isEmpty()) {
            // this was read over SSH, so sshd at least listens
            throw new Unobserved(sockets, Reading.Reason.UNREADABLE, "ss names no socket at all");
        }
        return all;
    }

    private static Listening parse(String line, Fact sockets) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            // sockets without a port, for instance of ICMP, are none of ours; anything else is garbage
            throw new Unobserved(sockets, Reading.Reason.UNREADABLE, "a line is not one of ss: " + line);
        }
        List<Owner> owners = OWNER.matcher(matcher.group(4))
                .results()
                .map((MatchResult owner) -> new Owner(owner.group(1), owner.group(2)))
                .toList();
        String address = matcher.group(2).replaceFirst("%.*$", "").replaceAll("^\\[|]$", "");
        return new Listening(matcher.group(1), address, Integer.parseInt(matcher.group(3)), owners);
    }

    /// Whether every IPv4 address of the node leads here.
    boolean everywhere() {
        return address.equals("0.0.0.0") || address.equals("*");
    }

    boolean loopback() {
        return address.startsWith("127.") || address.equals("::1") || address.startsWith("::ffff:127.");
    }

    /// `tcp 0.0.0.0:6443`.
    String place() {
        return "%s %s:%d".formatted(proto, address.contains(":") ? "[" + address + "]" : address, port);
    }
}
