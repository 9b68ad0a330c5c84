package dev.halab.check.kubeadm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A `kubeadm join` command: its arguments, and its flags as kubeadm reads them.
///
/// @param line where it stands in its file, from 1
/// @param arguments what is not a flag: the endpoint
/// @param flags the values of each flag by long name, without dashes
/// @param unknown flags that kubeadm join does not have
record JoinLine(int line, List<String> arguments, Map<String, List<String>> flags, List<String> unknown) {
    /// The flags of `kubeadm join` that take a value (1.33 to 1.35: `kubeadm join --help`).
    private static final Set<String> WITH_VALUE = Set.of(
            "apiserver-advertise-address",
            "apiserver-bind-port",
            "certificate-key",
            "config",
            "cri-socket",
            "discovery-file",
            "discovery-token",
            "discovery-token-ca-cert-hash",
            "ignore-preflight-errors",
            "node-name",
            "patches",
            "skip-phases",
            "tls-bootstrap-token",
            "token",
            "rootfs",
            "v");

    private static final Set<String> SWITCHES =
            Set.of("control-plane", "discovery-token-unsafe-skip-ca-verification", "dry-run", "help");

    /// Words that only print what follows them.
    private static final Set<String> PRINTING = Set.of("echo", "printf", "cat", "grep", "man", "which", "tee");

    JoinLine {
        arguments = List.copyOf(arguments);
        flags = Map.copyOf(flags);
        unknown = List.copyOf(unknown);
    }

    /// Every flag of `kubeadm join`.
    static Set<String> known() {
        Set<String> all = new TreeSet<>(WITH_VALUE);
        all.addAll(SWITCHES);
        return all;
    }

    /// The join commands of a text, wherever they stand in their lines (`sudo`, a prompt, `ssh NODE` before them).
    static List<JoinLine> all(String text) {
        return ShellText.commands(text).stream().flatMap(c -> of(c).stream()).toList();
    }

    private static Optional<JoinLine> of(ShellText.Command command) {
        List<String> words = command.words();
        int kubeadm = 0;
        while (kubeadm < words.size() && !isKubeadm(words.get(kubeadm))) {
            if (PRINTING.contains(words.get(kubeadm))) {
                return Optional.empty();
            }
            kubeadm++;
        }
        int join = kubeadm + 1;
        while (join < words.size() && words.get(join).startsWith("-")) {
            join++; // flags of kubeadm itself, for instance --v=5
        }
        return join < words.size() && words.get(join).equals("join")
                ? Optional.of(parse(command.line(), words.subList(join + 1, words.size())))
                : Optional.empty();
    }

    private static boolean isKubeadm(String word) {
        return word.equals("kubeadm") || word.endsWith("/kubeadm");
    }

    private static JoinLine parse(int line, List<String> words) {
        List<String> arguments = new ArrayList<>();
        Map<String, List<String>> flags = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.equals("-")) {
                arguments.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = (equals < 0 ? word : word.substring(0, equals)).replaceFirst("^--?", "");
            boolean takes = WITH_VALUE.contains(name);
            if (!takes && !SWITCHES.contains(name)) {
                unknown.add(name);
            }
            String value = equals >= 0 ? word.substring(equals + 1) : !takes ? "true" : "";
            if (equals < 0 && takes && i + 1 < words.size()) {
                value = words.get(++i);
            }
            flags.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return new JoinLine(line, arguments, flags, unknown);
    }

    /// The value of a flag, the last one if it stands several times.
    Optional<String> flag(String name) {
        List<String> values = flags.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /// Whether a switch is on.
    boolean on(String name) {
        return flag(name)
                .filter(v -> v.equalsIgnoreCase("true") || v.equals("1") || v.equalsIgnoreCase("t"))
                .isPresent();
    }

    /// The token for discovery, which kubeadm also takes for the kubelet unless it is told another one.
    Optional<String> token() {
        return flag("discovery-token").or(() -> flag("token"));
    }

    /// The hashes of authorities that it trusts.
    List<String> hashes() {
        return flags.getOrDefault("discovery-token-ca-cert-hash", List.of()).stream()
                .flatMap(v -> Stream.of(v.split(",", -1)))
                .filter(v -> !v.isBlank())
                .toList();
    }

    /// A value that only a shell elsewhere could know.
    Optional<String> unsettled() {
        return Stream.concat(arguments.stream(), flags.values().stream().flatMap(List::stream))
                .filter(v -> v.contains("$") || v.contains("`") || v.startsWith("<"))
                .findFirst();
    }
}
