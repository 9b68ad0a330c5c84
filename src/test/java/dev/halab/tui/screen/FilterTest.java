package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Input;
import dev.halab.terminal.Raw;
import org.junit.jupiter.api.Test;

final class FilterTest {
    private static final Model HOME = Scene.home(80, 24);

    private static Model after(String keys) {
        return Scene.after(HOME, Typing.keys(keys));
    }

    private static String text(Model model) {
        return String.join("\n", Golden.text(View.view(model, Scene.shell(80, 10))));
    }

    @Test
    void words_narrow_the_tasks_while_they_are_typed() {
        Model narrowed = after("/ j o i n");

        assertThat(Courses.shown(narrowed)).containsExactly(Scene.JOIN);
        assertThat(Courses.marked(narrowed)).contains(Scene.JOIN);
        assertThat(text(narrowed))
                .contains("join   1 of 4 tasks", Scene.JOIN.title())
                .doesNotContain(Scene.QUORUM.title());
    }

    @Test
    void each_word_has_to_stand_in_the_names_of_the_task_or_its_lab() {
        assertThat(Courses.shown(after("/ v i r t u a l space M o v e"))).containsExactly(Scene.FAILOVER);
        assertThat(Courses.shown(after("/ v i r t u a l space j o i n"))).isEmpty();
    }

    @Test
    void letters_are_words_while_they_are_typed_and_keys_after_enter() {
        Step typed = Update.update(after("/ j"), Typing.key("q"));
        assertThat(typed.effects()).isEmpty();

        Model kept = after("/ j o i n enter");
        assertThat(Courses.shown(kept)).containsExactly(Scene.JOIN);
        assertThat(Update.update(kept, Typing.key("enter")).effects()).contains(new Effect.OpenTask(Scene.JOIN));
        assertThat(Update.update(kept, Typing.key("q")).effects()).containsExactly(new Effect.Quit());
    }

    @Test
    void esc_ends_it_and_the_mark_stays() {
        Model kept = Scene.after(after("/ j o i n enter"), Typing.escape());

        assertThat(Courses.shown(kept)).hasSize(4);
        assertThat(Courses.marked(kept)).contains(Scene.JOIN);
        assertThat(Courses.shown(Scene.after(after("/ j o i n"), Typing.escape())))
                .hasSize(4);
    }

    @Test
    void the_mark_moves_among_the_tasks_that_are_shown() {
        Model two = after("/ m o");

        assertThat(Courses.shown(two)).hasSizeBetween(1, 3);
        Model last = Scene.after(two, Typing.keys("down down down down"));
        assertThat(Courses.marked(last)).contains(Courses.shown(two).getLast());
    }

    @Test
    void where_nothing_matches_nothing_is_done_and_that_is_said() {
        Step none = Update.update(after("/ x y z enter"), Typing.key("enter"));

        assertThat(none.effects()).isEmpty();
        assertThat(none.model().notice().text()).isEqualTo("No task has 'xyz' in its name");
        assertThat(text(none.model())).contains("0 of 4 tasks");
    }

    @Test
    void backspace_takes_letters_back_and_then_the_filter() {
        assertThat(Courses.shown(after("/ x backspace"))).hasSize(4);
        assertThat(after("/ x backspace backspace").filter()).isEqualTo(Filter.NONE);
    }

    @Test
    void while_words_are_typed_the_last_line_says_how_to_end_that_and_can_be_clicked() {
        Model typing = after("/ j o");
        String last = text(typing)
                .lines()
                .filter(l -> l.contains("keep these"))
                .findFirst()
                .orElse("");

        assertThat(last.strip()).isEqualTo("Enter keep these  Esc all tasks again  Up Down move");
        Model kept = clicked(typing, last.indexOf("keep"));
        assertThat(kept.filter()).isEqualTo(new Filter("jo", false));
        assertThat(clicked(typing, last.indexOf("Esc")).filter()).isEqualTo(Filter.NONE);
        assertThat(text(kept)).doesNotContain("keep these");
    }

    private static Model clicked(Model model, int column) {
        Msg press = new Msg.Came(new Input.Mouse(Input.Mouse.Kind.PRESS, column, 23, 0, Raw.of("")));
        return Scene.after(model, press);
    }

    @Test
    void a_paste_is_typed() {
        assertThat(Courses.shown(Scene.after(after("/"), new Msg.Came(new Input.Paste("join\nrm -rf")))))
                .containsExactly(Scene.JOIN);
    }

    @Test
    void the_palette_leads_to_a_task_that_the_filter_hides() {
        Step gone = Update.update(
                after("/ x y z enter").over(new Overlay.Palette(Scene.JOIN.title(), 0)), Typing.key("enter"));

        assertThat(gone.effects()).contains(new Effect.OpenTask(Scene.JOIN));
    }
}
