package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.ArrayList;
import java.util.List;

/// Kind `file`.
final class FileKind implements Kind {
    static final Cause MISSING = new Cause("file.missing", "The file or directory is not there.");
    static final Cause PRESENT = new Cause("file.present", "The file is there and should not be.");
    static final Cause TYPE = new Cause("file.type", "Something else than expected lies at the path.");
    static final Cause OWNER = new Cause("file.owner", "The file belongs to another user.");
    static final Cause GROUP = new Cause("file.group", "The file belongs to another group.");
    static final Cause MODE_WIDE = new Cause("file.mode-wide", "The file's mode allows more than it should.");
    static final Cause EMPTY = new Cause("file.empty", "The file is there but empty.");
    static final Cause LINE_MISSING = new Cause("file.line-missing", "The file lacks a line that it should have.");
    static final Cause LINE_PRESENT = new Cause("file.line-present", "The file has a line that it should not have.");

    private static final String ANY_MODE = "7777";

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String summary() {
        return "A file or directory is there (or absent), belongs to whom it should, is no more open than allowed and "
                + "has or lacks lines. A line counts as a whole, without its comment and extra blanks; `glob:` and "
                + "`re:` begin patterns for whole lines.";
    }

    @Override
    public List<Field> fields() {
        Type lines = new Type.Group(List.of(
                Field.optional("has", new Type.Many(new Type.Text()), "lines that must be there"),
                Field.optional("lacks", new Type.Many(new Type.Text()), "lines that must not be there")));
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.required("path", new Type.Path(), "the path; symbolic links are followed"),
                Field.optional(
                        "state",
                        new Type.Choice(List.of("present", "absent", "directory")),
                        "what should be there; `present`, a regular file, if not given"),
                Field.optional("owner", new Type.Text(), "name of the owner"),
                Field.optional("group", new Type.Text(), "name of the group"),
                Field.optional("modeAtMost", new Type.Text(), "the widest mode allowed, quoted: \"0600\""),
                Field.optional("nonEmpty", new Type.Flag(), "whether the file must have content"),
                Field.optional("lines", lines, "lines it must have or lack"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(MISSING, PRESENT, TYPE, OWNER, GROUP, MODE_WIDE, EMPTY, LINE_MISSING, LINE_PRESENT);
    }

    @Override
    public String example() {
        return "file: {on: cp, path: /etc/kubernetes/pki/sa.key, owner: root, modeAtMost: \"0600\"}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        String path = fields.text("path");
        String state = fields.findText("state").orElse("present");
        Fields lines = fields.group("lines");
        List<LinePattern> has = patterns(lines, "has");
        List<LinePattern> lacks = patterns(lines, "lacks");
        boolean content = !has.isEmpty() || !lacks.isEmpty();
        refuseContradictions(path, state, content, fields);
        return new FileClaim(
                fields.nodes("on"),
                path,
                state,
                fields.findText("owner"),
                fields.findText("group"),
                mode(fields),
                fields.flag("nonEmpty", false),
                has,
                lacks);
    }

    private static void refuseContradictions(String path, String state, boolean content, Fields fields) {
        boolean about = content || fields.flag("nonEmpty", false);
        if (state.equals("absent")
                && (about || fields.has("owner") || fields.has("group") || fields.has("modeAtMost"))) {
            throw new FieldProblem("state", "an absent file has no owner, mode or lines", "remove the other fields");
        }
        if (state.equals("directory") && about) {
            throw new FieldProblem("state", "a directory has no lines", "remove 'lines' and 'nonEmpty'");
        }
        if (content && Secret.holds(path)) {
            throw new FieldProblem(
                    "lines", "%s holds secrets, which never leave a node".formatted(path), "use a kind made for it");
        }
    }

    private static List<LinePattern> patterns(Fields lines, String field) {
        List<LinePattern> patterns = new ArrayList<>();
        lines.texts(field).forEach(text -> patterns.add(LinePattern.of("lines." + field, text)));
        return patterns;
    }

    private static int mode(Fields fields) {
        String mode = fields.findText("modeAtMost").orElse(ANY_MODE);
        if (!mode.matches("[0-7]{3,4}")) {
            throw new FieldProblem("modeAtMost", "'%s' is not an octal mode".formatted(mode), "write \"0600\"");
        }
        return Integer.parseInt(mode, 8);
    }
}
