package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Packages are as they should be on all of some nodes.
record PackageClaim(List<NodeSpec> on, List<String> names, boolean installed, Optional<String> version, boolean held)
        implements Claim {
    private static final String NOT_INSTALLED = "not installed";

    @Override
    public String title() {
        String what = Names.joined(names) + (names.size() == 1 ? " is " : " are ");
        String state =
                installed ? "installed" + version.map(v -> " (" + v + ")").orElse("") : NOT_INSTALLED;
        return what + state + (held ? " and held" : "") + " on " + Names.of(on);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        on.forEach(node -> names.forEach(name -> facts.add(Facts.debianPackage(node.name(), name))));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> Each.of(names, node.name(), name -> judge(snapshot, node.name(), name)));
    }

    private Verdict judge(Snapshot snapshot, String node, String name) {
        Fact fact = Facts.debianPackage(node, name);
        String[] words = snapshot.text(fact).strip().split("\\s+");
        if (!words[0].matches("absent|[uihrp][ncHUFWti]R?") || words.length > 2) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "dpkg-query did not say what it should");
        }
        // second letter: what dpkg has done; `n` not installed, `c` only its configuration is left
        boolean there = words.length > 1 && words[0].length() >= 2 && words[0].charAt(1) == 'i';
        if (!installed) {
            return there
                    ? Verdict.fail(PackageKind.PRESENT.code(), name + " " + NOT_INSTALLED, name + " " + words[1], node)
                    : Verdict.pass(NOT_INSTALLED);
        }
        if (!there) {
            return Verdict.fail(PackageKind.MISSING.code(), name + " installed", state(name, words), node);
        }
        if (version.isPresent() && !within(words[1], version.get())) {
            return Verdict.fail(PackageKind.VERSION.code(), name + " " + version.get(), name + " " + words[1], node);
        }
        if (held && words[0].charAt(0) != 'h') {
            String actual = "%s %s is installed but not held".formatted(name, words[1]);
            return Verdict.fail(PackageKind.NOT_HELD.code(), name + " held", actual, node);
        }
        return Verdict.pass(name + " " + words[1]);
    }

    private static String state(String name, String[] words) {
        return words[0].equals("absent") || words.length < 2
                ? "%s is %s".formatted(name, NOT_INSTALLED)
                : "%s %s is only half there (dpkg says %s)".formatted(name, words[1], words[0]);
    }

    /// Whether a Debian version is the wanted one or of the wanted series; epoch and revision do not count.
    private static boolean within(String debian, String wanted) {
        String upstream = debian.replaceFirst("^\\d+:", "").replaceFirst("-[^-]*$", "");
        return upstream.equals(wanted) || upstream.startsWith(wanted + ".");
    }
}
