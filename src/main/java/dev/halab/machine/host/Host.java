package dev.halab.machine.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What can be seen of this host without running anything.
///
/// @param root where its files are seen; `/`
/// @param system the operating system, in Java's words
/// @param machine the processor, in Java's words
/// @param addresses its addresses, each as `DEVICE ADDRESS`
/// @param room how many MiB are free where a file would be; empty where that cannot be seen
public record Host(
        Path root, String system, String machine, List<String> addresses, Function<Path, OptionalLong> room) {
    public Host {
        addresses = List.copyOf(addresses);
    }

    /// The host that halab runs on.
    public static Host here() {
        return new Host(
                Path.of("/"),
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                own(),
                Host::roomAt);
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

    private static OptionalLong roomAt(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace() / (1024 * 1024));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    public boolean linux() {
        return system.toLowerCase(Locale.ROOT).contains("linux");
    }

    public boolean windows() {
        return system.toLowerCase(Locale.ROOT).contains("windows");
    }

    public boolean mac() {
        return system.toLowerCase(Locale.ROOT).contains("mac");
    }

    /// Whether the processor is one of ARM's.
    public boolean arm() {
        return machine.toLowerCase(Locale.ROOT).matches("aarch64|arm64");
    }

    public boolean appleSilicon() {
        return mac() && arm();
    }

    /// Whether libvirt's machines would be emulated here.
    public boolean emulates() {
        return linux() && !Files.isWritable(file("dev/kvm"));
    }

    /// Where a file of the host is seen.
    public Path file(String path) {
        return root.resolve(path);
    }

    /// What a file says; empty if it is not there or cannot be read. Files below /proc/sys claim to be empty and
    /// give
    /// nothing to a second read, and `Files.readString` makes a first one of a single byte.
    public Optional<String> text(String path) {
        try (InputStream in = Files.newInputStream(file(path))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The number that a file says.
    OptionalLong number(String path) {
        return text(path).map(String::strip).filter(t -> t.matches("\\d{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /// How many processors `/proc/cpuinfo` lists; at least one.
    long processors() {
        return Math.max(
                1,
                text("proc/cpuinfo").stream()
                        .flatMap(String::lines)
                        .filter(l -> l.matches("processor\\s*:.*"))
                        .count());
    }
}
