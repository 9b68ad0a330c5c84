package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.lab.Task;
import dev.halab.machine.Power;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.report.CheckReport;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What learners and bad luck do to the nodes of a finished lab, and what a check says then: the right verdict, or
/// unknown with its reason, and in time. Every one is mended afterwards.
final class Hardships {
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(8);
    private static final Duration VISIBLE = Duration.ofSeconds(60);
    private static final Duration SCRIPT = Duration.ofSeconds(60);
    private static final String CFG = "/etc/haproxy/haproxy.cfg";

    private final Session session;
    private final Story story;
    private final Topology topology;
    private final Task task;

    Hardships(Session session, Story story, Topology topology, Task task) {
        this.session = session;
        this.story = story;
        this.topology = topology;
        this.task = task;
    }

    /// @param expected the words of the verdicts that a check may have; `*` stands for all other checks
    record Hardship(String name, Runnable inflict, Runnable mend, Map<String, List<String>> expected) {}

    List<Hardship> all() {
        return List.of(
                everywhere("shells of learner and root that print and exit", """
                        for f in /home/learner/.bashrc /home/learner/.profile /root/.bashrc /root/.profile /etc/bash.bashrc \
                            /etc/profile.d/zz-noise.sh; do
                          [ ! -e $f ] || sudo cp -p $f $f.kept
                          printf 'echo NOISE; echo NOISE >&2; alias cat=false; exit 7\\n' | sudo tee -a $f >/dev/null
                        done
                        """, """
                        for f in /home/learner/.bashrc /home/learner/.profile /root/.bashrc /root/.profile /etc/bash.bashrc \
                            /etc/profile.d/zz-noise.sh; do
                          if [ -e $f.kept ]; then sudo mv $f.kept $f; else sudo rm -f $f; fi
                        done
                        """),
                everywhere("programs of the learner's own that are found first", """
                        printf '#!/bin/sh\\necho fake; exit 0\\n' >/tmp/fake
                        for p in cat stat systemctl haproxy ss ip curl dpkg-query awk sed head find timeout getent openssl perl \
                            sha256sum base64 tr containerd kubectl; do
                          sudo install -m 0755 /tmp/fake /usr/local/bin/$p
                          sudo install -m 0755 /tmp/fake /usr/local/sbin/$p
                        done
                        """, """
                        /usr/bin/find /usr/local/bin /usr/local/sbin -type f -size -64c -print0 |
                          sudo /usr/bin/xargs -0 /usr/bin/grep -lx 'echo fake; exit 0' | sudo /usr/bin/xargs /usr/bin/rm
                        /usr/bin/rm /tmp/fake
                        """),
                everywhere("no room for a temporary file", """
                        for d in /tmp /var/tmp; do
                          sudo mount -t tmpfs -o size=64k full $d
                          sudo sh -c "cat /dev/zero >$d/full" 2>/dev/null
                        done; true
                        """, "sudo umount /tmp /var/tmp"),
                everywhere(
                        "five of a hundred packets lost",
                        """
                        d=$(ip -o -4 address | awk -v net=' %s.' 'index($0, net) {print $2; exit}')
                        sudo nft add table netdev loss &&
                        sudo nft "add chain netdev loss in { type filter hook ingress device $d priority 0; }" &&
                        sudo nft add rule netdev loss in numgen random mod 100 \\< 5 drop
                        """.formatted(topology.prefix()),
                        "sudo nft delete table netdev loss",
                        Map.of("*", List.of("pass", "wait", "unknown"))),
                onNode(
                        "a configuration of 100 MB",
                        "lb-1",
                        kept("head -c 100000000 /dev/zero | tr '\\\\000' '#' | sudo tee -a %s >/dev/null"
                                .formatted(CFG)),
                        restored(),
                        Map.of("lb-config", List.of("unknown", "fail"), "api", List.of("pass"))),
                onNode(
                        "a pipe in the place of a configuration",
                        "lb-1",
                        kept("sudo rm %1$s; sudo mkfifo %1$s".formatted(CFG)),
                        restored(),
                        Map.of("lb-config", List.of("unknown", "fail"), "api", List.of("pass"))),
                onNode(
                        "an endless device in the place of a configuration",
                        "lb-1",
                        kept("sudo ln -sf /dev/zero %s".formatted(CFG)),
                        restored(),
                        Map.of("lb-config", List.of("unknown", "fail"), "api", List.of("pass"))),
                onNode(
                        "garbage beside the manifests",
                        "cp-2",
                        "head -c 4000 /dev/urandom | sudo tee /etc/kubernetes/manifests/zz.yaml >/dev/null",
                        "sudo rm /etc/kubernetes/manifests/zz.yaml",
                        Map.of("*", List.of("pass"))),
                onNode(
                        "sudo that asks for a password",
                        "w-1",
                        "sudo sed -i 's/^halab .*/halab ALL=(ALL:ALL) ALL/' /etc/sudoers.d/halab",
                        "sudo sed -i 's/^halab .*/halab ALL=(ALL:ALL) NOPASSWD: ALL/' /etc/sudoers.d/halab",
                        Map.of("worker-lb", List.of("unknown"), "lb-config", List.of("pass"))),
                new Hardship(
                        "a machine that shows another host key",
                        () -> {
                            run(Command.User.LEARNER, "w-1", """
                                    sudo cp -p -r /etc/ssh /root/ssh.kept
                                    sudo systemd-run --on-active=25 sh -c 'cp -p /root/ssh.kept/* /etc/ssh/; systemctl restart ssh'
                                    sudo ssh-keygen -q -t ed25519 -N '' -f /root/other; sudo rm -f /etc/ssh/ssh_host_*
                                    sudo mv /root/other /etc/ssh/ssh_host_ed25519_key
                                    sudo mv /root/other.pub /etc/ssh/ssh_host_ed25519_key.pub
                                    sudo systemctl restart ssh
                                    """);
                            session.machinesChanged();
                        },
                        () -> {},
                        Map.of("worker-lb", List.of("unknown"), "lb-config", List.of("pass"))),
                powered(
                        "a frozen control plane",
                        Power.PAUSE,
                        List.of("cp-3"),
                        Map.of("shared", List.of("unknown"), "lb-config", List.of("pass"), "name", List.of("unknown"))),
                powered(
                        "a control plane that is cut off",
                        Power.PARTITION,
                        List.of("cp-3"),
                        Map.of("api", List.of("fail", "wait", "unknown"), "lb-config", List.of("pass"))),
                powered(
                        "an etcd without its quorum",
                        Power.KILL,
                        List.of("cp-2", "cp-3"),
                        Map.of(
                                "api", List.of("fail", "wait", "unknown"),
                                "members", List.of("fail", "unknown"),
                                "etcd", List.of("fail", "wait", "unknown", "blocked"),
                                "control-planes", List.of("fail", "wait", "unknown"),
                                "lb-config", List.of("pass"))));
    }

