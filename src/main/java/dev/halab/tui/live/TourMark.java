package dev.halab.tui.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Remembers by a file that the tour was seen.
public final class TourMark {
    private final Path file;

    public TourMark(Path file) {
        this.file = file;
    }

    boolean wanted() {
        return !Files.exists(file);
    }

    /// Where nothing can be written the tour comes again, which does no harm.
    void seen() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, "");
        } catch (IOException e) {
            return;
        }
    }
}
