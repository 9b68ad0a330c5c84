package dev.halab.check.vip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The vrrp_instance that has the virtual address, on one node.
///
/// @param node the node's name
/// @param root the whole configuration
/// @param block the instance
/// @param scripts what it tracks by scripts, its sync group's too
record VrrpInstance(String node, KeepalivedBlock root, KeepalivedBlock block, List<TrackedScript> scripts) {
    private static final int USUAL_PRIORITY = 100;

    VrrpInstance {
        scripts = List.copyOf(scripts);
    }

    /// The instance with `address`, if there is one.
    static Optional<VrrpInstance> with(String address, String node, KeepalivedBlock root, KeepalivedFiles files) {
        return root.all("vrrp_instance").stream()
                .filter(i -> addresses(i).contains(address))
                .findFirst()
                .map(i -> new VrrpInstance(node, root, i, scripts(root, i, files)));
    }

    /// The addresses of every instance, without their masks.
    static List<String> allAddresses(KeepalivedBlock root) {
        return root.all("vrrp_instance").stream()
                .flatMap(i -> addresses(i).stream())
                .toList();
    }

    private static List<String> addresses(KeepalivedBlock instance) {
        List<String> addresses = new ArrayList<>();
        for (String list : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
            instance.all(list)
                    .forEach(l -> l.block().forEach(a -> addresses.add(a.name().replaceFirst("/.*", ""))));
        }
        return addresses;
    }

    private static List<TrackedScript> scripts(KeepalivedBlock root, KeepalivedBlock instance, KeepalivedFiles files) {
        List<KeepalivedBlock> tracks = new ArrayList<>(instance.all("track_script"));
        root.all("vrrp_sync_group").stream()
                .filter(g -> g.all("group").stream()
                        .flatMap(m -> m.block().stream())
                        .anyMatch(m -> m.name().equals(instance.word(0))))
                .forEach(g -> tracks.addAll(g.all("track_script")));
        List<TrackedScript> scripts = new ArrayList<>();
        for (KeepalivedBlock track : tracks) {
            for (KeepalivedBlock use : track.block()) {
                root.all("vrrp_script").stream()
                        .filter(s -> s.word(0).equals(use.name()))
                        .findFirst()
                        .ifPresent(s -> scripts.add(script(s, use, files)));
            }
        }
        return scripts;
    }

    private static TrackedScript script(KeepalivedBlock script, KeepalivedBlock use, KeepalivedFiles files) {
        Optional<KeepalivedBlock> line = script.last("script");
        String command = line.map(
                        l -> String.join(" ", l.words().subList(1, l.words().size())))
                .orElse("");
        String program = command.strip().split("\\s+", 2)[0];
        int at = use.words().indexOf("weight");
        String weight = at >= 0 ? use.word(at) : script.value("weight").orElse("0");
        return new TrackedScript(
                script.word(0),
                command,
                number(weight).orElse(0),
                line.map(KeepalivedBlock::place).orElse(script.place()),
                Optional.ofNullable(files.scripts().get(program)));
    }

    static OptionalInt number(String text) {
        return text.matches("[+-]?\\d{1,6}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    int priority() {
        return block.value("priority")
                .map(VrrpInstance::number)
                .orElse(OptionalInt.empty())
                .orElse(USUAL_PRIORITY);
    }

    /// The priority when every script succeeds.
    int healthy() {
        return within(sum());
    }

    /// The priority when `script` fails and the others succeed; 0 if the instance gives up.
    int failing(TrackedScript script) {
        return script.weight() == 0 ? 0 : within(sum() - Math.abs(script.weight()));
    }

    /// What keepalived adds up before it brings it within bounds (vrrp_set_effective_priority).
    private int sum() {
        return priority()
                + scripts.stream().mapToInt(s -> Math.max(0, s.weight())).sum();
    }

    private static int within(int priority) {
        return Math.clamp(priority, 1, 254);
    }

    /// The value of a statement of the instance, else `otherwise`.
    String value(String name, String otherwise) {
        return block.value(name).orElse(otherwise);
    }

    /// The version of VRRP: its own, else the global one, else 2.
    String version() {
        return block.value("version")
                .or(() -> root.last("global_defs").flatMap(g -> g.value("vrrp_version")))
                .orElse("2");
    }

    /// `PASS` and what is left of the password, or `none`.
    String authentication() {
        if (!version().equals("2")) {
            return "none";
        }
        return block.last("authentication")
                .filter(a -> a.has("auth_pass"))
                .map(a -> a.value("auth_type").orElse("PASS") + " "
                        + a.value("auth_pass").orElse(""))
                .orElse("none");
    }

    /// Whom it sends to alone; empty if it speaks to everybody.
    List<String> peers() {
        return block.all("unicast_peer").stream()
                .flatMap(p -> p.block().stream())
                .map(KeepalivedBlock::name)
                .toList();
    }

    /// The place of a statement of the instance, else that of the instance.
    String place(String name) {
        return node + ":" + block.last(name).map(KeepalivedBlock::place).orElse(block.place());
    }
}
