package dev.halab.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Recorded outputs of real programs.
public final class Observed {
    private Observed() {}

    /// The text of `observed/PATH`.
    public static String text(String path) {
        try (InputStream stream = Observed.class.getResourceAsStream("/observed/" + path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no observation " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
