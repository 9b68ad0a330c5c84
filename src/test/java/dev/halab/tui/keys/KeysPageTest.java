package dev.halab.tui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class KeysPageTest {
    private static final Path PAGE = Path.of("docs/keys.md");

    /// `-Ddocs.update=true` writes the page anew.
    @Test
    void the_page_is_as_new() throws IOException {
        String page = KeysPage.markdown(Keymap.standard());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run: mvn -Dfast test -Dtest=KeysPageTest -Ddocs.update=true")
                .hasContent(page);
    }
}
