package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.terminal.VtScreen;
import dev.halab.terminal.VtView;
import dev.halab.tui.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HitsTest {
    private static VtView view(String printed) {
        JlineVtScreen screen = new JlineVtScreen(new Size(20, 3));
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        return screen.view(0);
    }

    @Test
    void every_place_is_found_and_none_twice() {
        assertThat(Hits.of(view("mode x mode\r\nno\r\naaa Mode"), "mode"))
                .containsExactly(new Hits.Hit(0, 0, 4), new Hits.Hit(0, 7, 4), new Hits.Hit(2, 4, 4));
        assertThat(Hits.of(view("aaaa"), "aa")).hasSize(2);
    }

    @Test
    void an_upper_case_letter_counts() {
        assertThat(Hits.of(view("mode Mode"), "Mode")).containsExactly(new Hits.Hit(0, 5, 4));
    }

    @Test
    void wide_characters_take_their_cells() {
        assertThat(Hits.of(view("漢字 x漢"), "漢")).containsExactly(new Hits.Hit(0, 0, 2), new Hits.Hit(0, 6, 2));
    }

    @Test
    void an_empty_text_is_nowhere() {
        assertThat(Hits.of(view("mode"), "")).isEmpty();
    }

    @Test
    void they_are_marked_while_the_learner_looks_back_and_the_cursor_stands_on_the_one_that_was_found() {
        Model lab = Scene.lab(120, 40);
        Bench bench = lab.bench().focus(Pane.SHELL).search("line-7");
        Model back = lab.bench(bench.tab("lb-1", bench.tab().back(20)));
        Panes panes = panes();

        Frame marked = View.view(back, panes);
        Frame plain = View.view(back.bench(back.bench().search("")), panes);
        int row = IntStream.range(0, 40)
                .filter(y -> marked.text(y).contains("line-79"))
                .findFirst()
                .orElseThrow();
        int column = marked.text(row).indexOf("line-79");

        assertThat(marked.style(column, row)).isNotEqualTo(plain.style(column, row));
        assertThat(marked.style(column + 6, row)).isEqualTo(plain.style(column + 6, row));
        assertThat(marked.cursor()).contains(new Frame.Cursor(column, row));
    }

    /// A shell whose lines are numbered to 99; 20 lines back, line 79 stands at the bottom.
    private static Panes panes() {
        VtScreen screen = new JlineVtScreen(new Size(80, 34));
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 99; i++) {
            text.append(i == 1 ? "" : "\r\n").append("line-").append(i);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        return (node, back) -> Optional.of(screen.view(back));
    }
}
