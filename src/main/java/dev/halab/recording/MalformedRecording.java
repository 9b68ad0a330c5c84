package dev.halab.recording;

/// A text that was to be a recording and is not.
public final class MalformedRecording extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRecording(String why) {
        super(why, null, false, false);
    }

    /// What is wrong with it, one line.
    public String why() {
        return String.valueOf(getMessage());
    }
}
