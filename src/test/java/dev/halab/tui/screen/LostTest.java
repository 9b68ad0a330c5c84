package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.report.CheckReport;
import dev.halab.tutor.Missing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A machine goes away while the learner works: what was meant for it does no harm, and nothing is said that was not
/// seen.
final class LostTest {
    private static final Model SHELL =
            Scene.lab(120, 40).bench(Scene.lab(120, 40).bench().focus(Pane.SHELL));

    private static Model after(Model model, Msg... messages) {
        return Scene.after(model, messages);
    }

    @Test
    void what_is_typed_into_a_shell_that_just_died_is_no_action() {
        Model gone = after(SHELL, new Msg.ShellEnded("lb-1", "the connection broke"));

        for (String key : List.of("s", "q", "x", "h", "c", "n", "w", "y", "i", "?", ":")) {
            Step step = Update.update(gone, Typing.key(key));
            assertThat(step.effects()).as(key).isEmpty();
            assertThat(step.model().overlays()).as(key).isEmpty();
            assertThat(step.model().notice().text()).contains("The shell of lb-1 is gone: r opens it again");
        }
        assertThat(after(gone, Typing.key("C-g"), Typing.key("?")).overlays()).hasSize(1);
        assertThat(after(gone, Typing.key("tab")).bench().focus()).isNotEqualTo(Pane.SHELL);
    }

    @Test
    void what_is_typed_while_a_shell_opens_is_kept_for_it() {
        Model opening = after(SHELL, new Msg.ShellEnded("lb-1", "the connection broke"), Typing.key("r"));

        assertThat(opening.bench().tab().state()).isEqualTo(Tab.State.OPENING);
        assertThat(Update.update(opening, Typing.key("q")).effects())
                .hasSize(1)
                .first()
                .isInstanceOf(Effect.Type.class);
    }

    @Test
    void a_task_that_cannot_be_seen_is_not_said_to_be_broken() {
        CheckReport red = Scene.report();
        CheckReport dark = Scene.dark();
        Model passed = after(SHELL, new Msg.Judged(Scene.passing(red), true, Scene.attempt()));
        Model lost = after(
                passed,
                new Msg.Judged(
                        dark,
                        true,
                        Scene.attempt(
                                new Event.Opened("ha-mini/lb"),
                                new Event.Checked("ha-mini/lb", "pass", 8, 8, Map.of()),
                                new Event.Checked("ha-mini/lb", "unknown", 0, 8, Map.of()))));

        assertThat(lost.notice().text()).startsWith("The task held when it was last seen; now ");
        assertThat(TaskText.standing(lost, Scene.LB).text())
                .contains("achieved, cannot be seen now")
                .doesNotContain("does not hold");
        assertThat(String.join("\n", Golden.text(View.view(lost.place(Place.HOME), Scene.shell(80, 24)))))
                .contains("done, unseen");
    }

    @Test
    void an_offer_to_replay_says_what_was_seen_of_what_is_missing() {
        Step asked =
                Update.update(SHELL, new Msg.Lacking(Scene.JOIN, new Missing(List.of(Scene.report(), Scene.dark()))));

        assertThat(String.join("\n", Golden.text(View.view(asked.model(), Scene.shell(80, 24)))))
                .containsPattern("does\\s+not\\s+hold\\s+now")
                .containsPattern("cannot\\s+be\\s+seen\\s+now");
        assertThat(Update.update(asked.model(), Typing.key("y")).effects())
                .containsExactly(new Effect.Replay(List.of(Scene.LB, Scene.LB), Scene.JOIN));
    }

    private static Model triedAgain(Model lost) {
        return Update.update(lost.at(Scene.NOW.plusSeconds(20)), Typing.key("r"))
                .model();
    }

    @Test
    void a_shell_is_gone_since_it_was_lost_however_often_it_was_tried_again() {
        Model lost = after(SHELL, new Msg.ShellEnded("lb-1", "the connection broke"));
        Model tried = after(triedAgain(lost), new Msg.ShellEnded("lb-1", "lb-1 cannot be reached"));

        assertThat(text(tried.at(Scene.NOW.plusSeconds(30)))).contains("gone for 30 s");
    }

    @Test
    void a_shell_that_came_back_counts_anew() {
        Model lost = after(SHELL, new Msg.ShellEnded("lb-1", "the connection broke"));
        Model back = after(triedAgain(lost), new Msg.ShellOpened("lb-1"));
        Model again = after(back.at(Scene.NOW.plusSeconds(40)), new Msg.ShellEnded("lb-1", "the connection broke"));

        assertThat(text(again.at(Scene.NOW.plusSeconds(45)))).contains("gone for 5 s");
    }

    @Test
    void a_shell_that_never_opened_is_gone_since_that_was_known() {
        Model asked = Update.update(SHELL.bench(SHELL.bench().node("cp-1")), Typing.key("C-g"))
                .model();
        Model opening = Update.update(asked, Typing.key("r")).model();
        Model refused = after(opening.at(Scene.NOW.plusSeconds(12)), new Msg.ShellEnded("cp-1", "it is down"));

        assertThat(text(refused.at(Scene.NOW.plusSeconds(15)))).contains("gone for 3 s");
    }

    private static String text(Model model) {
        return String.join("\n", Golden.text(View.view(model, Scene.shell(80, 24))));
    }
}
