package dev.halab.check.node;

import dev.halab.check.node.PacketRule.Act;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `iptables-legacy-save` prints.
final class IptablesSave {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    /// Conditions that only take fewer packets, whatever their value.
    private static final Set<String> NARROWING = Set.of(
            "-s",
            "-i",
            "-o",
            "--sport",
            "--sports",
            "--src-range",
            "--uid-owner",
            "--gid-owner",
            "--ctstate",
            "--state",
            "--mark",
            "--mode",
            "--probability",
            "--every",
            "--packet",
            "--dst-type",
            "--src-type",
            "--limit",
            "--limit-burst");

    private static final Set<String> DETOURS = Set.of("DNAT", "REDIRECT", "TPROXY", "NETMAP");
    private static final Set<String> HOOKS = Set.of("PREROUTING", "OUTPUT");

    private final List<String> words;
    private int next;

    private IptablesSave(String line) {
        words = WORD.matcher(line)
                .results()
                .map((MatchResult m) -> m.group(1) == null ? m.group(2) : m.group(1))
                .toList();
    }

    /// Adds the chains of all tables.
    ///
    /// @throws IllegalArgumentException if a line is none of iptables-save
    static void read(List<String> lines, Map<String, List<PacketRule>> chains, List<String> hooks) {
        String table = "";
        for (String line : lines) {
            if (line.startsWith("*")) {
                table = "iptables-legacy %s ".formatted(line.substring(1));
            } else if (line.startsWith(":")) {
                String name = line.substring(1).split(" ", 2)[0];
                chains.put(table + name, new ArrayList<>());
                if (HOOKS.contains(name)) {
                    hooks.add(table + name);
                }
            } else if (line.startsWith("-A ")) {
                IptablesSave rule = new IptablesSave(line);
                List<PacketRule> chain = chains.get(table + rule.words.get(1));
                if (chain == null) {
                    throw new IllegalArgumentException("a rule of a chain that is not there: " + line);
                }
                chain.add(rule.rule(line, table));
            } else if (!line.isBlank() && !line.startsWith("#") && !line.equals("COMMIT") && !line.equals("legacy")) {
                throw new IllegalArgumentException("a line is not one of iptables-save: " + line);
            }
        }
    }

    private PacketRule rule(String line, String table) {
        List<Function<Packet, Fit>> conditions = new ArrayList<>();
        next = 2;
        while (next < words.size()) {
            boolean not = words.get(next).equals("!");
            if (not) {
                next++;
            }
            String option = word();
            if (option.equals("-j") || option.equals("-g")) {
                String target = word();
                Act act = DETOURS.contains(target) ? Act.DETOUR : PacketRule.decision(target);
                if (act == Act.NOTHING) {
                    act = option.equals("-g") ? Act.GOTO : Act.JUMP;
                }
                return new PacketRule(line, all(conditions), act, table + target);
            }
            Function<Packet, Fit> condition = condition(option);
            conditions.add(not ? packet -> condition.apply(packet).not() : condition);
        }
        return new PacketRule(line, all(conditions), Act.NOTHING, "");
    }

    private String word() {
        return next < words.size() ? words.get(next++) : "";
    }

    private static Function<Packet, Fit> all(List<Function<Packet, Fit>> conditions) {
        return packet -> conditions.stream().map(c -> c.apply(packet)).reduce(Fit.ALL, Fit::and);
    }

    private Function<Packet, Fit> condition(String option) {
        if (NARROWING.contains(option)) {
            word();
            return packet -> Fit.SOME;
        }
        return switch (option) {
            case "-m" -> {
                word();
                yield packet -> Fit.ALL;
            }
            case "--comment" -> {
                word();
                yield packet -> Fit.ALL;
            }
            case "-p" -> {
                String protocol = word();
                yield packet -> Packet.by(protocol);
            }
            case "-d", "--dst-range" -> {
                List<String> addresses = values();
                yield packet -> Fit.any(addresses.stream().map(packet::towards).toList());
            }
            case "--dport", "--dports" -> {
                List<String> ports = values();
                yield packet -> Fit.any(ports.stream().map(packet::through).toList());
            }
            default -> packet -> Fit.UNSURE;
        };
    }

    private List<String> values() {
        return Arrays.asList(word().split(",", -1));
    }
}
