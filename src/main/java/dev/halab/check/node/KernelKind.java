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

/// Kind `kernel`.
final class KernelKind implements Kind {
    static final Cause SYSCTL = new Cause("kernel.sysctl", "A kernel parameter has another value, or none.");
    static final Cause NOT_PERSISTED =
            new Cause("kernel.not-persisted", "A kernel setting is right now but lost at the next boot.");
    static final Cause MODULE = new Cause("kernel.module", "A kernel module is not loaded.");
    static final Cause SWAP = new Cause("kernel.swap", "Swap is in use.");

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String summary() {
        return "Kernel parameters, modules and swap are as a Kubernetes node needs them, now and, with "
                + "`persisted: true`, after a reboot (files of sysctl.d, /etc/fstab).";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.optional("sysctl", new Type.Table(new Type.Text()), "parameters by dotted name, values quoted"),
                Field.optional("modules", new Type.Many(new Type.Text()), "modules that must be loaded or built in"),
                Field.optional("swap", new Type.Choice(List.of("off")), "`off`: no swap in use"),
                Field.optional("persisted", new Type.Flag(), "whether it must also hold after a reboot"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(SYSCTL, NOT_PERSISTED, MODULE, SWAP);
    }

    @Override
    public String example() {
        return "kernel: {on: cp, sysctl: {net.ipv4.ip_forward: \"1\"}, modules: [br_netfilter], swap: \"off\", persisted: true}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        if (!fields.has("sysctl") && !fields.has("modules") && !fields.has("swap")) {
            throw new FieldProblem("sysctl", "nothing is claimed", "add 'sysctl:', 'modules:' or 'swap:'");
        }
        boolean persisted = fields.flag("persisted", false);
        if (persisted && !fields.has("sysctl") && !fields.has("swap")) {
            throw new FieldProblem("persisted", "it is about parameters and swap", "remove it, or add 'sysctl:'");
        }
        return new KernelClaim(
                fields.nodes("on"),
                fields.table("sysctl", String.class),
                fields.texts("modules"),
                fields.has("swap"),
                persisted);
    }
}
