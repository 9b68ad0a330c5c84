package dev.halab.machine.vagrant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the providers of Vagrant need, and how they differ beyond what Vagrant itself hides.
enum Hypervisor {
    LIBVIRT("libvirt", "vagrant-libvirt", "virsh"),
    VIRTUALBOX("virtualbox", "", "VBoxManage"),
    VMWARE("vmware_desktop", "vagrant-vmware-desktop", "vmrun"),
    PARALLELS("parallels", "vagrant-parallels", "prlctl"),
    UTM("utm", "vagrant_utm", "utmctl"),
    HYPERV("hyperv", "", "powershell.exe"),
    DOCKER("docker", "", "docker"),
    /// Any other: it is used as Vagrant knows it.
    OTHER("", "", "");

    private final String word;
    private final String plugin;
    private final String program;

    Hypervisor(String word, String plugin, String program) {
        this.word = word;
        this.plugin = plugin;
        this.program = program;
    }

    static Hypervisor of(String provider) {
        String lower = provider.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> !each.word.isEmpty() && lower.equals(each.word))
                .findFirst()
                .orElse(OTHER);
    }

    /// Vagrant's name of it.
    String word() {
        return word;
    }

    /// The plugin of Vagrant that it needs; empty if it comes with Vagrant.
    Optional<String> plugin() {
        return Optional.of(plugin).filter(name -> !name.isEmpty());
    }

    /// A program that is there where it is installed.
    String program() {
        return program;
    }

    /// Whether several machines may be made at once. Seen for libvirt, if one machine came first. Vagrant's docker
    /// provider loses a race (it inspects containers that are still being made), VirtualBox has one of its own; of
    /// the
    /// others nobody has tried it.
    boolean together() {
        return this == LIBVIRT;
    }

    /// Whether `vagrant snapshot` works. It was seen with libvirt (vagrant-libvirt 0.11.2); of the others their
    /// documentation says so, and of UTM nothing is known.
    boolean snapshots() {
        return switch (this) {
            case LIBVIRT, VIRTUALBOX, VMWARE, PARALLELS, HYPERV -> true;
            case UTM, DOCKER, OTHER -> false;
        };
    }

    /// Whether machines have kernels of their own.
    boolean ownKernel() {
        return this != DOCKER;
    }
}
