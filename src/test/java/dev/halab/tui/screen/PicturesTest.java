package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Size;
import dev.halab.terminal.VtStyle;
import dev.halab.tui.Frame;
import dev.halab.tui.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The pictures of the documents, drawn from the same models as the golden frames. `-Ddocs.update=true` draws them
/// anew.
final class PicturesTest {
    private static final Path FOLDER = Path.of("docs/screens");
    private static final Map<String, Size> PICTURES = Map.of(
            "home",
            new Size(80, 24),
            "lab-shell",
            new Size(120, 40),
            "lab-checks",
            new Size(80, 24),
            "hint",
            new Size(80, 24),
            "machines-coming-up",
            new Size(80, 24));

    private static final String[] ANSI = {
        "#1d1f21", "#cc6666", "#b5bd68", "#f0c674", "#81a2be", "#b294bb", "#8abeb7", "#c5c8c6",
        "#666666", "#d54e53", "#b9ca4a", "#e7c547", "#7aa6da", "#c397d8", "#70c0b1", "#eaeaea"
    };

    @TestFactory
    Stream<DynamicTest> pictures_are_as_new() {
        return PICTURES.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Model model = GoldenTest.screens(e.getValue()).get(e.getKey());
                    Display display = model.display();
                    Frame frame = View.view(
                            model.display(new Display(
                                    display.size(), Theme.named("dark").orElseThrow(), false, true, display.keymap())),
                            GoldenTest.panes(model));
                    same(FOLDER.resolve(e.getKey() + ".svg"), svg(frame));
                }));
    }

    private static void same(Path file, String svg) throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, svg);
        }
        assertThat(file)
                .as("run: mvn -Dfast test -Dtest=PicturesTest -Ddocs.update=true")
                .hasContent(svg);
    }

    private static String svg(Frame frame) {
        int width = frame.width() * 8 + 16;
        int height = frame.height() * 17 + 16;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="13">
                <rect width="%d" height="%d" rx="6" fill="#1d1f21"/>
                """.formatted(width, height, width, height, width, height));
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); ) {
                int from = x;
                long style = frame.style(x, y);
                StringBuilder text = new StringBuilder();
                while (x < frame.width() && frame.style(x, y) == style) {
                    text.appendCodePoint(frame.codePoint(x, y) == 0 ? ' ' : frame.codePoint(x, y));
                    x++;
                }
                run(svg, from, y, x - from, text.toString(), style);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void run(StringBuilder svg, int x, int y, int columns, String text, long style) {
        boolean reverse = (style & VtStyle.REVERSE) != 0;
        String ink = colour(VtStyle.foreground(style), "#d8dee9");
        if (reverse) {
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"17\" fill=\"%s\"/>\n"
                    .formatted(8 + x * 8, 8 + y * 17, columns * 8, ink));
        }
        if (!text.isBlank()) {
            svg.append("<text x=\"%d\" y=\"%d\" textLength=\"%d\" xml:space=\"preserve\" fill=\"%s\"%s>%s</text>\n"
                    .formatted(
                            8 + x * 8,
                            21 + y * 17,
                            columns * 8,
                            reverse ? "#1d1f21" : ink,
                            (style & VtStyle.BOLD) == 0 ? "" : " font-weight=\"bold\"",
                            text.replace("&", "&amp;").replace("<", "&lt;")));
        }
    }

    private static String colour(int packed, String otherwise) {
        if (packed == 0) {
            return otherwise;
        }
        return packed >= VtStyle.RGB ? "#%06x".formatted(packed & 0xffffff) : ANSI[(packed - 1) & 15];
    }
}
