package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.lab.Task;
import dev.halab.tui.Line;
import dev.halab.tutor.Hint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagesTest {
    private static final Model LAB = Scene.lab(120, 40);

    private static Model at(Task task) {
        return LAB.work(LAB.work().on(task));
    }

    private static Step step(Model model, Msg... messages) {
        Step step = Step.of(model);
        for (Msg msg : messages) {
            step = Update.update(step.model(), msg);
        }
        return step;
    }

    @Test
    void the_card_of_a_task_ends_with_its_exam_pages() {
        assertThat(String.join(
                        " ",
                        TaskText.lines(at(Scene.LB), 38).stream()
                                .map(Line::text)
                                .map(String::strip)
                                .toList()))
                .endsWith("Exam pages: \"Creating Highly Available Clusters with kubeadm\", "
                        + "\"kubeadm Configuration (v1beta4)\"");
        assertThat(TaskText.lines(at(Scene.QUORUM), 38).toString()).doesNotContain("Exam page");
    }

    @Test
    void the_only_exam_page_is_copied_at_once() {
        Step step = step(at(Scene.JOIN), Typing.key("Y"));

        assertThat(step.effects()).containsExactly(new Effect.Copy("kubeadm join"));
        assertThat(step.model().notice().text()).contains("kubeadm join");
    }

    @Test
    void of_several_exam_pages_one_is_chosen() {
        Step asked = step(at(Scene.LB), Typing.key("Y"));

        assertThat(asked.effects()).isEmpty();
        assertThat(asked.model().overlay()).containsInstanceOf(Overlay.Palette.class);
        assertThat(step(asked.model(), Typing.keys("down enter")).effects())
                .containsExactly(new Effect.Copy("kubeadm Configuration (v1beta4)"));
    }

    @Test
    void the_palette_finds_an_exam_page_by_its_words() {
        Model palette = step(at(Scene.LB), Typing.keys(": v 1 b e t a")).model();

        assertThat(step(palette, Typing.key("enter")).effects())
                .containsExactly(new Effect.Copy("kubeadm Configuration (v1beta4)"));
    }

    @Test
    void a_task_without_exam_pages_says_so() {
        Step step = step(at(Scene.QUORUM), Typing.key("Y"));

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().notice().text()).isEqualTo("This task names no exam page");
    }

    @Test
    void the_last_hint_names_the_exam_pages() {
        Hint last = new Hint("ha-mini/join", "", "x", 3, 3, "Do", List.of("kubeadm join"), Hint.Turn.NEW);
        Model told = step(
                        at(Scene.JOIN),
                        new Msg.Hinted(Optional.of(last), LAB.known().attempt().orElseThrow()))
                .model();

        assertThat(told.overlay())
                .containsInstanceOf(Overlay.Told.class)
                .get()
                .asString()
                .contains("Exam page: \"kubeadm join\"");
    }
}
