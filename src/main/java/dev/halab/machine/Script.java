package dev.halab.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The shell scripts that lie beside the classes which run them.
public final class Script {
    private Script() {}

    /// The text of a script.
    ///
    /// @param owner the class beside which it lies
    /// @param name its file name
    /// @throws IllegalStateException if it is not there: the jar was built wrongly
    public static String text(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
