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

/// Kind `package`.
final class PackageKind implements Kind {
    static final Cause MISSING = new Cause("pkg.missing", "The package is not installed.");
    static final Cause PRESENT = new Cause("pkg.present", "The package is installed and should not be.");
    static final Cause VERSION = new Cause("pkg.version", "Another version of the package is installed.");
    static final Cause NOT_HELD =
            new Cause("pkg.not-held", "The package is not held: the next upgrade can break the version skew.");

    @Override
    public String name() {
        return "package";
    }

    @Override
    public String summary() {
        return "Debian packages are installed (or not), in a version, and held against upgrades. Reads dpkg's own "
                + "records.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.required("name", new Type.Many(new Type.Text()), "one package or several"),
                Field.optional("installed", new Type.Flag(), "whether they are installed; true if not given"),
                Field.optional("version", new Type.Version(), "exact `\"1.35.8\"` or a series `\"1.35\"`"),
                Field.optional("held", new Type.Flag(), "whether `apt-mark hold` must be set"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(MISSING, PRESENT, VERSION, NOT_HELD);
    }

    @Override
    public String example() {
        return "package: {on: cp, name: [kubelet, kubeadm, kubectl], version: \"1.35\", held: true}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        boolean installed = fields.flag("installed", true);
        boolean held = fields.flag("held", false);
        if (!installed && (held || fields.has("version"))) {
            throw new FieldProblem("installed", "a package that is not installed has no version", "remove 'version'");
        }
        fields.findText("version").ifPresent(version -> {
            if (!version.matches("\\d+(\\.\\d+)*")) {
                throw new FieldProblem("version", "'%s' is not a version".formatted(version), "write \"1.35.8\"");
            }
        });
        return new PackageClaim(fields.nodes("on"), fields.texts("name"), installed, fields.findText("version"), held);
    }
}
