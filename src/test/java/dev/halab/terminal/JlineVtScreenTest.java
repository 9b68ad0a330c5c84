package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.VtModes.MouseTracking;
import dev.halab.terminal.VtScreen.Match;
import dev.halab.terminal.VtScreen.Search;
import dev.halab.terminal.VtView.CursorShape;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JlineVtScreenTest {
    @Test
    void colours_and_looks_are_kept_exactly() {
        var vt = new Vt(40, 3)
                .feed("^[[1;3;4;38;2;1;2;3;48;5;200mA^[[0;2;5;7;9;91;104mB^[[mC^[[38:2::9:8:7mD^[[4:0;38:5:17mE");

        assertThat(vt.style(0, 0))
                .isEqualTo(VtStyle.BOLD
                        | VtStyle.ITALIC
                        | VtStyle.UNDERLINE
                        | VtStyle.rgb(1, 2, 3)
                        | (long) VtStyle.palette(200) << 25);
        assertThat(vt.style(1, 0))
                .isEqualTo(VtStyle.DIM
                        | VtStyle.BLINK
                        | VtStyle.REVERSE
                        | VtStyle.STRUCK
                        | VtStyle.palette(9)
                        | (long) VtStyle.palette(12) << 25);
        assertThat(vt.style(2, 0)).isEqualTo(VtStyle.PLAIN);
        assertThat(VtStyle.foreground(vt.style(3, 0))).isEqualTo(VtStyle.rgb(9, 8, 7));
        assertThat(VtStyle.foreground(vt.style(4, 0))).isEqualTo(VtStyle.palette(17));
    }

    @Test
    void a_long_sequence_of_colours_is_no_text() {
        var vt = new Vt(40, 3)
                .feed("^[[0;1;4;38;2;200;100;50;48;2;10;20;30;7;5mX^[[0;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17mY");

        assertThat(vt.text()).isEqualTo("XY");
        assertThat(VtStyle.background(vt.style(0, 0))).isEqualTo(VtStyle.rgb(10, 20, 30));
    }

    @Test
    void more_colours_than_there_is_room_for_become_coarse_and_nothing_else() {
        var vt = new Vt(80, 24);
        for (int i = 0; i < 40_000; i++) {
            vt.feed("^[[38;2;%d;%d;%dmx".formatted(i & 255, i >> 8, 255));
        }
        vt.feed("^[[2J^[[H^[[0;1;38;2;250;10;10mred^[[0;38;2;0;0;255mblue");

        assertThat(vt.text()).isEqualTo("redblue");
        assertThat(VtStyle.foreground(vt.style(0, 0))).isEqualTo(VtStyle.palette(1));
        assertThat(VtStyle.foreground(vt.style(3, 0))).isIn(VtStyle.palette(4), VtStyle.rgb(0, 0, 255));
    }

    @Test
    void what_is_erased_takes_the_colour_behind_the_text_alone() {
        var vt = new Vt(20, 3).feed("^[[4;7;31;44mab^[[K^[[0m\r\n");

        assertThat(vt.style(5, 0)).isEqualTo((long) VtStyle.palette(4) << 25);
        assertThat(vt.style(0, 1)).isEqualTo(VtStyle.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1049", "1047", "47"})
    void the_other_screen_leaves_the_first_as_it_was(String mode) {
        var vt = new Vt(20, 4).feed("one\r\ntwo^[[?" + mode + "h");

        assertThat(vt.text()).isEmpty();
        assertThat(vt.screen.modes().alternateScreen()).isTrue();
        assertThat(vt.cursor()).isEqualTo("3,1");
        vt.feed("^[[HEDITOR^[[4;1Hx^[[?" + mode + "l");
        assertThat(vt.text()).isEqualTo("one\ntwo");
        assertThat(vt.screen.modes().alternateScreen()).isFalse();
        assertThat(vt.cursor()).isEqualTo(mode.equals("1049") ? "3,1" : "1,3");
    }

    @Test
    void leaving_the_other_screen_brings_the_colour_back() {
        var vt = new Vt(20, 4).feed("^[[31m^[[?1049h^[[0;44mX^[[?1049lY");

        assertThat(vt.style(0, 0)).isEqualTo(VtStyle.palette(1));
    }

    @Test
    void a_soft_reset_on_the_other_screen_does_not_lose_the_first() {
        var vt = new Vt(20, 4).feed("first^[[?1049h^[[!pX^[[?1049l");

        assertThat(vt.text()).isEqualTo("first");
    }

    @Test
    void a_hard_reset_leaves_what_scrolled_out() {
        var vt = new Vt(20, 2).feed("a\r\nb\r\nc\r\n^[[31m^[[?1049h^[cX");

        assertThat(vt.text()).isEqualTo("X");
        assertThat(vt.style(0, 0)).isEqualTo(VtStyle.PLAIN);
        assertThat(vt.screen.modes()).isEqualTo(VtModes.INITIAL);
        assertThat(vt.screen.view(9).scrollback()).isEqualTo(2);
        assertThat(vt.screen.view(9).text(0)).isEqualTo("a");
    }

    @Test
    void modes_are_known() {
        var vt = new Vt(20, 4).feed("^[[?1;1004;2004h^[[?1002;1006h^[[?25l^[[5 q");

        assertThat(vt.screen.modes()).isEqualTo(new VtModes(true, MouseTracking.DRAGS, true, true, true, false));
        assertThat(vt.screen.view(0).cursor().visible()).isFalse();
        assertThat(vt.screen.view(0).cursor().shape()).isEqualTo(CursorShape.BAR);
        vt.feed("^[[?1;1002;1004;2004l^[[?25h^[[2 q");
        assertThat(vt.screen.modes()).isEqualTo(new VtModes(false, MouseTracking.NONE, true, false, false, false));
        assertThat(vt.screen.view(0).cursor().visible()).isTrue();
        assertThat(vt.screen.view(0).cursor().shape()).isEqualTo(CursorShape.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "^[[c, ^[[?1;2c",
        "^[[0c, ^[[?1;2c",
        "^[[>c, ^[[>0;95;0c",
        "^[[5n, ^[[0n",
        "ab^[[6n, ^[[1;3R",
        "^[[c^[[6n, ^[[?1;2c^[[1;1R",
    })
    void questions_that_every_terminal_answers_are_answered(String question, String answer) {
        assertThat(new Vt(20, 4).feed(question).answers()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[]0;evil\u0007",
                "^[]2;evil^[\\",
                "^[[21t",
                "^[[20t",
                "^[[18t",
                "^[]52;c;?^[\\",
                "^[]52;c;ZXZpbA==\u0007",
                "^[P$qm^[\\",
                "^[P+q544e^[\\",
                "^[]10;?\u0007",
                "^[]4;1;?\u0007",
                "\u0005",
                "^[[>q",
                "^[[7n",
                "^[[8n",
                "^[[?6n",
                "^[[x",
                "^[[;x",
                "^[Z",
                "^[_x^[\\",
                "^[^x^[\\",
                "^[Xx^[\\",
                "^[[?996n",
                "^[[?u"
            })
    void nothing_that_a_program_chose_comes_back_or_shows(String text) {
        var vt = new Vt(20, 4).feed("a" + text + "b");

        assertThat(vt.answers()).isEmpty();
        assertThat(vt.text()).isEqualTo("ab");
    }

    @Test
    void answers_do_not_pile_up() {
        var vt = new Vt(20, 4).feed("^[[c".repeat(100_000));

        assertThat(vt.screen.answers().length).isLessThan(5_000);
        assertThat(vt.screen.answers()).isEmpty();
    }

    @Test
    void wide_characters_take_two_cells_and_do_not_stand_half_off_the_edge() {
        var vt = new Vt(5, 3).feed("漢字x漢y");
        VtView view = vt.screen.view(0);

        assertThat(vt.text()).isEqualTo("漢字x\n漢y");
        assertThat(view.codePoint(0, 0)).isEqualTo('漢');
        assertThat(view.codePoint(1, 0)).isZero();
        assertThat(new Vt(5, 3).feed("abcd漢").text()).isEqualTo("abcd\n漢");
        assertThat(new Vt(5, 3).feed("abcde漢").text()).isEqualTo("abcde\n漢");
        assertThat(new Vt(5, 3).feed("^[[?7labcd漢").text()).isEqualTo("abc漢");
    }

    @Test
    void half_a_wide_character_is_a_space() {
        assertThat(new Vt(9, 2).feed("漢字^[[1;2Hx").text()).isEqualTo(" x字");
        assertThat(new Vt(9, 2).feed("漢字^[[1;1Hx").text()).isEqualTo("x 字");
        assertThat(new Vt(9, 2).feed("漢字^[[1;1H^[[P").text()).isEqualTo(" 字");
    }

    @Test
    void emoji_are_wide_and_joiners_show_nothing() {
        var vt = new Vt(20, 2).feed("✅😀a\u200db\ufe0fc");

        assertThat(vt.text()).isEqualTo("✅😀abc");
        assertThat(vt.cursor()).isEqualTo("7,0");
    }

    @Test
    void a_mark_joins_its_letter_where_there_is_such_a_letter() {
        assertThat(new Vt(20, 2).feed("e\u0301a\u0308x").text()).isEqualTo("éäx");
        assertThat(new Vt(3, 2).feed("abe\u0301x").text()).isEqualTo("abé\nx");
        assertThat(new Vt(20, 2).feed("x\u0301\u0301y").text()).isEqualTo("xy");
        assertThat(new Vt(20, 2).feed("\u0301y").text()).isEqualTo("y");
    }

    @Test
    void bytes_that_are_no_text_become_replacements() {
        var vt = new Vt(40, 2)
                .feedBytes('a', 0xff, 'b', 0xc3, 'c', 0xe2, 0x82, 'd', 0xed, 0xa0, 0x80, 0xf4, 0x90, 'e', 0xc0, 0x80);

        assertThat(vt.text()).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffd\ufffd\ufffd\ufffd\ufffde\ufffd\ufffd");
    }

    @Test
    void controls_hidden_in_high_characters_do_nothing() {
        var vt = new Vt(40, 2)
                .feed("a\u009b31mb\u0085c\u007fd")
                .feed(Character.toString(0x1009b))
                .feed(Character.toString(0x2009b));

        assertThat(vt.text()).startsWith("a31mbcd");
        assertThat(vt.style(4, 0)).isEqualTo(VtStyle.PLAIN);
        assertThat(vt.cursor()).endsWith(",0");
    }

    @Test
    void lines_that_scroll_out_are_kept_up_to_the_cap() {
        var vt = new Vt(30, 5);
        for (int i = 0; i < 20_000; i++) {
            vt.feed("^[[3%dmline %d^[[m\r\n".formatted(i % 8, i));
        }

        VtView top = vt.screen.view(1_000_000);
        assertThat(top.scrollback()).isEqualTo(5_000);
        assertThat(top.scrolledBack()).isEqualTo(5_000);
        assertThat(top.text(0)).isEqualTo("line 14996");
        assertThat(top.style(0, 0)).isEqualTo(VtStyle.palette(14996 % 8));
        assertThat(vt.screen.view(1).text(0)).isEqualTo("line 19995");
        assertThat(vt.screen.view(0).text(0)).isEqualTo("line 19996");
    }

    @Test
    void clearing_what_scrolled_out_clears_all_of_it() {
        var vt = new Vt(30, 5).feed("x\r\n".repeat(2_000) + "^[[H^[[2J^[[3J");

        assertThat(vt.screen.view(0).scrollback()).isZero();
    }

    @Test
    void lines_above_a_fixed_last_line_are_kept_as_well() {
        var vt = new Vt(30, 4).feed("^[[1;3r^[[4;1HProgress^[[1;1Ha\r\nb\r\nc\r\nd\r\ne");

        assertThat(vt.text()).isEqualTo("c\nd\ne\nProgress");
        assertThat(vt.screen.view(2).text(0)).isEqualTo("a");
    }

    @Test
    void nothing_scrolls_out_of_the_other_screen() {
        var vt = new Vt(30, 4).feed("kept\r\n\r\n\r\n\r\n\r\n^[[?1049h" + "x\r\n".repeat(5_000) + "^[[?1049l");

        assertThat(vt.screen.view(0).scrollback()).isEqualTo(2);
        assertThat(vt.screen.view(9).text(0)).isEqualTo("kept");
    }

    @Test
    void a_line_of_a_megabyte_is_a_line_like_others() {
        var vt = new Vt(80, 24).feed("0123456789".repeat(100_000) + "\r\nend");

        assertThat(vt.screen.view(0).text(23)).isEqualTo("end");
        assertThat(vt.screen.view(1).text(23)).isEqualTo("0123456789".repeat(8));
        assertThat(vt.screen.view(0).scrollback()).isEqualTo(5_000);
    }

    @Test
    void tabs_stop_where_a_larger_screen_has_them() {
        var vt = new Vt(20, 3);
        vt.screen.resize(new Size(60, 3));
        vt.feed("^[[1;41H\tx");

        assertThat(vt.cursor()).isEqualTo("49,0");
        assertThat(new Vt(40, 1)
                        .feed("a\tb^[[2Ic^[[Zd^[[1;4H^[H\r\te^[[3g\rf\tg")
                        .text())
                .isEqualTo("f  e    b               d              g");
    }

    @Test
    void without_wrapping_the_last_cell_takes_what_comes() {
        assertThat(new Vt(5, 2).feed("^[[?7labcdefgh").text()).isEqualTo("abcdh");
    }

    @Test
    void repeats_and_drawn_lines_are_what_they_are_elsewhere() {
        assertThat(new Vt(20, 3).feed("ab^[[3bc").text()).isEqualTo("abbbbc");
        assertThat(new Vt(20, 3).feed("^[(0lqk^[(Bx").text()).isEqualTo("┌─┐x");
    }

    @Test
    void what_is_saved_is_restored_with_its_colour() {
        var vt = new Vt(20, 3).feed("ab^[[31m^[7^[[0m^[[3;9Hx^[8y^[[s^[[3;3Hz^[[uw");

        assertThat(vt.text()).isEqualTo("abyw\n\n  z     x");
        assertThat(vt.style(2, 0)).isEqualTo(VtStyle.palette(1));
    }

    @Test
    void a_resize_keeps_what_is_on_the_screen() {
        var vt = new Vt(20, 4).feed("one\r\ntwo\r\nthree\r\nfour");
        vt.screen.resize(new Size(30, 2));
        assertThat(vt.text()).isEqualTo("three\nfour");
        vt.screen.resize(new Size(10, 6));
        assertThat(vt.text()).contains("three\nfour");
        vt.screen.resize(new Size(1, 1));
        assertThat(vt.screen.view(0).size()).isEqualTo(new Size(1, 1));
        vt.screen.resize(new Size(20, 4));
        assertThat(vt.feed("!").text()).contains("!");
    }

    @Test
    void a_text_is_found_in_what_scrolled_out() {
        var vt = new Vt(20, 3);
        for (int i = 0; i < 1_000; i++) {
            vt.feed("row %d 漢 End\r\n".formatted(i));
        }

        assertThat(vt.screen.find("row 100 ", 0, Search.OLDER)).contains(new Match(900, 0, 8));
        assertThat(vt.screen.view(900).text(2)).isEqualTo("row 100 漢 End");
        assertThat(vt.screen.find("end", 5, Search.OLDER)).contains(new Match(5, 11, 3));
        assertThat(vt.screen.find("row 999", 999, Search.NEWER)).contains(new Match(1, 0, 7));
        assertThat(vt.screen.find("END", 0, Search.OLDER)).isEmpty();
        assertThat(vt.screen.find("", 0, Search.OLDER)).isEmpty();
    }

    @Test
    void the_version_grows_with_what_changes() {
        var vt = new Vt(20, 3);
        long before = vt.screen.version();
        VtView view = vt.screen.view(0);

        assertThat(vt.screen.view(0)).isSameAs(view);
        vt.feed("x");
        assertThat(vt.screen.version()).isGreaterThan(before);
        assertThat(view.text(0)).isEmpty();
    }

    @Test
    void anything_at_all_can_be_printed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] likely = "\u001b[]P;:?>! 0123456789ABCDEFGHJKLMPSTXZ@`abcdefghilmnqrstu78#()\\\r\n\b\t\u0007漢e\u0301😀"
                .getBytes(StandardCharsets.UTF_8);
        var vt = new Vt(80, 24);
        byte[] bytes = new byte[24];
        for (int run = 0; run < 100_000; run++) {
            int length = 1 + random.nextInt(bytes.length);
            for (int i = 0; i < length; i++) {
                bytes[i] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
            }
            if (random.nextInt(3) == 0) {
                bytes[0] = 0x1b;
                bytes[Math.min(1, length - 1)] = '[';
            }
            try {
                vt.screen.feed(bytes, 0, length);
                if (run % 50 == 0) {
                    vt.screen.resize(new Size(1 + random.nextInt(120), 1 + random.nextInt(50)));
                }
                if (run % 20 == 0) {
                    sound(vt.screen.view(random.nextInt(4) * 40));
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, run %d, last %s".formatted(seed, run, Raw.of(bytes, 0, length)), e);
            }
        }
        assertThat(vt.screen.view(0).scrollback()).isLessThanOrEqualTo(5_000);
    }

    /// Every wide character has its other half, and no half stands alone.
    private static void sound(VtView view) {
        for (int row = 0; row < view.size().rows(); row++) {
            for (int column = 0; column < view.size().columns(); column++) {
                int codePoint = view.codePoint(column, row);
                boolean half = column > 0
                        && Emulation.width(view.codePoint(column - 1, row)) == 2
                        && view.codePoint(column - 1, row) != 0;
                if ((codePoint == 0) != half) {
                    throw new IllegalStateException("half a character at %d,%d".formatted(column, row));
                }
            }
        }
    }
}
