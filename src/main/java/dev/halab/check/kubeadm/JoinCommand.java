package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file holds the one command with which a node can join now.
///
/// @param nodes where the file is
/// @param controlPlane whether it is for a control plane
/// @param joining the node that is to join; empty for any
record JoinCommand(
        List<NodeSpec> nodes,
        String file,
        boolean controlPlane,
        Optional<NodeSpec> joining,
        ApiEndpoint endpoint,
        ClusterCa authority)
        implements Claim {
    static final Kind KIND = new Definition(
            "join-command",
            "A file holds exactly one kubeadm join command, and it would work now: the endpoint, a live token with its "
                    + "secret, the hash of the cluster's CA and, for a control plane, a certificate key that opens the "
                    + "uploaded certificates. Variables must be set in the file itself. Secrets are compared by hash.",
            List.of(
                    Field.required("on", new Type.Nodes(), "the nodes whose file is read"),
                    Field.required("file", new Type.Path(), "the file"),
                    Field.required("role", new Type.Choice(List.of("worker", "control-plane")), "what is to join"),
                    Field.optional("node", new Type.Nodes(), "the one node that is to join with it"),
                    ApiEndpoint.field("endpoint")),
            List.of(
                    new Cause("join.missing", "The file is not there."),
                    new Cause("join.none", "The file holds no kubeadm join command."),
                    new Cause("join.two", "The file holds several kubeadm join commands."),
                    new Cause("join.config-file", "The command takes everything from a configuration file."),
                    new Cause("join.variable", "A value is left to a variable or to another command."),
                    new Cause("join.unknown-flag", "kubeadm join has no such flag."),
                    new Cause("join.arguments", "The command has no endpoint, or words that do not belong there."),
                    new Cause("join.not-lb", "The command joins by one node instead of the load balancer."),
                    new Cause("join.no-token", "The command has no token, or a damaged one."),
                    new Cause("join.token-dead", "The token has expired or cannot be used for joining."),
                    new Cause("join.token-secret", "The second part of the token is wrong."),
                    new Cause("join.no-ca-hash", "The command does not check the cluster's CA."),
                    new Cause("join.ca-hash", "The hash is that of another CA."),
                    new Cause("join.not-control-plane", "The command would make a worker."),
                    new Cause("join.is-control-plane", "The command would make a control plane."),
                    new Cause("join.key-missing", "The command has no certificate key."),
                    new Cause("join.key-malformed", "The certificate key is not 64 hexadecimal digits."),
                    new Cause("join.key-stale", "The certificate key is of an earlier upload."),
                    new Cause("join.certs-gone", "There are no uploaded certificates that the key could open."),
                    new Cause(
                            "join.no-advertise",
                            "The new API server would advertise the address of the wrong network."),
                    new Cause("join.advertise-other", "The advertised address is another node's.")),
            "join-command: {on: cp-1, file: /etc/kubernetes/join-cp.sh, role: control-plane, node: cp-2}",
            JoinCommand::of);

    JoinCommand {
        nodes = List.copyOf(nodes);
    }

    private static Claim of(Fields fields, Scope scope) {
        List<NodeSpec> joining = fields.nodes("node");
        if (joining.size() > 1) {
            throw new FieldProblem("node", "a command is for one node", "name one node, for instance cp-2");
        }
        return new JoinCommand(
                fields.nodes("on"),
                fields.text("file"),
                fields.text("role").equals("control-plane"),
                joining.stream().findFirst(),
                ApiEndpoint.of(fields, "endpoint", scope),
                ClusterCa.on(scope.topology().nodes(Role.CONTROL_PLANE)));
    }

    @Override
    public String title() {
        return "%s joins %s"
                .formatted(file, joining.map(NodeSpec::name).orElse(controlPlane ? "a control plane" : "a worker"));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>(authority.facts());
        facts.add(Facts.tokens());
        nodes.forEach(node -> facts.add(Facts.joinCommand(node.name(), file)));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(nodes, "the join command works", node -> judge(snapshot, node));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node) {
        NodeFile text = NodeFile.of(snapshot, Facts.joinCommand(node.name(), file));
        if (!text.present()) {
            return Verdict.fail("join.missing", "a file with the command", "no such file", text.where());
        }
        List<JoinLine> lines = JoinLine.all(text.content());
        if (lines.isEmpty()) {
            return Verdict.fail("join.none", "one kubeadm join command", "there is none", text.where());
        }
        if (lines.size() > 1) {
            String second = "a second one in line %d".formatted(lines.get(1).line());
            return Verdict.fail("join.two", "one kubeadm join command", second, text.where());
        }
        String where = "%s:%d".formatted(text.where(), lines.getFirst().line());
        return new JoinJudge(this, lines.getFirst(), where, snapshot).verdict();
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return nodes.stream()
                .map(node -> NodeFile.of(snapshot, Facts.joinCommand(node.name(), file)))
                .flatMap(text -> JoinLine.all(text.content()).stream())
                .filter(line -> line.flag("ignore-preflight-errors").isPresent())
                .map(line -> "--ignore-preflight-errors hides what would have told you why a join fails")
                .toList();
    }
}
