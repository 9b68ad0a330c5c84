package dev.halab.machine.host;

import dev.halab.program.Programs;
import java.util.Map;
import java.util.Optional;

/// The one command that installs something on this system.
public final class Installer {
    private static final Map<String, String> APT = Map.of(
            "virtualbox", "virtualbox",
            "libvirt", "vagrant-libvirt libvirt-daemon-system",
            "engine", "docker.io",
            "time", "systemd-timesyncd");
    private static final Map<String, String> DNF = Map.of(
            "virtualbox", "VirtualBox",
            "libvirt", "vagrant-libvirt libvirt",
            "engine", "podman",
            "time", "chrony");
    private static final Map<String, String> PACMAN =
            Map.of("libvirt", "libvirt qemu-base", "engine", "docker", "time", "systemd");
    private static final Map<String, String> BREW = Map.of(
            "virtualbox", "virtualbox",
            "vmware_desktop", "vmware-fusion",
            "utm", "utm",
            "parallels", "parallels",
            "engine", "docker");
    private static final Map<String, String> WINGET = Map.of(
            "vagrant", "Hashicorp.Vagrant",
            "virtualbox", "Oracle.VirtualBox",
            "engine", "Docker.DockerDesktop");

    private Installer() {}

    /// @param what `vagrant`, Vagrant's name of a provider, `engine` or `time`
    public static String command(Programs programs, String what) {
        return known(programs, what)
                .orElse("install %s by your system's package manager"
                        .formatted(what.equals("engine") ? "Docker or Podman" : what));
    }

    /// The command, where one of this system's programs can install it.
    public static Optional<String> known(Programs programs, String what) {
        if (programs.find("apt-get").isPresent()) {
            return Optional.of("sudo apt-get install -y " + APT.getOrDefault(what, what));
        }
        if (programs.find("dnf").isPresent()) {
            return Optional.of("sudo dnf install -y " + DNF.getOrDefault(what, what));
        }
        if (programs.find("pacman").isPresent()) {
            return Optional.of("sudo pacman -S --noconfirm " + PACMAN.getOrDefault(what, what));
        }
        if (programs.find("brew").isPresent()) {
            return Optional.of("brew install --cask " + BREW.getOrDefault(what, what));
        }
        return programs.find("winget.exe")
                .flatMap(found -> Optional.ofNullable(WINGET.get(what)))
                .map("winget install "::concat);
    }
}
