package dev.halab.check.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `nft -n -s list ruleset` prints (nftables 1.0.6).
final class NftRuleset {
    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{");
    private static final Pattern BLOCK = Pattern.compile("(chain|set|map|\\S+(?: \\S+)*?) (\\S+) \\{");
    private static final Pattern HOOK = Pattern.compile("type \\S+ hook (?:prerouting|output) .*");
    private static final Pattern QUOTED = Pattern.compile("(?<!xt target )\"[^\"]*\"");

    private final Map<String, List<PacketRule>> chains;
    private final List<String> hooks;
    private final Map<String, List<String>> sets = new LinkedHashMap<>();

    private NftRuleset(Map<String, List<PacketRule>> chains, List<String> hooks) {
        this.chains = chains;
        this.hooks = hooks;
    }

    /// Adds the chains of all tables through which IPv4 goes.
    ///
    /// @throws IllegalArgumentException if it is no ruleset
    static void read(List<String> lines, Map<String, List<PacketRule>> chains, List<String> hooks) {
        List<String> table = new ArrayList<>();
        for (String line : lines) {
            table.add(line);
            if (line.equals("}")) {
                new NftRuleset(chains, hooks).table(table);
                table = new ArrayList<>();
            }
        }
        if (table.stream().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
            throw new IllegalArgumentException("a table of nftables has no end");
        }
    }

    private void table(List<String> lines) {
        String head = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        Matcher table = TABLE.matcher(head);
        if (!table.matches()) {
            throw new IllegalArgumentException("not a table of nftables: " + head);
        }
        String family = table.group(1);
        if (!family.equals("ip") && !family.equals("inet")) {
            return;
        }
        String name = "nftables %s %s ".formatted(family, table.group(2));
        List<String> body = lines.subList(lines.indexOf(head) + 1, lines.size() - 1);
        // rules name sets that may stand below them
        blocks(body, (kind, block, inside) -> set(kind, block, inside));
        blocks(body, (kind, block, inside) -> chain(name, kind, block, inside));
    }

    /// What takes a block of a table.
    private interface Taker {
        void take(String kind, String name, List<String> lines);
    }

    /// Every block of a table; what continues a line is deeper than the lines of a block.
    private static void blocks(List<String> body, Taker taker) {
        String kind = "";
        String name = "";
        List<String> inside = new ArrayList<>();
        for (String line : body) {
            Matcher head = BLOCK.matcher(line.strip());
            if (line.equals("\t}")) {
                taker.take(kind, name, inside);
                inside = new ArrayList<>();
            } else if (line.startsWith("\t\t\t")) {
                if (inside.isEmpty()) {
                    throw new IllegalArgumentException("nothing that this line continues: " + line);
                }
                inside.set(inside.size() - 1, inside.getLast() + " " + line.strip());
            } else if (line.startsWith("\t\t")) {
                inside.add(line.strip());
            } else if (head.matches()) {
                kind = head.group(1);
                name = head.group(2);
            } else if (!line.isBlank() && !line.strip().startsWith("comment ")) {
                throw new IllegalArgumentException("not a line of a table of nftables: " + line);
            }
        }
    }

    private void set(String kind, String name, List<String> lines) {
        if (kind.equals("set") || kind.equals("map")) {
            List<String> elements = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("elements = ")) {
                    elements.addAll(NftRule.elements(unquoted(line).substring("elements = ".length())));
                }
            }
            sets.put("@" + name, elements);
        }
    }

    private void chain(String table, String kind, String name, List<String> lines) {
        if (!kind.equals("chain")) {
            return;
        }
        List<PacketRule> rules = new ArrayList<>();
        for (String line : lines) {
            if (HOOK.matcher(line).matches()) {
                hooks.add(table + name);
            } else if (!line.startsWith("type ") && !line.startsWith("comment ") && !line.startsWith("#")) {
                rules.addAll(new NftRule(unquoted(line), table, sets).rules());
            }
        }
        chains.put(table + name, rules);
    }

    /// Without what stands in quotes, which says nothing about packets.
    private static String unquoted(String line) {
        return QUOTED.matcher(line).replaceAll("\"\"");
    }
}
