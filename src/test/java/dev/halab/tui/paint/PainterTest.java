package dev.halab.tui.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.ScriptedTty;
import dev.halab.terminal.Size;
import dev.halab.terminal.VtView;
import dev.halab.tui.Canvas;
import dev.halab.tui.Frame;
import dev.halab.tui.Rect;
import dev.halab.tui.Theme;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PainterTest {
    private static final Pattern MODE = Pattern.compile("\u001b\\[\\?(\\d+)([hl])");

    private final ScriptedTty tty = new ScriptedTty(40, 10);
    private final Painter painter = new Painter(tty);

    /// A frame with what a program would have made of a text; `^[` is ESC.
    private static Frame frame(int width, int height, String text, boolean cursor) {
        var screen = new JlineVtScreen(new Size(width, height));
        byte[] bytes = text.replace("^[", "\u001b").getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        VtView view = screen.view(0);
        var canvas = new Canvas(width, height, Theme.named("terminal").orElseThrow());
        canvas.shell(new Rect(0, 0, width, height), view);
        if (cursor) {
            canvas.cursor(view.cursor().column(), view.cursor().row());
        }
        return canvas.frame();
    }

    private Frame paint(String text) {
        Frame frame = frame(40, 10, text, false);
        painter.paint(frame);
        return frame;
    }

    private String last() {
        return new String(tty.writes().getLast(), StandardCharsets.UTF_8).replace("\u001b", "^[");
    }

    private void shows(Frame frame) {
        VtView view = tty.view();
        assertThat(view.size()).isEqualTo(new Size(frame.width(), frame.height()));
        for (int y = 0; y < frame.height(); y++) {
            assertThat(view.text(y)).as("row %d", y).isEqualTo(frame.text(y));
            for (int x = 0; x < frame.width(); x++) {
                assertThat(view.codePoint(x, y)).as("character at %d,%d", x, y).isEqualTo(frame.codePoint(x, y));
                if (frame.codePoint(x, y) != 0) {
                    assertThat(Long.toHexString(view.style(x, y)))
                            .as("style at %d,%d", x, y)
                            .isEqualTo(Long.toHexString(frame.style(x, y)));
                }
            }
        }
        assertThat(view.cursor().visible()).isEqualTo(frame.cursor().isPresent());
        frame.cursor().ifPresent(at -> {
            assertThat(view.cursor().column()).isEqualTo(at.x());
            assertThat(view.cursor().row()).isEqualTo(at.y());
        });
    }

    @Test
    void a_frame_is_one_write_between_the_marks_of_synchronized_output() {
        shows(paint("^[[1;31mhello^[[m world"));

        assertThat(tty.writes()).hasSize(1);
        assertThat(last()).startsWith("^[[?2026h").endsWith("^[[?2026l");
    }

    @Test
    void a_frame_like_the_last_one_writes_nothing() {
        paint("hello");
        paint("hello");

        assertThat(tty.writes()).hasSize(1);
    }

    @Test
    void what_did_not_change_is_not_written_again() {
        paint("first line\r\nsecond line");
        shows(paint("first line\r\nsecond^[[32mXline"));

        assertThat(last()).isEqualTo("^[[?2026h^[[2;7H^[[32mXline^[[?2026l");
    }

    @Test
    void only_what_differs_of_a_look_is_said() {
        paint("x");
        paint("x^[[1ma^[[4mb^[[31mc^[[24md^[[me");

        assertThat(last()).contains("^[[1ma^[[4mb^[[31mc^[[0;1;31md^[[0me");
    }

    @Test
    void all_looks_and_colours_arrive() {
        shows(paint("^[[1ma^[[0;2mb^[[0;3mc^[[0;4md^[[0;5me^[[0;7mf^[[0;8mg^[[0;9mh^[[0;31;104mi^[[0;38;5;200;48;5;17mj"
                + "^[[0;38;2;1;2;3;48;2;4;5;6mk^[[0;1;2;3;4;5;7;8;9;97;40ml"));
    }

    @Test
    void wide_characters_and_emoji_keep_their_places_and_what_follows_too() {
        shows(paint("漢字 ✅ 😀 ─│ ● é end"));
        shows(paint("x字 ✅ok😀 ─│ ● é end"));
        shows(paint("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"));
        shows(paint("a漢字漢字漢字漢字漢字漢字漢字漢字漢字b"));
        shows(paint(""));
    }

    @Test
    void private_characters_are_not_taken_for_stand_ins() {
        shows(paint("a\ue000\ue001\uf8ffb漢"));
    }

    @Test
    void the_cursor_is_shown_where_it_belongs_and_hidden_without_a_place() {
        Frame with = frame(40, 10, "$ ls", true);
        painter.paint(with);
        shows(with);
        Frame moved = frame(40, 10, "$ ls^[[3;5H", true);
        painter.paint(moved);
        shows(moved);
        assertThat(last()).isEqualTo("^[[?2026h^[[3;5H^[[?2026l");
        Frame without = frame(40, 10, "$ ls", false);
        painter.paint(without);
        shows(without);
        assertThat(last()).isEqualTo("^[[?2026h^[[?25l^[[?2026l");
    }

    @Test
    void after_a_resize_all_is_painted_anew() {
        paint("one\r\ntwo");
        tty.resizes(20, 4);
        Frame smaller = frame(20, 4, "one", true);
        painter.paint(smaller);

        shows(smaller);
        assertThat(last()).contains("^[[2J");
    }

    @Test
    void what_others_wrote_is_painted_over_when_told() {
        Frame frame = paint("one\r\ntwo");
        byte[] noise = "\u001b[2J\u001b[5;5H\u001b[31mnoise".getBytes(StandardCharsets.UTF_8);
        tty.write(noise, noise.length);
        painter.forget();
        painter.paint(frame);

        shows(frame);
    }

    @Test
    void random_frames_arrive_each_in_one_write_with_balanced_modes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "abc   漢字✅😀─│é●0123";
        int[] points = letters.codePoints().toArray();
        int width = 40;
        var text = new StringBuilder();
        for (int run = 0; run < 300; run++) {
            if (random.nextInt(4) == 0) {
                text.setLength(0);
            }
            for (int i = random.nextInt(60); i >= 0; i--) {
                if (random.nextInt(4) == 0) {
                    text.append("^[[")
                            .append(1 + random.nextInt(10))
                            .append(';')
                            .append(1 + random.nextInt(width))
                            .append('H');
                }
                if (random.nextInt(4) == 0) {
                    text.append("^[[")
                            .append(random.nextInt(2) * (30 + random.nextInt(18)))
                            .append(";")
                            .append(1 + random.nextInt(9))
                            .append('m');
                }
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            if (random.nextInt(20) == 0) {
                width = 10 + random.nextInt(60);
                tty.resizes(width, 10);
            }
            int before = tty.writes().size();
            Frame frame = frame(width, 10, text.toString(), random.nextBoolean());
            painter.paint(frame);

            assertThat(tty.writes().size() - before)
                    .as("seed %d, run %d", seed, run)
                    .isLessThanOrEqualTo(1);
            shows(frame);
        }
        for (byte[] write : tty.writes()) {
            int synchronous = 0;
            Matcher mode = MODE.matcher(new String(write, StandardCharsets.UTF_8));
            while (mode.find()) {
                synchronous += mode.group(1).equals("2026") ? mode.group(2).equals("h") ? 1 : -1 : 0;
                assertThat(mode.group(1)).isIn("2026", "25");
                assertThat(synchronous).isBetween(0, 1);
            }
            assertThat(synchronous).isZero();
        }
    }
}
