package dev.halab.check.vip;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `keepalived.config`.
final class KeepalivedConfigKind implements Kind {
    static final String USUAL = "/etc/keepalived/keepalived.conf";

    @Override
    public String name() {
        return "keepalived.config";
    }

    @Override
    public String summary() {
        return "keepalived's configurations on some nodes fit together: the same virtual address, router id and password, an "
                + "interface in the lab network, and a tracked script that proves something and whose weight moves the "
                + "address. Reads the files with all includes and the scripts, and asks `keepalived -t`.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "the nodes that share the address"),
                Field.optional("file", new Type.Path(), "`%s` if not given".formatted(USUAL)),
                Field.optional("vip", new Type.Text(), "the virtual address; the endpoint's if not given"),
                Field.optional(
                        "distinctPriority", new Type.Flag(), "whether priorities must differ; `true` if not given"),
                Field.optional(
                        "follows",
                        new Type.Choice(List.of("process", "port", "readiness")),
                        "what the tracked script must prove at least: the load balancer's process is there, its port "
                                + "is open, or (if not given) an API server answers through it"));
    }

    @Override
    public List<Cause> causes() {
        return KeepalivedCauses.ALL;
    }

    @Override
    public String example() {
        return "keepalived.config: {on: lb, follows: readiness}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        TrackedScript.Level level = switch (fields.findText("follows").orElse("readiness")) {
            case "process" -> TrackedScript.Level.PROCESS;
            case "port" -> TrackedScript.Level.PORT;
            default -> TrackedScript.Level.READINESS;
        };
        return new KeepalivedConfigClaim(
                fields.nodes("on"),
                new KeepalivedWanted(
                        fields.findText("file").orElse(USUAL),
                        fields.findText("vip").orElse(scope.topology().endpointAddress()),
                        fields.flag("distinctPriority", true),
                        level),
                scope.topology());
    }
}
