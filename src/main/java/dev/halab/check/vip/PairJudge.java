package dev.halab.check.vip;

import dev.halab.check.Cause;
import dev.halab.check.Mismatch;
import dev.halab.topology.NodeSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Compares the instances of two nodes: whether they hear each other, and whether the address moves when it should.
///
/// @param one an instance
/// @param other the same instance on another node
record PairJudge(VrrpInstance one, VrrpInstance other, NodeSpec oneNode, NodeSpec otherNode) {
    /// The first thing that is wrong.
    Optional<Mismatch> mismatch() {
        return differs(KeepalivedCauses.VRID, "virtual_router_id", i -> i.value("virtual_router_id", "none"))
                .or(() -> differs(KeepalivedCauses.VERSION, "version", VrrpInstance::version))
                .or(this::authentication)
                .or(() -> differs(KeepalivedCauses.ADVERT_INT, "advert_int", PairJudge::interval))
                .or(() -> peer(one, otherNode, other, oneNode))
                .or(() -> peer(other, oneNode, one, otherNode));
    }

    private static String interval(VrrpInstance instance) {
        String written = instance.value("advert_int", "1");
        return written.contains(".") ? written.replaceFirst("\\.?0*$", "") : written;
    }

    private Optional<Mismatch> differs(Cause cause, String name, Function<VrrpInstance, String> value) {
        String mine = value.apply(one);
        String theirs = value.apply(other);
        return mine.equals(theirs)
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        cause.code(),
                        "%s the same on %s and %s".formatted(name, one.node(), other.node()),
                        "%s on %s, %s on %s".formatted(mine, one.node(), theirs, other.node()),
                        other.place(name)));
    }

    private Optional<Mismatch> authentication() {
        if (one.authentication().equals(other.authentication())) {
            return Optional.empty();
        }
        boolean both =
                !one.authentication().equals("none") && !other.authentication().equals("none");
        String actual = both ? "the passwords or their types differ" : "only one of them has any";
        return Optional.of(new Mismatch(
                KeepalivedCauses.AUTH.code(),
                "authentication the same on %s and %s".formatted(one.node(), other.node()),
                actual,
                other.place("authentication")));
    }

    private static Optional<Mismatch> peer(VrrpInstance from, NodeSpec to, VrrpInstance at, NodeSpec self) {
        List<String> peers = from.peers();
        if (!peers.isEmpty() && !peers.contains(to.address())) {
            return Optional.of(new Mismatch(
                    KeepalivedCauses.PEER.code(),
                    "%s (%s) among the peers of %s".formatted(to.name(), to.address(), self.name()),
                    "unicast_peer: " + String.join(", ", peers),
                    from.place("unicast_peer")));
        }
        if (!peers.isEmpty() && at.peers().isEmpty()) {
            return Optional.of(new Mismatch(
                    KeepalivedCauses.PEER.code(),
                    "both speak to their peers alone, or both to everybody",
                    "%s has unicast_peer, %s has none".formatted(self.name(), to.name()),
                    at.place("unicast_peer")));
        }
        return Optional.empty();
    }
}
