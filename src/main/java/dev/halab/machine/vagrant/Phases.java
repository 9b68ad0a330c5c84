package dev.halab.machine.vagrant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/// Which phase of a machine begins with a line that Vagrant prints. What it prints is no promise of Vagrant's: a line
/// that is not known begins no phase, and nothing but the progress display depends on it.
final class Phases {
    /// From here on the machine's networks are configured; what is left can be done again.
    static final String PROVISION = "provision";

    /// The first that fits counts. Seen: libvirt's (0.11.2); the others are from Vagrant's own texts (2.3.4).
    private static final List<Entry<String, String>> BEGINNINGS = List.of(
            Map.entry("running provisioner", PROVISION),
            Map.entry("box '", "box"),
            Map.entry("loading metadata for box", "box"),
            Map.entry("adding box", "box"),
            Map.entry("downloading", "box"),
            Map.entry("unpacking", "box"),
            Map.entry("uploading base box", "box"),
            Map.entry("importing base box", "create"),
            Map.entry("cloning", "create"),
            Map.entry("preparing master vm", "create"),
            Map.entry("creating image", "create"),
            Map.entry("creating domain", "create"),
            Map.entry("creating the container", "create"),
            Map.entry("booting", "boot"),
            Map.entry("starting", "boot"),
            Map.entry("waiting for domain", "boot"),
            Map.entry("waiting for machine", "boot"),
            Map.entry("waiting for the vm", "boot"),
            Map.entry("ssh address", "ssh"),
            Map.entry("setting hostname", "network"),
            Map.entry("configuring and enabling network", "network"),
            Map.entry("attempting graceful shutdown", "halt"),
            Map.entry("halting", "halt"),
            Map.entry("forcing shutdown", "halt"),
            Map.entry("removing domain", "remove"),
            Map.entry("destroying", "remove"));

    private Phases() {}

    static Optional<String> begun(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return BEGINNINGS.stream()
                .filter(each -> lower.startsWith(each.getKey()))
                .map(Entry::getValue)
                .findFirst();
    }
}
