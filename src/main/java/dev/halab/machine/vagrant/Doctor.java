package dev.halab.machine.vagrant;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.machine.host.Host;
import dev.halab.machine.host.Installer;
import dev.halab.machine.host.Needs;
import dev.halab.machine.host.Preflight;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at what machines by Vagrant need of this host, and names the command that mends each thing.
///
/// @param flavour Vagrant's provider; empty if none was chosen
/// @param labIsThere whether machines were made: then the lab network is theirs
record Doctor(Programs programs, Host host, String flavour, boolean labIsThere) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("Vagrant (\\d+)\\.(\\d+)\\.(\\d+)");

    /// Measured: a node of our own box takes 1.5 GB of disk with a cluster on it, a public one as much again.
    static final long DISK_MIB_PER_NODE = 3 * 1024;

    /// @param memory what the machines take together, in MiB
    List<Finding> examine(Topology topology, long memory) {
        List<Finding> findings = new ArrayList<>();
        findings.add(vagrant());
        boolean runs = findings.getFirst().grade() != Grade.BLOCKS;
        List<String> plugins = runs ? plugins() : List.of();
        Optional<Hypervisor> hypervisor = chosen(plugins);
        findings.add(provider(hypervisor, plugins));
        findings.addAll(new Preflight(programs, host).examine(topology, needs(topology, memory, hypervisor)));
        hypervisor.flatMap(each -> hostOnlyRanges(each, topology)).ifPresent(findings::add);
        return findings;
    }

    private Finding vagrant() {
        if (programs.find("vagrant").isEmpty()) {
            return new Finding(
                    "vagrant", Grade.BLOCKS, "`vagrant` is not on PATH", Installer.command(programs, "vagrant"));
        }
        String said = ask("vagrant", "--version").map(Finished::out).orElse("").strip();
        Matcher matcher = VERSION.matcher(said);
        if (!matcher.find()) {
            return new Finding(
                    "vagrant",
                    Grade.BLOCKS,
                    "`vagrant --version` says: %s".formatted(said.isEmpty() ? "nothing" : said),
                    Installer.command(programs, "vagrant"));
        }
        boolean enough = number(matcher) >= 2_002_010;
        return new Finding(
                "vagrant",
                enough ? Grade.OK : Grade.BLOCKS,
                enough ? matcher.group() : matcher.group() + ", and 2.2.10 is the oldest that will do",
                enough ? "" : Installer.command(programs, "vagrant"));
    }

    private static int number(Matcher version) {
        return Integer.parseInt(version.group(1)) * 1_000_000
                + Integer.parseInt(version.group(2)) * 1_000
                + Integer.parseInt(version.group(3));
    }

    private List<String> plugins() {
        return ask("vagrant", "plugin", "list").map(Finished::out).stream()
                .flatMap(String::lines)
                .map(line -> line.strip().replaceFirst("\\s.*", ""))
                .toList();
    }

    /// A program that hangs or is broken is a finding, not the end of the examination.
    private Optional<Finished> ask(String... argv) {
        try {
            return Optional.of(programs.run(
                    Call.of(LIMIT, argv).with("VAGRANT_CHECKPOINT_DISABLE", "1").with("VAGRANT_NO_COLOR", "1")));
        } catch (HalabException e) {
            return Optional.empty();
        }
    }

    /// What was asked for, else the first that this host can run, best first.
    private Optional<Hypervisor> chosen(List<String> plugins) {
        if (!flavour.isEmpty()) {
            return Optional.of(Hypervisor.of(flavour));
        }
        return ranked().stream()
                .filter(each -> lacking(each, plugins).isEmpty())
                .findFirst();
    }

    private List<Hypervisor> ranked() {
        if (host.appleSilicon()) {
            return List.of(Hypervisor.VIRTUALBOX, Hypervisor.VMWARE, Hypervisor.PARALLELS, Hypervisor.UTM);
        }
        if (host.windows()) {
            return List.of(Hypervisor.VIRTUALBOX, Hypervisor.VMWARE, Hypervisor.HYPERV);
        }
        return host.linux()
                ? List.of(Hypervisor.LIBVIRT, Hypervisor.VIRTUALBOX, Hypervisor.VMWARE)
                : List.of(Hypervisor.VIRTUALBOX, Hypervisor.VMWARE, Hypervisor.PARALLELS);
    }

    /// What is missing for it; empty if nothing is.
    private String lacking(Hypervisor hypervisor, List<String> plugins) {
        if (hypervisor == Hypervisor.OTHER) {
            return "";
        }
        List<String> missing = new ArrayList<>();
        hypervisor.plugin().filter(p -> !plugins.contains(p)).ifPresent(p -> missing.add("Vagrant's plugin " + p));
        if (programs.find(hypervisor.program()).isEmpty()) {
            missing.add("the program " + hypervisor.program());
        }
        return String.join(" and ", missing);
    }

    private Finding provider(Optional<Hypervisor> chosen, List<String> plugins) {
        if (chosen.isEmpty()) {
            String all = String.join(
                    "; ",
                    ranked().stream()
                            .map(each -> "%s lacks %s".formatted(each.word(), lacking(each, plugins)))
                            .toList());
            return new Finding(
                    "hypervisor",
                    Grade.BLOCKS,
                    all,
                    Installer.command(programs, ranked().getFirst().word()));
        }
        Hypervisor hypervisor = chosen.get();
        String name = hypervisor == Hypervisor.OTHER ? flavour : hypervisor.word();
        String missing = lacking(hypervisor, plugins);
        if (missing.isEmpty()) {
            return new Finding("hypervisor", Grade.OK, name, "");
        }
        boolean pluginOnly = !missing.contains("the program");
        return new Finding(
                "hypervisor",
                Grade.BLOCKS,
                "%s lacks %s".formatted(name, missing),
                pluginOnly
                        ? "vagrant plugin install " + hypervisor.plugin().orElse("")
                        : Installer.command(programs, name));
    }

    private Needs needs(Topology topology, long memory, Optional<Hypervisor> hypervisor) {
        boolean emulated = flavour.equals("libvirt")
                || hypervisor.filter(Hypervisor.LIBVIRT::equals).isPresent();
        Needs.Cpu processor = hypervisor.filter(Hypervisor.DOCKER::equals).isPresent()
                ? Needs.Cpu.NOTHING
                : emulated ? Needs.Cpu.KVM : Needs.Cpu.VIRTUALISATION;
        return new Needs(
                memory,
                DISK_MIB_PER_NODE * topology.nodes().size(),
                emulated ? "var/lib/libvirt" : "var/lib",
                "vagrant box prune",
                processor,
                labIsThere);
    }

    /// VirtualBox accepts only addresses of certain ranges for its host-only networks.
    private Optional<Finding> hostOnlyRanges(Hypervisor hypervisor, Topology topology) {
        if (hypervisor != Hypervisor.VIRTUALBOX || host.windows()) {
            return Optional.empty();
        }
        String allowed = host.text("etc/vbox/networks.conf").orElse("* 192.168.56.0/21");
        boolean fits = allowed.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("*"))
                .flatMap(line -> Arrays.stream(line.substring(1).strip().split("\\s+")))
                .anyMatch(range -> Ranges.covers(range, topology.prefix() + ".0"));
        return Optional.of(
                fits
                        ? new Finding("host-only ranges", Grade.OK, "VirtualBox allows " + topology.network(), "")
                        : new Finding(
                                "host-only ranges",
                                Grade.BLOCKS,
                                "VirtualBox does not allow %s (/etc/vbox/networks.conf)".formatted(topology.network()),
                                "echo '* %s' | sudo tee -a /etc/vbox/networks.conf".formatted(topology.network())));
    }
}
