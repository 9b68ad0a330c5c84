package dev.halab.machine.host;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.program.Programs;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The kernel that machines share if they are containers, and the host's clock.
record Kernel(Programs programs, Host host) {
    private static final long LEAST_WATCHES = 65_536;
    private static final long WANTED_WATCHES = 524_288;

    /// `halab up` raises them to 8192 (machine.docker's `host.sh`).
    private static final long ENOUGH_INSTANCES = 512;

    /// What containers cannot set for themselves; nothing where the engine has a virtual machine of its own.
    List<Finding> shared() {
        List<Finding> findings = new ArrayList<>();
        if (host.linux()) {
            cgroups().ifPresent(findings::add);
            inotify().ifPresent(findings::add);
            conntrack().ifPresent(findings::add);
        }
        return findings;
    }

    /// kubeadm and the kubelet refuse version 1 from 1.35 on (kubernetes/kubernetes#134298); the node image tells
    /// them
    /// not to.
    private Optional<Finding> cgroups() {
        if (!Files.isDirectory(host.file("sys/fs/cgroup"))) {
            return Optional.empty();
        }
        boolean second = Files.exists(host.file("sys/fs/cgroup/cgroup.controllers"));
        return Optional.of(new Finding(
                "cgroups",
                second ? Grade.OK : Grade.HURTS,
                second ? "version 2" : "version 1: kubeadm's check for it is skipped on the nodes, and says so",
                second ? "" : secondVersion()));
    }

    private String secondVersion() {
        String parameter = "systemd.unified_cgroup_hierarchy=1";
        if (programs.find("grubby").isPresent()) {
            return "sudo grubby --update-kernel=ALL --args=%s, then reboot".formatted(parameter);
        }
        if (programs.find("update-grub").isPresent() || programs.find("apt-get").isPresent()) {
            return ("echo 'GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX %s\"' | sudo tee /etc/default/grub.d/cgroup.cfg"
                            + " && sudo update-grub, then reboot")
                    .formatted(parameter);
        }
        return "boot this host with the kernel parameter " + parameter;
    }

    private Optional<Finding> inotify() {
        OptionalLong watches = host.number("proc/sys/fs/inotify/max_user_watches");
        OptionalLong instances = host.number("proc/sys/fs/inotify/max_user_instances");
        if (watches.isEmpty() || instances.isEmpty()) {
            return Optional.empty();
        }
        boolean enough = watches.getAsLong() >= LEAST_WATCHES;
        String raised = instances.getAsLong() < ENOUGH_INSTANCES ? " (`halab up` raises that)" : "";
        return Optional.of(new Finding(
                "inotify",
                enough ? Grade.OK : Grade.HURTS,
                "%d watches, %d instances%s".formatted(watches.getAsLong(), instances.getAsLong(), raised),
                enough ? "" : "sudo sysctl -w fs.inotify.max_user_watches=" + WANTED_WATCHES));
    }

    /// kube-proxy wants exactly this value and may not write it on a node.
    private Optional<Finding> conntrack() {
        OptionalLong most = host.number("proc/sys/net/netfilter/nf_conntrack_max");
        if (most.isEmpty()) {
            return Optional.empty();
        }
        long wanted = Math.max(131_072, 32_768 * host.processors());
        boolean fits = most.getAsLong() == wanted;
        return Optional.of(new Finding(
                "conntrack",
                Grade.OK,
                fits
                        ? "%d connections".formatted(wanted)
                        : "%d connections; `halab up` sets that to %d, which kube-proxy wants"
                                .formatted(most.getAsLong(), wanted),
                ""));
    }

    /// Certificates and leases rest on it. Nothing is said where nobody can tell.
    Optional<Finding> time() {
        if (host.linux()) {
            return Tools.ask(programs, "timedatectl", "show", "--property=NTPSynchronized", "--value")
                    .map(String::strip)
                    .filter(said -> said.matches("yes|no"))
                    .map(said -> time(said.equals("yes"), "sudo timedatectl set-ntp true"));
        }
        if (host.windows()) {
            return Tools.ask(programs, "w32tm.exe", "/query", "/status")
                    .map(said -> time(!said.toLowerCase(Locale.ROOT).contains("local cmos clock"), "w32tm /resync"));
        }
        return Tools.ask(programs, "systemsetup", "-getusingnetworktime")
                .filter(said -> said.contains("Network Time:"))
                .map(said -> time(said.contains("On"), "sudo systemsetup -setusingnetworktime on"));
    }

    private static Finding time(boolean synchronised, String mend) {
        return new Finding(
                "time",
                synchronised ? Grade.OK : Grade.HURTS,
                synchronised
                        ? "set by the network"
                        : "nothing sets this host's clock: certificates may not be valid yet, or no more",
                synchronised ? "" : mend);
    }
}
