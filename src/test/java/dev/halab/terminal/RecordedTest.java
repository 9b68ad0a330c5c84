package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What real programs printed, and what tmux showed of it.
final class RecordedTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "observed", "vt");
    private static final Pattern FIRST_LINE =
            Pattern.compile("(\\d+),(\\d+) visible=([01]) alternate=([01]) (\\d+)x(\\d+) scrolled=(\\d+)");
    private static final long COMPARED =
            VtStyle.BOLD | VtStyle.DIM | VtStyle.ITALIC | VtStyle.UNDERLINE | VtStyle.REVERSE | (1L << 50) - 1;

    /// One look at a program.
    record Look(String program, int bytes, Matcher first, String text, List<String> styled, Path file) {
        int number(int group) {
            return Integer.parseInt(first.group(group));
        }

        Size size() {
            return new Size(number(5), number(6));
        }

        byte[] raw() throws IOException {
            byte[] all = Files.readAllBytes(FOLDER.resolve(program + ".raw"));
            return Arrays.copyOf(all, bytes);
        }

        @Override
        public String toString() {
            return program + " after " + bytes + " bytes";
        }
    }

    static Stream<Look> looks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            return found.stream().map(RecordedTest::look);
        }
    }

    private static Look look(Path file) {
        try {
            String[] parts = file.getFileName().toString().split("\\.");
            // A cell holds one code point.
            String all = Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC);
            int line = all.indexOf('\n');
            Matcher first = FIRST_LINE.matcher(all.substring(0, line));
            assertThat(first.matches()).isTrue();
            List<String> styled = Files.readAllLines(FOLDER.resolve(parts[0] + "." + parts[1] + ".ansi"));
            return new Look(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    first,
                    all.substring(line + 1)
                            .lines()
                            .map(String::stripTrailing)
                            .collect(Collectors.joining("\n"))
                            .stripTrailing(),
                    styled,
                    file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void all_programs_are_recorded() throws IOException {
        assertThat(looks().map(Look::program).distinct())
                .contains("bash", "vim", "less", "man", "top", "nano", "htop", "apt");
        assertThat(looks().count()).isGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void looks_as_tmux_shows_it(Look look) throws IOException {
        JlineVtScreen screen = fed(look, new Random(0), Integer.MAX_VALUE);
        VtView view = screen.view(0);

        assertThat(Vt.text(view)).isEqualTo(look.text());
        assertThat(view.cursor().column()).as("cursor's column").isEqualTo(look.number(1));
        assertThat(view.cursor().row()).as("cursor's row").isEqualTo(look.number(2));
        assertThat(view.cursor().visible()).as("cursor visible").isEqualTo(look.number(3) == 1);
        assertThat(screen.modes().alternateScreen()).as("alternate").isEqualTo(look.number(4) == 1);
        assertThat(view.scrollback()).as("scrolled out").isEqualTo(look.number(7));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void is_coloured_as_tmux_has_it(Look look) throws IOException {
        VtView view = fed(look, new Random(0), Integer.MAX_VALUE).view(0);
        var expected = new JlineVtScreen(look.size());
        String all = String.join("\r\n", look.styled());
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        expected.feed(bytes, 0, bytes.length);
        VtView wanted = expected.view(0);

        for (int row = 0; row < look.size().rows(); row++) {
            for (int column = 0; column < look.size().columns(); column++) {
                if (wanted.codePoint(column, row) > ' ') {
                    assertThat(Long.toHexString(view.style(column, row) & COMPARED))
                            .as("%s: style at %d,%d of '%s'", look, column, row, wanted.text(row))
                            .isEqualTo(Long.toHexString(wanted.style(column, row) & COMPARED));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void looks_the_same_in_whatever_pieces_it_comes(Look look) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            VtView view = fed(look, random, run == 0 ? 1 : 40).view(0);

            assertThat(Vt.text(view)).as("seed %d, run %d", seed, run).isEqualTo(look.text());
        }
    }

    @Test
    void what_scrolled_out_is_what_tmux_kept() throws IOException {
        for (Look look : looks().toList()) {
            Path history = FOLDER.resolve(look.program() + "." + look.bytes() + ".history");
            if (!Files.exists(history)) {
                continue;
            }
            JlineVtScreen screen = fed(look, new Random(0), Integer.MAX_VALUE);
            List<String> lines = Files.readAllLines(history);
            int scrollback = screen.view(0).scrollback();
            VtView back = screen.view(scrollback);
            for (int row = 0; row < Math.min(look.size().rows(), scrollback); row++) {
                assertThat(back.text(row))
                        .as("%s, line %d", look, row)
                        .isEqualTo(Normalizer.normalize(lines.get(row).stripTrailing(), Normalizer.Form.NFC));
            }
        }
    }

    private static JlineVtScreen fed(Look look, Random random, int longest) throws IOException {
        var screen = new JlineVtScreen(look.size());
        byte[] raw = look.raw();
        for (int from = 0; from < raw.length; ) {
            int length = longest == 1
                    ? 1
                    : Math.min(raw.length - from, longest == Integer.MAX_VALUE ? longest : 1 + random.nextInt(longest));
            screen.feed(raw, from, length);
            from += length;
        }
        return screen;
    }
}
