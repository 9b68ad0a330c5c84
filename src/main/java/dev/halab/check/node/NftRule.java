package dev.halab.check.node;

import dev.halab.check.node.PacketRule.Act;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rule as nftables prints it, without what stands in quotes.
final class NftRule {
    private static final String OPERAND = "(\\{[^}]*\\}|\\S+)";

    /// What a packet is asked for; the names of its groups are the selectors.
    private static final String SELECTOR = "(?:ip daddr|(?:tcp|th) dport|meta l4proto|ip protocol|meta nfproto)";

    /// A condition that can be judged.
    private static final Pattern JUDGED = Pattern.compile(
            "(%s(?: \\. %s)*) (?:(!=|==) )?(?!vmap |map |set |\\. )%s".formatted(SELECTOR, SELECTOR, OPERAND));

    /// A branch: each element of a map says what becomes of the packets that it takes.
    private static final Pattern BRANCH = Pattern.compile("(\\S+(?: \\S+)*?) vmap %s".formatted(OPERAND));

    /// A condition that TCP over IPv4 never meets.
    private static final Pattern OTHER = Pattern.compile("(?:udp|udplite|sctp|dccp|icmp|icmpv6|ip6) (?!.*!=)\\S+ .*");

    /// A condition that only takes fewer packets.
    private static final Pattern NARROWING = Pattern.compile(
            "(?:(?:ip saddr|(?:tcp|th) sport|(?:meta )?(?:iifname|oifname|iif|oif|skuid|skgid|mark|random"
                    + "|iiftype|oiftype|pkttype|cgroup)|ct (?:state|status|mark|direction)"
                    + "|fib (?:daddr|saddr)(?: \\. \\S+)* type|tcp flags) "
                    + "(?:& \\S+ )?(?:(?:!=|==|<|<=|>|>=) )?(?!set |vmap |map )" + OPERAND
                    + "|limit rate (?:over )?\\S+(?: burst \\d+ \\S+)?)");

    /// What changes nothing about which packets go on.
    private static final Pattern NEUTRAL = Pattern.compile("counter(?: packets \\d+ bytes \\d+)?|comment \"\""
            + "|log(?: prefix \"\"| level \\S+| flags \\S+| group \\d+| snaplen \\d+| queue-threshold \\d+)*"
            + "|(?:meta|ct) mark set .*|#.*");

    private static final Pattern DETOUR =
            Pattern.compile("(?:dnat|redirect|tproxy)\\b(?:.*? to (.*?) map %s)?.*".formatted(OPERAND));
    private static final Pattern XT_DETOUR = Pattern.compile("xt target \"?(?:DNAT|REDIRECT|TPROXY|NETMAP)\\b.*");
    private static final Pattern GO = Pattern.compile("(jump|goto) (\\S+).*");

    private static final String BECOMES = " : ";
    private static final String DOT = " \\. ";

    private final String line;
    private final String table;
    private final Map<String, List<String>> sets;

    /// @param sets the elements of the table's sets and maps, by `@NAME`
    NftRule(String line, String table, Map<String, List<String>> sets) {
        this.line = line.strip().replaceAll("\\s+", " ");
        this.table = table;
        this.sets = sets;
    }

    /// The elements of `{ a, b }`.
    static List<String> elements(String braces) {
        String inside = braces.strip().replaceAll("^\\{|\\}$", "");
        return Arrays.stream(inside.split(",", -1))
                .map(String::strip)
                .filter(e -> !e.isEmpty())
                .toList();
    }

    /// What it does with which packets: one rule, or one for each element of a map.
    List<PacketRule> rules() {
        Function<Packet, Fit> fit = packet -> Fit.ALL;
        String rest = line;
        while (!rest.isEmpty()) {
            Function<Packet, Fit> before = fit;
            Matcher judged = JUDGED.matcher(rest);
            Matcher narrowing = NARROWING.matcher(rest);
            Matcher neutral = NEUTRAL.matcher(rest);
            Matcher branch = BRANCH.matcher(rest);
            Matcher detour = DETOUR.matcher(rest);
            if (judged.lookingAt()) {
                fit = both(before, condition(judged.group(1), "!=".equals(judged.group(2)), judged.group(3)));
                rest = rest.substring(judged.end()).strip();
            } else if (OTHER.matcher(rest).matches()) {
                return List.of();
            } else if (branch.lookingAt()) {
                return branches(before, branch.group(1), branch.group(2));
            } else if (narrowing.lookingAt()) {
                fit = both(before, packet -> Fit.SOME);
                rest = rest.substring(narrowing.end()).strip();
            } else if (neutral.lookingAt()) {
                rest = rest.substring(neutral.end()).strip();
            } else if (detour.matches()) {
                return detours(before, Optional.ofNullable(detour.group(1)), Optional.ofNullable(detour.group(2)));
            } else {
                Optional<PacketRule> decided = decided(before, rest);
                if (decided.isPresent()) {
                    return List.of(decided.get());
                }
                // a word that is not known: it may be a condition, or what is done
                fit = both(before, packet -> Fit.UNSURE);
                int space = rest.indexOf(' ');
                rest = space < 0 ? "" : rest.substring(space + 1);
            }
        }
        return List.of();
    }

