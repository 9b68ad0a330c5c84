package dev.halab.check.kubeadm;

import dev.halab.check.Mismatch;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.RunningProcess;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Judges the manifest and the process of a component on one node.
record StaticPodJudge(StaticPod claim, NodeSpec node, Snapshot snapshot) {
    private static final String OWN = "own";

    Verdict verdict() {
        List<StaticPodFile> all = StaticPodFile.all(snapshot, node.name());
        List<StaticPodFile> files =
                all.stream().filter(f -> f.isOf(claim.component())).toList();
        if (files.size() > 1) {
            return Verdict.fail(
                    "sp.twice",
                    "one file that defines " + claim.component(),
                    "%s and %s".formatted(files.get(0).name(), files.get(1).name()),
                    where(files.get(1)));
        }
        return files.isEmpty() ? absent(all) : judge(files.getFirst());
    }

    private Verdict absent(List<StaticPodFile> all) {
        return all.stream()
                .filter(f -> f.pod().isEmpty() && f.name().startsWith(claim.component()))
                .findFirst()
                .map(f -> Verdict.fail("sp.unreadable", "a Pod in YAML", f.problem(), where(f)))
                .orElseGet(() -> Verdict.fail(
                        "sp.missing",
                        "a manifest of " + claim.component(),
                        "no file defines it",
                        node.name() + ":" + StaticPodFile.DIRECTORY));
    }

    private Verdict judge(StaticPodFile file) {
        Argv argv = file.argv(claim.component());
        List<Supplier<Optional<Verdict>>> clauses = new ArrayList<>();
        claim.wanted().exact().forEach((flag, value) -> clauses.add(() -> exact(argv, flag, literal(value), file)));
        claim.wanted().containing().forEach((flag, values) -> clauses.add(() -> contains(argv, flag, values, file)));
        claim.wanted().sets().forEach((flag, values) -> clauses.add(() -> set(argv, flag, values, file)));
        claim.wanted().absent().forEach(flag -> clauses.add(() -> lacks(argv, flag, file)));
        clauses.add(() -> image(file));
        if (claim.live()) {
            clauses.add(() -> running(argv, file));
        }
        return First.of(claim.component() + " is set up right", clauses);
    }

    private String literal(String value) {
        return value.equals(OWN) ? node.address() : value;
    }

    private Optional<Verdict> exact(Argv argv, String flag, String value, StaticPodFile file) {
        return argv.flag(flag).filter(value::equals).isPresent()
                ? Optional.empty()
                : differs(argv, flag, flag + "=" + value, file);
    }

    private Optional<Verdict> contains(Argv argv, String flag, List<String> values, StaticPodFile file) {
        return argv.list(flag).containsAll(values)
                ? Optional.empty()
                : differs(argv, flag, "%s with %s".formatted(flag, String.join(", ", values)), file);
    }

    private Optional<Verdict> set(Argv argv, String flag, List<String> values, StaticPodFile file) {
        List<String> wanted = values.stream()
                .flatMap(v -> List.of(v.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        return new TreeSet<>(argv.list(flag)).equals(new TreeSet<>(wanted))
                ? Optional.empty()
                : differs(argv, flag, "%s=%s".formatted(flag, String.join(",", wanted)), file);
    }

    private Optional<Verdict> differs(Argv argv, String flag, String expected, StaticPodFile file) {
        Optional<String> value = argv.flag(flag);
        return First.fail(
                value.isEmpty() ? "sp.flag-missing" : "sp.flag-value",
                expected,
                value.map(v -> flag + "=" + v).orElse("no flag " + flag),
                where(file));
    }

    private Optional<Verdict> lacks(Argv argv, String flag, StaticPodFile file) {
        return argv.flag(flag)
                .flatMap(v -> First.fail("sp.flag-there", "no flag " + flag, flag + "=" + v, where(file)));
    }

    private Optional<Verdict> image(StaticPodFile file) {
        String image = file.image(claim.component());
        String named = image.split("@", 2)[0];
        String tag = named.substring(Math.max(named.lastIndexOf(':'), named.lastIndexOf('/')) + 1);
        boolean right = (claim.image().isEmpty() || claim.image().equals(image))
                && (claim.version().isEmpty() || Versions.matches(claim.version(), tag));
        return right
                ? Optional.empty()
                : First.fail(
                        "sp.image",
                        claim.image().isEmpty() ? "version " + claim.version() : claim.image(),
                        image.isEmpty() ? "no image" : image,
                        where(file));
    }

    /// The kubelet starts the component anew within seconds of a change, so a difference may pass by itself.
    private Optional<Verdict> running(Argv argv, StaticPodFile file) {
        Fact fact = Facts.processes(node.name(), claim.component());
        List<RunningProcess> processes = RunningProcess.of(snapshot, fact);
        if (processes.isEmpty()) {
            return Optional.of(new Verdict.Wait(
                    new Mismatch("sp.not-running", claim.component() + " running", "no such process", node.name())));
        }
        Optional<RunningProcess> other = processes.stream()
                .filter(p -> !new Argv(p.words()).startedBy(argv))
                .findFirst();
        return other.map(p -> new Verdict.Wait(new Mismatch(
                "sp.stale",
                "the arguments of " + file.name(),
                "process %s %s".formatted(p.pid(), difference(new Argv(p.words()), argv)),
                where(file))));
    }

    private static String difference(Argv running, Argv manifest) {
        List<String> more = new ArrayList<>(running.words());
        more.removeAll(manifest.words());
        List<String> less = new ArrayList<>(manifest.words());
        less.removeAll(running.words());
        if (more.isEmpty() && less.isEmpty()) {
            return "has them in another order";
        }
        return more.isEmpty() ? "runs without " + less.getFirst() : "runs with " + more.getFirst();
    }

    private String where(StaticPodFile file) {
        return "%s:%s/%s".formatted(node.name(), StaticPodFile.DIRECTORY, file.name());
    }
}
