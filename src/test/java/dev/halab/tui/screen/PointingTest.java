package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Input;
import dev.halab.terminal.Input.Mouse.Kind;
import dev.halab.terminal.Raw;
import dev.halab.tui.keys.Context;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is clicked is what is seen: each click goes to where a text stands in the picture.
final class PointingTest {
    private static final Model LAB = Scene.lab(120, 40);
    private static final Model HOME = Scene.home(120, 40);

    private static List<String> picture(Model model) {
        return Golden.text(View.view(model, GoldenTest.panes(model)));
    }

    private static Step mouse(Model model, Kind kind, String text) {
        List<String> rows = picture(model);
        int row = IntStream.range(0, rows.size())
                .filter(y -> rows.get(y).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in\n" + String.join("\n", rows)));
        return Update.update(
                model, new Msg.Came(new Input.Mouse(kind, rows.get(row).indexOf(text), row, 0, Raw.NONE)));
    }

    private static Step click(Model model, String text) {
        return mouse(model, Kind.PRESS, text);
    }

    @Test
    void a_click_on_the_footer_does_what_stands_there() {
        assertThat(click(LAB, "c check").effects()).containsExactly(new Effect.Judge(Scene.LB, true));
        assertThat(click(LAB, "hint").effects()).containsExactly(new Effect.AskHint(Scene.LB));
        assertThat(click(LAB, "? keys").model().overlay()).contains(new Overlay.Help(Context.LAB, 0));
    }

    @Test
    void a_click_on_the_footer_of_a_shell_is_for_halab() {
        Model shell = LAB.bench(LAB.bench().focus(Pane.SHELL));

        assertThat(click(shell, "c check").effects()).containsExactly(new Effect.Judge(Scene.LB, true));
    }

    @Test
    void two_keys_with_one_meaning_are_clicked_one_by_one() {
        Model second = click(HOME, "Down move").model();

        assertThat(Courses.marked(second)).contains(Scene.JOIN);
        assertThat(Courses.marked(click(second, "Up/Down").model())).contains(Scene.LB);
    }

    @Test
    void a_click_marks_a_task_and_another_one_goes_on_with_it() {
        Step once = click(HOME, Scene.JOIN.title());

        assertThat(once.effects()).isEmpty();
        assertThat(Courses.marked(once.model())).contains(Scene.JOIN);
        assertThat(click(once.model(), Scene.JOIN.title()).effects()).contains(new Effect.OpenTask(Scene.JOIN));
    }

    @Test
    void a_click_between_tasks_does_nothing() {
        assertThat(click(HOME, "A virtual address").model()).isEqualTo(HOME);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "200, 50"})
    void a_click_on_an_entry_of_a_list_does_it(int columns, int rows) {
        Model lab = Scene.lab(columns, rows);

        assertThat(click(lab.over(new Overlay.Help(Context.LAB, 3)), "The next hint")
                        .effects())
                .containsExactly(new Effect.AskHint(Scene.LB));
        assertThat(click(lab.over(new Overlay.Palette("hint", 0)), "The next hint")
                        .effects())
                .containsExactly(new Effect.AskHint(Scene.LB));
    }

    @Test
    void the_wheel_moves_in_lists_and_texts() {
        Model help = mouse(LAB.over(new Overlay.Help(Context.LAB, 3)), Kind.WHEEL_DOWN, "Keys, lab")
                .model();

        assertThat(help.overlay()).contains(new Overlay.Help(Context.LAB, 4));
        assertThat(mouse(help, Kind.WHEEL_UP, "Keys, lab").model().overlay())
                .contains(new Overlay.Help(Context.LAB, 3));
    }

    @Test
    void a_question_is_answered_by_a_click_on_its_answer_alone() {
        Model asked = Update.update(LAB, Typing.key("s")).model();

        assertThat(click(asked, "y yes").effects()).containsExactly(new Effect.Solve(Scene.LB));
        assertThat(click(asked, "Replay the answer").model()).isEqualTo(asked);
        assertThat(mouse(asked, Kind.WHEEL_DOWN, "y yes").model()).isEqualTo(asked);
        Step no = click(asked, "n no");
        assertThat(no.effects()).isEmpty();
        assertThat(no.model().overlays()).isEmpty();
    }

    @Test
    void a_click_beside_a_box_closes_it() {
        Step beside = click(LAB.over(new Overlay.Help(Context.LAB, 3)), "halab");

        assertThat(beside.model().overlays()).isEmpty();
        assertThat(beside.effects()).isEmpty();
    }

    @Test
    void a_click_on_a_node_opens_its_shell() {
        assertThat(click(LAB, "2 cp-1").effects())
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Effect.OpenShell.class, o -> assertThat(o.node()).isEqualTo("cp-1"));
        assertThat(click(LAB, "1 lb-1").model().bench().node()).isEqualTo("lb-1");
    }

    @Test
    void a_click_on_a_check_marks_it() {
        Model clicked = click(LAB, "A dead API server").model();

        assertThat(clicked.bench().focus()).isEqualTo(Pane.CHECKS);
        assertThat(clicked.bench().check()).isEqualTo(3);
    }
}
