package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A program listens on a port of all of some nodes.
record PortClaim(
        List<NodeSpec> on, int port, String proto, Optional<String> bind, Optional<String> process, Topology topology)
        implements Claim {
    @Override
    public String title() {
        return "%s listens on %s on %s".formatted(process.orElse("something"), number(), Names.of(on));
    }

    private String number() {
        return "%d/%s".formatted(port, proto);
    }

    @Override
    public Set<Fact> facts() {
        return on.stream().map(node -> Facts.sockets(node.name())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node) {
        List<Listening> all = Listening.of(snapshot, Facts.sockets(node.name()));
        if (process.isPresent()
                && !all.isEmpty()
                && all.stream().allMatch(s -> s.owners().isEmpty())) {
            throw new Unobserved(
                    Facts.sockets(node.name()), Reading.Reason.DENIED, "ss does not say which programs hold the ports");
        }
        List<Listening> here = all.stream()
                .filter(socket -> socket.proto().equals(proto) && socket.port() == port)
                .toList();
        if (here.isEmpty()) {
            String wanted = "%s on %s".formatted(process.orElse("a listener"), number());
            return Verdict.fail(PortKind.NONE.code(), wanted, "nothing listens there", node.name());
        }
        Optional<Listening> foreign = here.stream().filter(this::foreign).findFirst();
        if (foreign.isPresent()) {
            return Verdict.fail(
                    PortKind.WRONG_OWNER.code(),
                    "%s on %s".formatted(process.orElse("?"), number()),
                    "%s is held by %s".formatted(number(), owners(foreign.get())),
                    "%s (%s)".formatted(node.name(), foreign.get().place()));
        }
        return bound(here, node);
    }

    private boolean foreign(Listening socket) {
        return process.isPresent()
                && (socket.owners().isEmpty() || socket.owners().stream().anyMatch(owner -> !owner.is(process.get())));
    }

    private static String owners(Listening socket) {
        return socket.owners().isEmpty()
                ? "the kernel or a program outside the node"
                : Names.joined(
                        socket.owners().stream().map(Listening.Owner::toString).toList());
    }

    private Verdict bound(List<Listening> here, NodeSpec node) {
        boolean right = switch (bind.orElse("")) {
            case "any" -> here.stream().anyMatch(Listening::everywhere);
            case "lab" -> here.stream().anyMatch(this::reachesLab);
            case "loopback" -> here.stream().allMatch(Listening::loopback);
            default -> true;
        };
        String places = Names.joined(here.stream().map(Listening::place).toList());
        if (right) {
            return Verdict.pass(places);
        }
        String wanted = switch (bind.orElse("")) {
            case "any" -> "%s on every address".formatted(number());
            case "lab" -> "%s on the lab network %s".formatted(number(), topology.network());
            default -> "%s on loopback alone".formatted(number());
        };
        return Verdict.fail(PortKind.BIND.code(), wanted, places, node.name());
    }

    private boolean reachesLab(Listening socket) {
        return socket.everywhere() || topology.contains(socket.address().replaceFirst("^::ffff:", ""));
    }
}