    /// Waits until a check says what is expected. Whatever happens, no check takes too long.
    void see(Hardship hardship, Consumer<Duration> took) {
        long end = System.nanoTime() + VISIBLE.toNanos();
        while (true) {
            long start = System.nanoTime();
            CheckReport report = story.check(task, Patience.ONE_ROUND, r -> {});
            Duration one = Duration.ofNanos(System.nanoTime() - start);
            took.accept(one);
            assertThat(one).isLessThan(LONGEST_CHECK);
            List<String> wrong = report.results().stream()
                    .filter(r -> !allowed(hardship, r).contains(r.verdict().word()))
                    .map(r -> r.check().name() + ": " + r.verdict())
                    .toList();
            if (wrong.isEmpty()) {
                assertThat(report.results())
                        .filteredOn(r ->
                                r.verdict() instanceof Verdict.Unknown(var reason, String detail) && detail.isBlank())
                        .isEmpty();
                return;
            }
            assertThat(System.nanoTime())
                    .as("%s: %s", hardship.name(), String.join("\n", wrong))
                    .isLessThan(end);
            session.pace().pause(Duration.ofMillis(500));
        }
    }

    private static List<String> allowed(Hardship hardship, Result result) {
        List<String> any = List.of("pass", "fail", "wait", "unknown", "blocked");
        return hardship.expected()
                .getOrDefault(result.check().name(), hardship.expected().getOrDefault("*", any));
    }

    private Hardship everywhere(String name, String script, String undo) {
        return everywhere(name, script, undo, Map.of("*", List.of("pass")));
    }

    private Hardship everywhere(String name, String script, String undo, Map<String, List<String>> expected) {
        List<String> nodes = topology.nodes().stream().map(NodeSpec::name).toList();
        return new Hardship(
                name,
                () -> nodes.forEach(n -> run(Command.User.HALAB, n, script)),
                () -> nodes.forEach(n -> run(Command.User.HALAB, n, undo)),
                expected);
    }

    private Hardship onNode(String name, String node, String script, String undo, Map<String, List<String>> expected) {
        return new Hardship(
                name,
                () -> run(Command.User.LEARNER, node, script),
                () -> run(Command.User.LEARNER, node, undo),
                expected);
    }

    private Hardship powered(String name, Power verb, List<String> nodes, Map<String, List<String>> expected) {
        return new Hardship(
                name,
                () -> nodes.forEach(n -> session.provider().power(verb, n)),
                () -> {
                    nodes.forEach(n -> session.provider().power(Power.START, n));
                    session.machinesChanged();
                },
                expected);
    }

    private static String kept(String change) {
        return "sudo cp -p %s /root/kept.cfg; ".formatted(CFG) + change;
    }

    private static String restored() {
        return "sudo rm -f %1$s; sudo cp -p /root/kept.cfg %1$s".formatted(CFG);
    }

    private void run(Command.User user, String node, String script) {
        Outcome outcome = session.node(node).run(new Command(user, script, "", SCRIPT));
        assertThat(outcome.status()).as("%s: %s", node, outcome.error()).isZero();
    }
}