    private static Function<Packet, Fit> both(Function<Packet, Fit> one, Function<Packet, Fit> other) {
        return packet -> one.apply(packet).and(other.apply(packet));
    }

    private Optional<PacketRule> decided(Function<Packet, Fit> fit, String rest) {
        Matcher go = GO.matcher(rest);
        if (go.matches()) {
            Act act = go.group(1).equals("jump") ? Act.JUMP : Act.GOTO;
            return Optional.of(new PacketRule(line, fit, act, table + go.group(2)));
        }
        if (XT_DETOUR.matcher(rest).matches()) {
            return Optional.of(new PacketRule(line, fit, Act.DETOUR, ""));
        }
        Act act = PacketRule.decision(rest.split(" ", 2)[0]);
        return act == Act.NOTHING ? Optional.empty() : Optional.of(new PacketRule(line, fit, act, ""));
    }

    /// A rule for each element of a map of verdicts; a map that is not known may lead anywhere, and so is told.
    private List<PacketRule> branches(Function<Packet, Fit> before, String selectors, String map) {
        List<PacketRule> rules = new ArrayList<>();
        for (String element : values(map).orElse(List.of())) {
            int colon = element.lastIndexOf(BECOMES);
            if (colon > 0) {
                Function<Packet, Fit> fit = both(before, condition(selectors, false, element.substring(0, colon)));
                decided(fit, element.substring(colon + BECOMES.length()).strip())
                        .ifPresent(rules::add);
            }
        }
        return values(map).isPresent() ? rules : List.of(detour(both(before, packet -> Fit.UNSURE)));
    }

    /// A rule that sends elsewhere what it takes; where a map says to what address, only what its keys take.
    private List<PacketRule> detours(Function<Packet, Fit> before, Optional<String> selectors, Optional<String> map) {
        if (selectors.isEmpty() || map.isEmpty()) {
            return List.of(detour(before));
        }
        Optional<List<String>> elements = values(map.get());
        if (elements.isEmpty()) {
            return List.of(detour(both(before, packet -> Fit.UNSURE)));
        }
        return elements.get().stream()
                .map(element -> element.split(BECOMES, 2)[0])
                .map(key -> detour(both(before, condition(selectors.get(), false, key))))
                .toList();
    }

    private PacketRule detour(Function<Packet, Fit> fit) {
        return new PacketRule(line, fit, Act.DETOUR, "");
    }

    /// Whether selectors, joined by dots, have one of the values of an operand.
    private Function<Packet, Fit> condition(String selectors, boolean not, String operand) {
        Optional<List<String>> values = values(operand);
        if (values.isEmpty()) {
            return packet -> Fit.UNSURE;
        }
        List<String> parts = Arrays.asList(selectors.split(DOT, -1));
        return packet -> {
            Fit fit = Fit.any(values.get().stream()
                    .map(value -> fit(packet, parts, value))
                    .toList());
            return not ? fit.not() : fit;
        };
    }

    private static Fit fit(Packet packet, List<String> selectors, String value) {
        if (value.equals("*")) {
            return Fit.SOME;
        }
        String[] words = value.split(DOT, -1);
        if (words.length != selectors.size()) {
            return Fit.UNSURE;
        }
        Fit fit = Fit.ALL;
        for (int i = 0; i < words.length; i++) {
            fit = fit.and(fit(packet, selectors.get(i), words[i].strip().split(" ", 2)[0]));
        }
        return fit;
    }

    private static Fit fit(Packet packet, String selector, String word) {
        return switch (selector) {
            case "ip daddr" -> packet.towards(word);
            case "tcp dport", "th dport" -> packet.through(word);
            case "meta l4proto", "ip protocol" -> Packet.by(word);
            case "meta nfproto" -> Fit.of(word.equals("2") || word.equals("ipv4"));
            // what else is asked for, such as the address of the sender or a number by lot, takes some
            default -> Fit.SOME;
        };
    }

    /// The values of an operand; empty if it names a set that is not there.
    private Optional<List<String>> values(String operand) {
        if (operand.startsWith("@")) {
            return Optional.ofNullable(sets.get(operand));
        }
        return Optional.of(operand.startsWith("{") ? elements(operand) : List.of(operand));
    }
}
