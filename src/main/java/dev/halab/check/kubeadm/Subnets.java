package dev.halab.check.kubeadm;

import dev.halab.check.Mismatch;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Optional;

/// The networks of pods and services, which may not overlap each other or the lab network.
///
/// @param pods `networking.podSubnet`, empty if it is not there
/// @param services `networking.serviceSubnet`, kubeadm's default if it is not there
record Subnets(String pods, String services) {
    /// What kubeadm takes for services when nothing is said.
    static final String DEFAULT_SERVICES = "10.96.0.0/12";

    /// The first overlap, as cause `kubeadm.overlap`.
    Optional<Mismatch> overlap(Topology topology, String where) {
        List<Cidr> podNetworks = Cidr.all(pods);
        List<Cidr> serviceNetworks = Cidr.all(services);
        List<Cidr> lab = Cidr.all(topology.network());
        return overlap(podNetworks, "podSubnet", lab, "the lab network", where)
                .or(() -> overlap(serviceNetworks, "serviceSubnet", lab, "the lab network", where))
                .or(() -> overlap(podNetworks, "podSubnet", serviceNetworks, "serviceSubnet", where));
    }

    /// Whether two texts write the same IPv4 networks.
    static boolean same(String one, String another) {
        return one.equals(another) || (!Cidr.all(one).isEmpty() && ranges(one).equals(ranges(another)));
    }

    private static List<String> ranges(String text) {
        return Cidr.all(text).stream()
                .map(c -> c.first() + "/" + c.bits())
                .sorted()
                .toList();
    }

    private static Optional<Mismatch> overlap(
            List<Cidr> some, String name, List<Cidr> others, String otherName, String where) {
        for (Cidr one : some) {
            for (Cidr other : others) {
                if (one.overlaps(other)) {
                    return Optional.of(new Mismatch(
                            "kubeadm.overlap",
                            "%s outside of %s %s".formatted(name, otherName, other.text()),
                            "%s is %s".formatted(name, one.text()),
                            where));
                }
            }
        }
        return Optional.empty();
    }
}
