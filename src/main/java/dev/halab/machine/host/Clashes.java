package dev.halab.machine.host;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.topology.Cidr;
import dev.halab.topology.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Addresses that two things want: the lab network, the pods and services in it, and what this host is connected to.
///
/// @param labIsThere whether the lab network is the lab's own already
record Clashes(Host host, Routes routes, boolean labIsThere) {
    private static final String OTHER = "choose another in config.yaml, for instance `network: 192.168.57.0/24`";

    /// As the course has them.
    private static final Map<String, String> INSIDE =
            new TreeMap<>(Map.of("pods", "10.244.0.0/16", "services", "10.96.0.0/12"));

    /// VirtualBox keeps the interfaces of networks that nobody uses any more; halab's bridges and their routes are
    /// ours.
    private static boolean foreign(String device) {
        return !device.startsWith("vboxnet") && !device.matches("halab[ln][0-9a-f]{6}");
    }

    Finding lab(Topology topology) {
        Cidr lab = Cidr.of(topology.network());
        Optional<String> owner = labIsThere
                ? Optional.empty()
                : host.addresses().stream()
                        .filter(each -> foreign(device(each)))
                        .filter(each -> topology.contains(address(each)))
                        .findFirst();
        Optional<Routes.Route> narrow = labIsThere
                ? Optional.empty()
                : overlapping(lab).filter(r -> r.cidr().bits() >= lab.bits()).findFirst();
        Optional<Routes.Route> wide =
                overlapping(lab).filter(r -> r.cidr().bits() < lab.bits()).findFirst();
        if (owner.isPresent()) {
            return new Finding(
                    "lab network",
                    Grade.BLOCKS,
                    "%s is in use here: interface %s".formatted(topology.network(), owner.get()),
                    OTHER);
        }
        if (narrow.isPresent()) {
            return new Finding(
                    "lab network",
                    Grade.BLOCKS,
                    "%s is in use here: a route to %s by %s"
                            .formatted(
                                    topology.network(),
                                    narrow.get().range(),
                                    narrow.get().device()),
                    OTHER);
        }
        if (wide.isPresent()) {
            return new Finding(
                    "lab network",
                    Grade.HURTS,
                    "%s lies in %s, which this host reaches by %s: what is there at the lab's addresses is hidden"
                            .formatted(
                                    topology.network(),
                                    wide.get().range(),
                                    wide.get().device()),
                    OTHER);
        }
        return new Finding("lab network", Grade.OK, topology.network() + " is free or ours", "");
    }

    /// Whether pods and services hide something.
    Finding inside(Topology topology) {
        Optional<Finding> own = insideLab(topology).filter(f -> f.grade() == Grade.BLOCKS);
        if (own.isPresent()) {
            return own.get();
        }
        for (Map.Entry<String, String> each : INSIDE.entrySet()) {
            Cidr range = Cidr.of(each.getValue());
            Optional<String> who = host.addresses().stream()
                    .filter(a -> foreign(device(a)))
                    .filter(a -> range.contains(address(a)))
                    .map("interface "::concat)
                    .findFirst()
                    .or(() -> overlapping(range)
                            .map(r -> "a route to %s by %s".formatted(r.range(), r.device()))
                            .findFirst());
            if (who.isPresent()) {
                return new Finding(
                        "pod and service ranges",
                        Grade.HURTS,
                        "the %s of the lab have %s, and this host has %s: nodes cannot reach what is there"
                                .formatted(each.getKey(), each.getValue(), who.get()),
                        "leave that network (a VPN?) while the lab runs");
            }
        }
        return new Finding("pod and service ranges", Grade.OK, String.join(", ", INSIDE.values()) + " are free", "");
    }

    /// Whether the lab network itself lies in the range of pods or services.
    static Optional<Finding> insideLab(Topology topology) {
        Cidr lab = Cidr.of(topology.network());
        return INSIDE.entrySet().stream()
                .filter(e -> lab.overlaps(Cidr.of(e.getValue())))
                .findFirst()
                .map(e -> new Finding(
                        "pod and service ranges",
                        Grade.BLOCKS,
                        "the lab network %s lies in that of the %s, %s"
                                .formatted(topology.network(), e.getKey(), e.getValue()),
                        OTHER));
    }

    private Stream<Routes.Route> overlapping(Cidr range) {
        return routes.all().stream()
                .filter(r -> foreign(r.device()))
                .filter(r -> r.cidr().overlaps(range));
    }

    private static String device(String deviceAndAddress) {
        return deviceAndAddress.substring(0, Math.max(0, deviceAndAddress.indexOf(' ')));
    }

    private static String address(String deviceAndAddress) {
        return deviceAndAddress.substring(deviceAndAddress.indexOf(' ') + 1);
    }
}
