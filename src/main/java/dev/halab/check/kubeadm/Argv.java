package dev.halab.check.kubeadm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The words of a command line, its flags read as the Kubernetes components and etcd read theirs: by exact name, with
/// one dash or two, `_` for `-`, `--name=value` or `--name value`; the last one wins unless the flag collects a list.
record Argv(List<String> words) {
    /// Flags whose values add up when they are given again (kube-apiserver, kube-controller-manager).
    private static final Set<String> COLLECTING = Set.of(
            "api-audiences",
            "authorization-mode",
            "controllers",
            "disable-admission-plugins",
            "enable-admission-plugins",
            "etcd-servers",
            "etcd-servers-overrides",
            "feature-gates",
            "kubelet-preferred-address-types",
            "requestheader-allowed-names",
            "requestheader-extra-headers-prefix",
            "requestheader-group-headers",
            "requestheader-username-headers",
            "runtime-config",
            "service-account-issuer",
            "service-account-key-file",
            "tls-cipher-suites");

    Argv {
        words = List.copyOf(words);
    }

    /// The effective value of a flag: a flag without a value is `true`; empty if it is not there.
    Optional<String> flag(String name) {
        String bare = bare(name);
        List<String> values = values(bare);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(COLLECTING.contains(bare) ? String.join(",", values) : values.getLast());
    }

    /// The effective values of a flag that holds a list.
    List<String> list(String name) {
        return flag(name).stream()
                .flatMap(v -> Stream.of(v.split(",", -1)))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /// Whether a process with these words was started by `manifest`; the kubelet has put in the variables
    /// `$(NAME)`.
    boolean startedBy(Argv manifest) {
        List<String> mine = words;
        List<String> wanted = manifest.words();
        if (mine.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            int variable = wanted.get(i).indexOf("$(");
            boolean same = variable < 0
                    ? mine.get(i).equals(wanted.get(i))
                    : mine.get(i).startsWith(wanted.get(i).substring(0, variable));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private List<String> values(String bare) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            int equals = word.indexOf('=');
            boolean next =
                    equals < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-");
            if (bare(equals < 0 ? word : word.substring(0, equals)).equals(bare)) {
                values.add(equals >= 0 ? word.substring(equals + 1) : next ? words.get(i + 1) : "true");
            }
        }
        return values;
    }

    private static String bare(String name) {
        return name.replaceFirst("^--?", "").replace('_', '-');
    }
}
