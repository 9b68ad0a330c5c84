package dev.halab.yaml;

/// A text that is not YAML as halab reads it, and where.
public final class MalformedYaml extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient YamlNode.Position at;

    MalformedYaml(YamlNode.Position at, String why) {
        super(why);
        this.at = at;
    }

    /// Where the rule is broken.
    public YamlNode.Position at() {
        return at;
    }

    /// The rule that is broken.
    public String why() {
        return String.valueOf(getMessage());
    }
}
