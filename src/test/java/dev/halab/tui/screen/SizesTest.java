package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Size;
import dev.halab.tui.Rect;
import dev.halab.tui.keys.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SizesTest {
    private static final List<Size> SIZES = List.of(
            new Size(60, 16),
            new Size(80, 24),
            new Size(120, 40),
            new Size(180, 44),
            new Size(200, 50),
            new Size(300, 90));

    private static Model lab(Size size, Pane focus) {
        Model lab = Scene.lab(size.columns(), size.rows());
        return lab.bench(lab.bench().focus(focus));
    }

    private static Step typed(Model model, String keys) {
        Step step = Step.of(model);
        for (Msg key : Typing.keys(keys)) {
            step = Update.update(step.model(), key);
        }
        return step;
    }

    private static Rect rect(Model model, Pane pane) {
        return Arrangement.of(model.size(), model.bench()).pane(pane).orElseThrow();
    }

    private static int cells(Model model, Pane pane) {
        Rect rect = rect(model, pane);
        return rect.width() * rect.height();
    }

    @ParameterizedTest
    @CsvSource({
        "80, 24, TASK", "80, 24, CHECKS", "80, 24, SHELL", "120, 40, TASK", "120, 40, CHECKS", "120, 40, SHELL",
        "120, 40, TOPOLOGY", "200, 50, TASK", "200, 50, SHELL", "200, 50, CHECKS", "200, 50, EVIDENCE",
                "200, 50, TOPOLOGY"
    })
    void plus_makes_the_pane_with_the_keys_larger_and_underscore_takes_it_back(int columns, int rows, Pane pane) {
        Model before = lab(new Size(columns, rows), pane);
        String leader = pane == Pane.SHELL ? "C-g " : "";

        Model larger = typed(before, leader + "+").model();
        Model back = typed(larger, leader + "_").model();

        assertThat(cells(larger, pane)).isGreaterThan(cells(before, pane));
        assertThat(larger.bench().focus()).isEqualTo(pane);
        assertThat(rect(back, pane)).isEqualTo(rect(before, pane));
    }

    @ParameterizedTest
    @EnumSource(Pane.class)
    void however_large_a_pane_is_made_panes_fill_the_screen_and_the_shell_keeps_eighty_columns(Pane pane) {
        for (Size size : SIZES) {
            for (String key : List.of("+", "_")) {
                Model model = lab(size, pane);
                for (int i = 0; i < 40; i++) {
                    model = Actions.act(model, key.equals("+") ? Action.LARGER : Action.SMALLER)
                            .model();
                    whole(model, pane);
                }
                assertThat(model.notice().text()).containsAnyOf("no room", "cannot be smaller");
            }
        }
    }

    private static void whole(Model model, Pane pane) {
        Arrangement arrangement = Arrangement.of(model.size(), model.bench());
        int cells = 0;
        for (Pane each : Pane.values()) {
            Rect rect = arrangement.pane(each).orElse(new Rect(0, 0, 0, 0));
            assertThat(rect.right()).isLessThanOrEqualTo(model.size().columns());
            assertThat(rect.bottom()).isLessThanOrEqualTo(model.size().rows() - 2);
            cells += rect.width() * rect.height();
        }
        boolean covered = arrangement.room() == Arrangement.Room.COMPACT && pane != Pane.SHELL;
        if (!covered) {
            assertThat(cells)
                    .as("%s %s", model.size(), pane)
                    .isEqualTo(model.size().columns() * (model.size().rows() - 4));
        }
        Size shell = Arrangement.shell(model.size(), model.bench()).orElseThrow();
        assertThat(shell.columns())
                .isGreaterThanOrEqualTo(Math.min(80, model.size().columns()));
        assertThat(shell.rows()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void the_programs_in_the_shells_are_told_of_their_room() {
        assertThat(typed(lab(new Size(120, 40), Pane.SHELL), "C-g +").effects())
                .containsExactly(new Effect.ResizeShells(new Size(85, 34)));
        assertThat(typed(lab(new Size(120, 40), Pane.TASK), "+").effects()).isEmpty();
    }

    @Test
    void what_was_chosen_stays_while_halab_runs() {
        Model larger = typed(lab(new Size(120, 40), Pane.TASK), "+ +").model();
        Model there = typed(larger, "g enter").model();

        assertThat(there.place()).isEqualTo(Place.LAB);
        assertThat(there.bench().sizes()).isEqualTo(larger.bench().sizes());
    }

    @Test
    void a_step_that_a_smaller_screen_has_no_room_for_does_not_have_to_be_taken_back() {
        Model large = lab(new Size(300, 60), Pane.SHELL);
        for (int i = 0; i < 20; i++) {
            large = Sizes.change(large, 1).model();
        }
        Model small = large.display(large.display().sized(new Size(140, 40)));

        assertThat(rect(Sizes.change(small, -1).model(), Pane.SHELL).width())
                .isLessThan(rect(small, Pane.SHELL).width());
    }

    @Test
    void a_pane_that_is_alone_has_no_other_size() {
        Step step = typed(lab(new Size(120, 40), Pane.TASK), "z +");

        assertThat(step.model().notice().text()).contains("z shows all panes again");
    }
}
