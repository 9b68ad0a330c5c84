package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A command that runs without a word is no pause in the learner's work.
final class RunningTest {
    private static final Model SHELL = Scene.after(
            Scene.lab(120, 40)
                    .bench(Scene.lab(120, 40).bench().focus(Pane.SHELL))
                    .at(Scene.NOW.plusSeconds(60)),
            printed("lb-1", true));

    private static Msg printed(String node, boolean prompt) {
        return new Msg.ShellPrinted(node, false, prompt);
    }

    /// With a command typed, echoed and entered.
    private static Model entered(Model model) {
        return Scene.after(model, Typing.key("x"), printed("lb-1", false), Typing.key("enter"), printed("lb-1", false));
    }

    private static List<Effect> after(Model model, Duration time) {
        return Update.update(model, new Msg.Ticked(model.now().plus(time))).effects();
    }

    private static List<Effect> soon(Model model) {
        return after(model, Duration.ofSeconds(10));
    }

    @Test
    void checks_do_not_run_by_themselves_while_a_silent_command_runs() {
        Model running = entered(SHELL);

        assertThat(soon(running)).isEmpty();
        assertThat(after(running, Tab.LONGEST.minusSeconds(1))).isEmpty();
    }

    @Test
    void they_do_once_a_prompt_stands_again() {
        assertThat(soon(Scene.after(entered(SHELL), printed("lb-1", true))))
                .containsExactly(new Effect.Judge(Scene.LB, false));
    }

    @Test
    void they_do_after_all_where_a_command_takes_very_long() {
        assertThat(after(entered(SHELL), Tab.LONGEST)).containsExactly(new Effect.Judge(Scene.LB, false));
    }

    @Test
    void a_line_that_is_only_begun_is_no_command() {
        Model begun = Scene.after(
                entered(SHELL), printed("lb-1", true), Typing.key("s"), printed("lb-1", false), Typing.key("u"));

        assertThat(soon(begun)).containsExactly(new Effect.Judge(Scene.LB, false));
    }

    @Test
    void a_line_that_was_typed_ahead_runs_after_the_prompt_that_went_by() {
        Model ahead = Scene.after(
                entered(SHELL), Typing.key("y"), Typing.key("enter"), printed("lb-1", true), printed("lb-1", false));

        assertThat(soon(ahead)).isEmpty();
    }

    @Test
    void what_is_typed_while_a_command_runs_does_not_end_it() {
        assertThat(soon(Scene.after(entered(SHELL), Typing.key("y"), printed("lb-1", false))))
                .isEmpty();
    }

    @Test
    void a_command_on_a_node_that_is_not_shown_counts_too() {
        Model other = Scene.after(entered(SHELL), new Msg.ShellOpened("cp-1"));
        Model there = Scene.after(other.bench(other.bench().node("cp-1")), Typing.key("x"), printed("cp-1", false));

        assertThat(soon(there)).isEmpty();
        assertThat(soon(Scene.after(there, printed("lb-1", true)))).containsExactly(new Effect.Judge(Scene.LB, false));
    }

    @Test
    void a_shell_that_is_gone_runs_nothing() {
        assertThat(soon(Scene.after(entered(SHELL), new Msg.ShellEnded("lb-1", "the connection broke"))))
                .containsExactly(new Effect.Judge(Scene.LB, false));
    }

    @Test
    void checks_run_when_they_are_asked_for_whatever_runs() {
        Step asked = Update.update(Scene.after(entered(SHELL), Typing.key("C-g")), Typing.key("c"));

        assertThat(asked.effects()).containsExactly(new Effect.Judge(Scene.LB, true));
    }

    @Test
    void the_checks_say_what_they_wait_for() {
        assertThat(SidePanes.title(entered(SHELL), Pane.CHECKS)).endsWith(", waits for lb-1");
        assertThat(SidePanes.title(SHELL, Pane.CHECKS)).doesNotContain("waits");
    }
}
