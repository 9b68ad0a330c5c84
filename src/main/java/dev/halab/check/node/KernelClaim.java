package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kernel of all of some nodes is set up.
record KernelClaim(
        List<NodeSpec> on, Map<String, String> sysctl, List<String> modules, boolean swapOff, boolean persisted)
        implements Claim {
    private static final String FSTAB = "/etc/fstab";

    KernelClaim {
        sysctl = Collections.unmodifiableMap(new LinkedHashMap<>(sysctl));
    }

    @Override
    public String title() {
        List<String> parts = new ArrayList<>();
        sysctl.forEach((name, value) -> parts.add("%s is %s".formatted(name, value)));
        modules.forEach(module -> parts.add(module + " is loaded"));
        if (swapOff) {
            parts.add("swap is off");
        }
        return "%s on %s%s".formatted(Names.joined(parts), Names.of(on), persisted ? ", also after a reboot" : "");
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            sysctl.keySet().forEach(name -> facts.add(Facts.sysctl(node.name(), name)));
            modules.forEach(module -> facts.add(Facts.module(node.name(), module)));
            if (swapOff) {
                facts.add(Facts.swaps(node.name()));
            }
            if (persisted) {
                sysctl.keySet().forEach(name -> facts.add(Facts.sysctlFiles(node.name(), name)));
            }
            if (persisted && swapOff) {
                facts.add(Facts.file(node.name(), FSTAB));
            }
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        List<Verdict> verdicts = new ArrayList<>();
        List<String> names = List.copyOf(sysctl.keySet());
        if (!modules.isEmpty()) {
            // first: a parameter of a missing module does not exist either
            verdicts.add(Each.of(modules, node, module -> module(snapshot, node, module)));
        }
        if (!names.isEmpty()) {
            verdicts.add(Each.of(names, node, name -> now(snapshot, node, name)));
        }
        if (swapOff) {
            verdicts.add(Each.of(List.of(node), node, n -> swapNow(snapshot, n)));
        }
        if (persisted && !names.isEmpty()) {
            verdicts.add(Each.of(names, node, name -> atBoot(snapshot, node, name)));
        }
        if (persisted && swapOff) {
            verdicts.add(Each.of(List.of(node), node, n -> swapAtBoot(snapshot, n)));
        }
        return Each.strongest(verdicts, node);
    }

    private static Verdict module(Snapshot snapshot, String node, String module) {
        Fact fact = Facts.module(node, module);
        return switch (snapshot.text(fact).strip()) {
            case "yes" -> Verdict.pass(module);
            case "no" -> Verdict.fail(KernelKind.MODULE.code(), "module " + module, "it is not loaded", node);
            default -> throw new Unobserved(fact, Reading.Reason.UNREADABLE, "neither yes nor no");
        };
    }

    private Verdict now(Snapshot snapshot, String node, String name) {
        Fact fact = Facts.sysctl(node, name);
        Reading.Seen seen = snapshot.seen(fact);
        if (seen.status() > 1 || (seen.status() == 0 && !plausible(seen.text(), name))) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "this is no value of " + name);
        }
        String wanted = "%s = %s".formatted(name, sysctl.get(name));
        if (seen.status() != 0) {
            String actual = "%s does not exist; its module may not be loaded".formatted(name);
            return Verdict.fail(KernelKind.SYSCTL.code(), wanted, actual, node);
        }
        return same(seen.text(), name)
                ? Verdict.pass(wanted)
                : Verdict.fail(
                        KernelKind.SYSCTL.code(),
                        wanted,
                        "%s = %s".formatted(name, LinePattern.words(seen.text())),
                        node);
    }

    /// A parameter of which a number is wanted holds numbers.
    private boolean plausible(String value, String name) {
        boolean numeric = sysctl.getOrDefault(name, "").matches("[-\\d ]+");
        return !value.isBlank() && (!numeric || value.strip().matches("[-\\d\\s]+"));
    }

    private boolean same(String value, String name) {
        return value.strip().replaceAll("\\s+", " ").equals(sysctl.get(name));
    }

    private Verdict atBoot(Snapshot snapshot, String node, String name) {
        Fact fact = Facts.sysctlFiles(node, name);
        List<String> lines =
                snapshot.text(fact).lines().filter(line -> !line.isBlank()).toList();
        String wanted = "%s = %s in a file of /etc/sysctl.d".formatted(name, sysctl.get(name));
        if (lines.isEmpty()) {
            return Verdict.fail(KernelKind.NOT_PERSISTED.code(), wanted, "no file sets it", node);
        }
        if (!lines.stream().allMatch(line -> line.contains(": " + name) && line.contains("="))) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "a line is not FILE: NAME = VALUE");
        }
        // the last one wins
        String last = lines.getLast();
        int colon = last.indexOf(": ");
        String value = last.substring(last.indexOf('=') + 1);
        return same(value, name)
                ? Verdict.pass(last)
                : Verdict.fail(
                        KernelKind.NOT_PERSISTED.code(),
                        wanted,
                        last.substring(colon + 1).strip() + " is applied last",
                        node + ":" + last.substring(0, Math.max(colon, 0)));
    }

    private static Verdict swapNow(Snapshot snapshot, String node) {
        List<String> used = snapshot.text(Facts.swaps(node))
                .lines()
                .skip(1)
                .filter(l -> !l.isBlank())
                .toList();
        return used.isEmpty()
                ? Verdict.pass("no swap")
                : Verdict.fail(
                        KernelKind.SWAP.code(),
                        "no swap in use",
                        "swap on " + used.getFirst().split("\\s+")[0],
                        node + ":/proc/swaps");
    }

    private static Verdict swapAtBoot(Snapshot snapshot, String node) {
        List<String> lines = FileContent.bytes(snapshot, Facts.file(node, FSTAB))
                .orElse("")
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = LinePattern.words(lines.get(i)).split(" ");
            boolean noauto = words.length > 3 && List.of(words[3].split(",")).contains("noauto");
            if (words.length > 2 && words[2].equals("swap") && !noauto) {
                return Verdict.fail(
                        KernelKind.NOT_PERSISTED.code(),
                        "no swap after a reboot",
                        "'%s' turns it on again".formatted(lines.get(i).strip()),
                        "%s:%s:%d".formatted(node, FSTAB, i + 1));
            }
        }
        return Verdict.pass("no swap in " + FSTAB);
    }
}
