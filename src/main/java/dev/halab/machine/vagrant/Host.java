package dev.halab.machine.vagrant;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What can be seen of this host without running anything.
///
/// @param root where its files are seen; `/`
/// @param system the operating system, in Java's words
/// @param machine the processor, in Java's words
/// @param addresses its IPv4 addresses, each as `DEVICE ADDRESS`
record Host(Path root, String system, String machine, List<String> addresses) {
    static Host here() {
        return new Host(Path.of("/"), System.getProperty("os.name", ""), System.getProperty("os.arch", ""), own());
    }

    private static List<String> own() {
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InterfaceAddress address : device.getInterfaceAddresses()) {
                    addresses.add(device.getName() + " " + address.getAddress().getHostAddress());
                }
            }
        } catch (SocketException e) {
            // a host that does not tell its interfaces is left to the hypervisor's word
            return List.of();
        }
        return addresses;
    }

    boolean linux() {
        return system.toLowerCase(Locale.ROOT).contains("linux");
    }

    boolean windows() {
        return system.toLowerCase(Locale.ROOT).contains("windows");
    }

    boolean appleSilicon() {
        return system.toLowerCase(Locale.ROOT).contains("mac")
                && machine.toLowerCase(Locale.ROOT).matches("aarch64|arm64");
    }

    /// Whether libvirt's machines would be emulated here.
    boolean emulates() {
        return linux() && !Files.isWritable(file("dev/kvm"));
    }

    Path file(String path) {
        return root.resolve(path);
    }

    Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(file(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Memory that is free for machines, in MiB; empty where that cannot be seen.
    OptionalLong freeMemory() {
        return text("proc/meminfo").stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("MemAvailable:\\s+\\d+ kB"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst();
    }
}
