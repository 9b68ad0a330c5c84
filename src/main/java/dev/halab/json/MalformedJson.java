package dev.halab.json;

/// A text that was to be JSON and is not.
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedJson(String why) {
        super(why);
    }

    MalformedJson(String why, Throwable cause) {
        super(why, cause);
    }
}
