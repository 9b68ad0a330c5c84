package dev.halab.machine.vagrant;

import dev.halab.program.Programs;
import java.util.Map;

/// The one command that installs something on this system.
final class Installer {
    private static final Map<String, String> APT =
            Map.of("virtualbox", "virtualbox", "libvirt", "vagrant-libvirt libvirt-daemon-system");
    private static final Map<String, String> DNF =
            Map.of("virtualbox", "VirtualBox", "libvirt", "vagrant-libvirt libvirt");
    private static final Map<String, String> BREW =
            Map.of("virtualbox", "virtualbox", "libvirt", "libvirt", "utm", "utm", "parallels", "parallels");

    private Installer() {}

    /// @param what `vagrant` or Vagrant's name of a provider
    static String command(Programs programs, String what) {
        if (programs.find("apt-get").isPresent()) {
            return "sudo apt-get install -y " + APT.getOrDefault(what, what);
        }
        if (programs.find("dnf").isPresent()) {
            return "sudo dnf install -y " + DNF.getOrDefault(what, what);
        }
        if (programs.find("pacman").isPresent()) {
            return "sudo pacman -S --noconfirm " + what;
        }
        if (programs.find("brew").isPresent()) {
            return "brew install --cask " + BREW.getOrDefault(what, what);
        }
        if (programs.find("winget.exe").isPresent()) {
            return "winget install " + (what.equals("vagrant") ? "Hashicorp.Vagrant" : "Oracle.VirtualBox");
        }
        return "install %s by your system's package manager".formatted(what);
    }
}
