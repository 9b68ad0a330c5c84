package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `containerd.config`.
final class ContainerdKind implements Kind {
    static final Cause NOT_INSTALLED = new Cause("ctd.not-installed", "There is no containerd on the node.");
    static final Cause INVALID = new Cause("ctd.invalid", "containerd cannot read its configuration.");
    static final Cause CRI_DISABLED =
            new Cause("ctd.cri-disabled", "containerd's CRI plugin is disabled, so the kubelet has no runtime.");
    static final Cause CGROUP_DRIVER =
            new Cause("ctd.cgroup-driver", "containerd's cgroup driver is not the one that the kubelet uses.");
    static final Cause INACTIVE = new Cause("ctd.inactive", "containerd does not run.");
    static final Cause STALE = new Cause("ctd.stale", "containerd was started before its configuration was saved.");

    @Override
    public String name() {
        return "containerd.config";
    }

    @Override
    public String summary() {
        return "containerd's effective configuration has the CRI plugin and the systemd cgroup driver, and the running "
                + "containerd has read it. Reads `containerd config dump`.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.optional("systemdCgroup", new Type.Flag(), "what SystemdCgroup must be; true if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(NOT_INSTALLED, INVALID, CRI_DISABLED, CGROUP_DRIVER, INACTIVE, STALE);
    }

    @Override
    public String example() {
        return "containerd.config: {on: [cp, w], systemdCgroup: true}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new ContainerdClaim(fields.nodes("on"), fields.flag("systemdCgroup", true));
    }
}
