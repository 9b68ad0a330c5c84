package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `service`.
final class ServiceKind implements Kind {
    static final Cause MISSING = new Cause("svc.missing", "There is no such systemd unit.");
    static final Cause INACTIVE = new Cause("svc.inactive", "The service does not run.");
    static final Cause ACTIVE = new Cause("svc.active", "The service runs and should not.");
    static final Cause NOT_ENABLED = new Cause("svc.not-enabled", "The service will not start at boot.");
    static final Cause ENABLED = new Cause("svc.enabled", "The service starts at boot and should not.");
    static final Cause STALE =
            new Cause("svc.stale-config", "The service runs with an older configuration than the file holds.");
    static final Cause RESTARTS = new Cause("svc.restarts", "systemd had to restart the service too often.");

    private static final long MOST_RESTARTS = 1_000_000;

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String summary() {
        return "A systemd service runs, starts at boot, has not crashed too often, and was started or reloaded after "
                + "its configuration was saved. For haproxy and nginx a reload counts, because it makes new workers.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.required("unit", new Type.Text(), "name of the unit, `.service` may be left out"),
                Field.optional("active", new Type.Flag(), "whether it runs"),
                Field.optional("enabled", new Type.Flag(), "whether it starts at boot"),
                Field.optional(
                        "newerThan", new Type.Many(new Type.Path()), "files that it must have been started after"),
                Field.optional(
                        "restartsAtMost",
                        new Type.Whole(0, MOST_RESTARTS),
                        "how often systemd may have restarted it; with `since: task`, since the task was opened"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(MISSING, INACTIVE, ACTIVE, NOT_ENABLED, ENABLED, STALE, RESTARTS);
    }

    @Override
    public String example() {
        return "service: {on: lb, unit: haproxy, active: true, enabled: true, newerThan: /etc/haproxy/haproxy.cfg}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        String unit = fields.text("unit");
        if (!unit.matches("[A-Za-z0-9:_.@-]{1,100}")) {
            throw new FieldProblem("unit", "'%s' is not the name of a unit".formatted(unit), "write 'haproxy'");
        }
        if (!fields.has("active")
                && !fields.has("enabled")
                && !fields.has("newerThan")
                && !fields.has("restartsAtMost")) {
            throw new FieldProblem("unit", "nothing is claimed about it", "add 'active: true'");
        }
        if (fields.has("newerThan") && !fields.flag("active", true)) {
            throw new FieldProblem("newerThan", "a stopped service runs no configuration", "remove 'newerThan'");
        }
        return new ServiceClaim(
                fields.nodes("on"),
                unit.matches(".*\\.(service|timer|socket|path|target|mount)") ? unit : unit + ".service",
                fields.findFlag("active"),
                fields.findFlag("enabled"),
                fields.texts("newerThan"),
                fields.findWhole("restartsAtMost"),
                scope.sinceTask());
    }
}
