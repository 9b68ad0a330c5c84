package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Size;
import dev.halab.tui.keys.Context;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands where there is room for it, and nothing over what the learner wants to read.
final class RoomTest {
    private static String text(Model model) {
        Size size = Arrangement.shell(model.size(), model.bench()).orElse(new Size(80, 10));
        return String.join("\n", Golden.text(View.view(model, Scene.shell(size.columns(), size.rows()))));
    }

    @ParameterizedTest
    @CsvSource({"80, 24, SHELL", "80, 24, TASK", "120, 40, TASK", "120, 40, SHELL", "200, 50, CHECKS"})
    void a_hint_does_not_hide_the_task(int columns, int rows, Pane focus) {
        Model lab = Scene.lab(columns, rows);
        Model hinted = Scene.after(
                lab.bench(lab.bench().focus(focus)), new Msg.Hinted(Optional.of(Scene.hint()), Scene.attempt()));

        assertThat(text(hinted)).contains("Make HAProxy on lb-1", "Hint 1 of 3", "Which layer does", "Esc closes");
    }

    @Test
    void a_text_too_long_for_the_room_beside_the_task_lies_over_it() {
        Model small = Scene.lab(60, 16);
        Model hinted = Scene.after(small, new Msg.Hinted(Optional.of(Scene.hint()), Scene.attempt()));

        assertThat(text(hinted)).contains("Which layer does", "Esc closes");
    }

    @Test
    void help_lists_the_nodes_that_there_are_by_their_names() {
        String help = text(Scene.lab(200, 50).over(new Overlay.Help(Context.LAB, 0)));

        assertThat(help)
                .contains("Shell of lb-1", "Shell of cp-1", "Shell of cp-2")
                .doesNotContain("fourth node");
    }

    @Test
    void the_palette_lists_a_shell_once() {
        assertThat(text(Scene.lab(120, 40).over(new Overlay.Palette("shell lb-1", 0))))
                .containsOnlyOnce("Shell of lb-1");
    }

    @Test
    void the_course_shows_the_marked_task_beside_it_on_a_wide_screen_alone() {
        assertThat(text(Scene.home(200, 50)))
                .contains("Make HAProxy on lb-1", "What is checked", "HAProxy is installed and starts at boot");
        assertThat(text(Scene.after(Scene.home(200, 50), Typing.key("down")))).contains("Join it.");
        assertThat(text(Scene.home(120, 40))).doesNotContain("What is checked");
    }

    @Test
    void the_footer_names_keys_and_what_they_do_by_different_words() {
        assertThat(text(Scene.home(80, 24))).contains("Up/Down move").doesNotContain("Down down");
    }
}
