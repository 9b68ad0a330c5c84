package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.terminal.Input;
import dev.halab.terminal.Raw;
import dev.halab.terminal.Size;
import dev.halab.tui.Frame;
import dev.halab.tui.Role;
import dev.halab.tutor.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UpdateTest {
    private static final Model LAB = Scene.lab(120, 40);
    private static final Model SHELL = LAB.bench(LAB.bench().focus(Pane.SHELL));

    private static Step step(Model model, Msg... messages) {
        Model now = model;
        List<Effect> effects = new ArrayList<>();
        for (Msg msg : messages) {
            Step step = Update.update(now, msg);
            now = step.model();
            effects.addAll(step.effects());
        }
        return new Step(now, effects);
    }

    @Test
    void enter_on_an_open_task_leads_to_the_lab() {
        Step step = step(Scene.home(80, 24), Typing.key("enter"));

        assertThat(step.model().place()).isEqualTo(Place.LAB);
        assertThat(step.model().work().task()).contains(Scene.LB);
    }

    @Test
    void enter_on_a_task_that_was_not_opened_opens_it() {
        assertThat(step(Scene.home(80, 24), Typing.keys("down enter")).effects())
                .contains(new Effect.OpenTask(Scene.JOIN));
    }

    @Test
    void a_lab_that_the_machines_cannot_do_is_refused_in_words() {
        Step step = step(Scene.home(80, 24), Typing.keys("down down down enter"));

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().notice().text()).contains("needs vip", "docker cannot do");
    }

    @Test
    void machines_are_brought_up_only_after_a_yes() {
        Model none = Scene.after(
                Scene.home(80, 24),
                new Msg.WorldSeen(new Known.World("docker", Set.of(), Optional.empty(), List.of(), "fine")));
        Step asked = step(none, Typing.key("enter"));

        assertThat(asked.effects()).isEmpty();
        assertThat(step(asked.model(), Typing.key("n")).effects()).isEmpty();
        Step yes = step(asked.model(), Typing.key("y"));
        assertThat(yes.effects()).containsExactly(new Effect.BringUp("ha-mini"));
        assertThat(yes.model().place()).isEqualTo(Place.MACHINES);
    }

    @Test
    void every_key_of_a_shell_goes_to_its_node() {
        for (String key : List.of("q", "c", "?", "C-c", "C-z", "escape", "tab", "enter", "f1")) {
            Msg msg = Typing.key(key);
            assertThat(step(SHELL, msg).effects())
                    .containsExactly(new Effect.Type("lb-1", (Input.Key) ((Msg.Came) msg).input()));
        }
    }

    @Test
    void after_the_leader_one_key_is_halab_s() {
        Step step = step(SHELL, Typing.keys("C-g c x"));

        assertThat(step.effects()).hasSize(2).first().isEqualTo(new Effect.Judge(Scene.LB, true));
        assertThat(step.effects().getLast()).isInstanceOf(Effect.Type.class);
    }

    @Test
    void the_leader_twice_is_the_leader_for_the_shell() {
        assertThat(step(SHELL, Typing.keys("C-g C-g")).effects())
                .singleElement()
                .isInstanceOf(Effect.Type.class);
    }

    @Test
    void a_paste_goes_to_the_shell_that_has_the_keys_and_is_no_command_elsewhere() {
        Msg paste = new Msg.Came(new Input.Paste("qqq"));

        assertThat(step(SHELL, paste).effects()).containsExactly(new Effect.PasteInto("lb-1", "qqq", true));
        assertThat(step(LAB, paste).effects()).isEmpty();
    }

    @Test
    void a_block_is_inserted_without_its_last_line_end() {
        assertThat(step(LAB, Typing.key("i")).effects())
                .containsExactly(new Effect.PasteInto(
                        "lb-1", "sudo haproxy -c -f /etc/haproxy/haproxy.cfg\nsudo systemctl reload haproxy", false));
    }

    @Test
    void checks_run_by_themselves_once_after_a_pause() {
        Model typed = step(SHELL.at(Scene.NOW.plusSeconds(60)), Typing.key("x")).model();

        assertThat(step(typed, new Msg.Ticked(Scene.NOW.plusSeconds(62))).effects())
                .isEmpty();
        Step paused = step(typed, new Msg.Ticked(Scene.NOW.plusSeconds(63)));
        assertThat(paused.effects()).containsExactly(new Effect.Judge(Scene.LB, false));
        assertThat(step(paused.model(), new Msg.Ticked(Scene.NOW.plusSeconds(90)))
                        .effects())
                .isEmpty();
    }

    /// A lab in which everything was judged.
    private static Model judged(int columns, int rows) {
        Model lab = step(Scene.lab(columns, rows), new Msg.Ticked(Scene.NOW.plusSeconds(3)))
                .model();
        return step(lab, new Msg.Judged(Scene.report(), true, Scene.attempt(new Event.Opened("ha-mini/lb"))))
                .model();
    }

    @Test
    void nodes_that_are_shown_are_looked_at_again_by_themselves_every_ten_seconds() {
        Model wide = judged(200, 50);

        assertThat(step(wide, new Msg.Ticked(Scene.NOW.plusSeconds(5))).effects())
                .isEmpty();
        Step due = step(wide, new Msg.Ticked(Scene.NOW.plusSeconds(12)));
        assertThat(due.effects()).containsExactly(new Effect.LookAround());
        assertThat(step(due.model(), new Msg.Ticked(Scene.NOW.plusSeconds(21))).effects())
                .isEmpty();
        assertThat(step(due.model(), new Msg.Ticked(Scene.NOW.plusSeconds(22))).effects())
                .containsExactly(new Effect.LookAround());
    }

    @Test
    void nodes_that_are_not_shown_are_left_alone_and_so_are_all_when_told_so() {
        Msg later = new Msg.Ticked(Scene.NOW.plusSeconds(60));

        assertThat(step(judged(120, 40), later).effects()).isEmpty();
        assertThat(step(Scene.home(200, 50), later).effects()).isEmpty();
        assertThat(step(judged(200, 50), Typing.key("C-g"), Typing.key("w"), later)
                        .effects())
                .isEmpty();
    }

    @Test
    void checks_do_not_run_by_themselves_in_an_editor_nor_when_told_not_to() {
        Model typed = step(SHELL.at(Scene.NOW.plusSeconds(60)), Typing.key("x")).model();
        Msg later = new Msg.Ticked(Scene.NOW.plusSeconds(80));

        assertThat(step(typed, new Msg.ShellPrinted("lb-1", true, false), later).effects())
                .isEmpty();
        assertThat(step(typed, Typing.key("C-g"), Typing.key("w"), later).effects())
                .isEmpty();
    }

    @Test
    void a_verdict_that_changes_is_announced_once() {
        CheckReport red = Scene.report();
        CheckReport green = Scene.passing(red);
        Step done = step(LAB, judged(green));

        assertThat(done.model().notice().text()).isEqualTo("Task done: every check of lb passes");
        Model moved = done.model().say(Role.TEXT, "something else");
        assertThat(step(moved, judged(green)).model().notice().text()).isEqualTo("something else");
        assertThat(step(moved, judged(red)).model().notice().text())
                .startsWith("The task held and does not any more: config fails");
    }

    @Test
    void the_next_task_opens_only_after_this_one_passed() {
        assertThat(step(LAB, Typing.key("n")).effects()).isEmpty();
        assertThat(step(LAB, judged(Scene.passing(Scene.report())), Typing.key("n"))
                        .effects())
                .contains(new Effect.NextTask(Scene.LB));
    }

    @Test
    void the_solution_needs_a_yes() {
        Step asked = step(LAB, Typing.key("s"));

        assertThat(asked.effects()).isEmpty();
        assertThat(step(asked.model(), Typing.key("y")).effects()).containsExactly(new Effect.Solve(Scene.LB));
        assertThat(step(asked.model(), Typing.key("enter")).effects()).isEmpty();
    }

    @Test
    void achieved_and_holds_now_are_two_marks() {
        Msg lost = new Msg.Judged(
                Scene.report(),
                true,
                Scene.attempt(
                        new Event.Opened("ha-mini/lb"),
                        new Event.Checked("ha-mini/lb", "pass", 8, 8, Map.of()),
                        new Event.Checked("ha-mini/lb", "fail", 2, 8, Map.of())));

        assertThat(TaskText.standing(step(LAB, lost).model(), Scene.LB).text())
                .contains("achieved", "does not hold now");
    }

    @Test
    void a_shell_that_is_gone_keeps_what_it_showed_and_can_be_opened_again() {
        Model gone =
                step(SHELL, new Msg.ShellEnded("lb-1", "the connection broke")).model();
        Frame frame = View.view(gone.at(Scene.NOW.plusSeconds(7)), Scene.shell(80, 34));
        String text = String.join("\n", Golden.text(frame));

        assertThat(text).contains("gone for 7 s, r opens it again: the connection broke", "34:    mode http");
        assertThat(step(gone, Typing.key("r")).effects()).hasSize(1).first().isInstanceOf(Effect.OpenShell.class);
    }

    @Test
    void ctrl_c_outside_of_a_shell_says_how_to_leave() {
        Step step = step(LAB, Typing.key("C-c"));

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().notice().text()).isEqualTo("q leaves halab; Ctrl-C does not");
    }

    @Test
    void leaving_asks_while_a_shell_is_open() {
        assertThat(step(LAB, Typing.key("q")).effects()).isEmpty();
        assertThat(step(LAB, Typing.keys("q y")).effects()).containsExactly(new Effect.Quit());
        assertThat(step(Scene.home(80, 24), Typing.key("q")).effects()).containsExactly(new Effect.Quit());
    }

    @Test
    void the_palette_finds_and_does() {
        assertThat(step(LAB, Typing.keys(": n e x t space h i n t enter")).effects())
                .containsExactly(new Effect.AskHint(Scene.LB));
    }

    @Test
    void shells_are_told_their_size_once_and_only_if_it_changed() {
        Step larger = step(LAB, new Msg.Came(new Input.Resized(new Size(200, 50))));

        assertThat(larger.effects()).containsExactly(new Effect.ResizeShells(new Size(100, 44)));
        assertThat(step(larger.model(), new Msg.Came(new Input.Resized(new Size(200, 50))))
                        .effects())
                .isEmpty();
    }

    @Test
    void a_problem_shows_its_three_parts_and_frees_the_hands() {
        Step step = step(
                LAB,
                Typing.key("h"),
                new Msg.Failed(new Problem("There is no hint", "nothing was seen", "halab check")),
                Typing.escape(),
                Typing.key("c"));

        assertThat(step.effects()).containsExactly(new Effect.AskHint(Scene.LB), new Effect.Judge(Scene.LB, true));
    }

    @Test
    void what_was_refused_before_the_course_came_is_forgotten_when_it_comes() {
        Model start = Model.start(Scene.display(80, 24), List.of(), Scene.NOW);
        Step refused = step(start, Typing.key("enter"));

        assertThat(refused.model().notice().text()).isEqualTo("The course is not read yet");
        Step read = step(refused.model(), new Msg.CourseRead(Scene.COURSE, Scene.attempt(), false));
        assertThat(read.model().notice().text()).isEmpty();
    }

    @Test
    void a_narrow_screen_leaves_a_labs_topology_out_rather_than_cutting_its_line() {
        Model home = Scene.home(80, 24);

        assertThat(HomeView.lab(home, Scene.COURSE.labs().getFirst(), 78).text())
                .startsWith("Two control planes  mini, Kubernetes 1.35  ");
        assertThat(HomeView.lab(home, Scene.COURSE.labs().getFirst(), 60).text())
                .startsWith("Two control planes  Kubernetes 1.35  ")
                .endsWith(" 0/12 points");
    }

    @Test
    void the_first_start_shows_a_tour_that_esc_skips() {
        Model start = Model.start(Scene.display(80, 24), List.of(), Scene.NOW);
        Step toured = step(start, new Msg.CourseRead(Scene.COURSE, Scene.attempt(), true));

        assertThat(toured.model().overlay()).contains(new Overlay.Tour(0));
        Step skipped = step(toured.model(), Typing.escape());
        assertThat(skipped.model().overlay()).isEmpty();
        assertThat(skipped.effects()).containsExactly(new Effect.TourSeen());
    }

    @Test
    void the_tour_offers_the_providers_that_this_host_can_run() {
        Model start = Model.start(Scene.display(80, 24), List.of(), Scene.NOW);
        assertThat(step(start, new Msg.CourseRead(Scene.COURSE, Scene.attempt(), true))
                        .effects())
                .containsExactly(new Effect.LookAtMachines(), new Effect.LookForProviders());

        Model page = Scene.bare(80, 24).over(new Overlay.Tour(TourText.WORLD));
        Step chosen = step(page, Typing.key("2"));
        assertThat(chosen.effects()).containsExactly(new Effect.Prefer("vagrant"));
        assertThat(chosen.model().overlay()).contains(new Overlay.Tour(TourText.WORLD + 1));
        assertThat(step(page, Typing.key("3"))).isEqualTo(Step.of(page));
        assertThat(step(page, Typing.key("enter")).effects()).isEmpty();
    }

    @Test
    void beside_machines_the_tour_offers_no_other_provider() {
        Model there = Scene.after(Scene.home(80, 24), new Msg.ProvidersFound(List.of("docker", "vagrant")))
                .over(new Overlay.Tour(TourText.WORLD));

        assertThat(step(there, Typing.key("2"))).isEqualTo(Step.of(there));
        assertThat(TourText.page(there, TourText.WORLD).toString()).contains("made by docker");
        Model none = Scene.after(Scene.bare(80, 24), new Msg.ProvidersFound(List.of()));
        assertThat(TourText.page(none, TourText.WORLD).toString()).contains("halab doctor");
    }

    @Test
    void no_sequence_of_keys_and_news_breaks_it_and_esc_leads_home() {
        Random random = new Random(7);
        List<String> keys = List.of(
                "up",
                "down",
                "left",
                "right",
                "enter",
                "escape",
                "tab",
                "backtab",
                "page-up",
                "page-down",
                "home",
                "end",
                "backspace",
                "C-g",
                "C-c",
                "C-l",
                "f1",
                "a",
                "b",
                "c",
                "d",
                "g",
                "h",
                "i",
                "k",
                "l",
                "m",
                "n",
                "p",
                "r",
                "s",
                "t",
                "u",
                "w",
                "y",
                "z",
                "1",
                "3",
                "7",
                "9",
                "?",
                ":",
                "[",
                "/",
                "space",
                "é");
        for (int run = 0; run < 120; run++) {
            Size size = new Size(40 + random.nextInt(200), 10 + random.nextInt(60));
            Model model = run % 4 == 0
                    ? Model.start(Scene.display(size.columns(), size.rows()), List.of("bad"), Scene.NOW)
                    : Scene.lab(size.columns(), size.rows());
            for (int i = 0; i < 60; i++) {
                Step step = Update.update(
                        model,
                        random.nextInt(8) == 0 ? news(random) : Typing.key(keys.get(random.nextInt(keys.size()))));
                model = step.model();
                View.view(model, Scene.shell(80, 20));
            }
            for (int i = 0; i < 12; i++) {
                model = Update.update(model, Typing.keys("C-g escape")[0]).model();
                model = Update.update(model, Typing.escape()).model();
            }
            assertThat(model.overlays()).isEmpty();
            assertThat(model.place()).isEqualTo(Place.HOME);
        }
    }

    private static Msg news(Random random) {
        List<Msg> all = List.of(
                judged(Scene.report()),
                judged(Scene.passing(Scene.report())),
                new Msg.Ticked(Scene.NOW.plusSeconds(random.nextInt(500))),
                new Msg.ShellOpened("cp-1"),
                new Msg.ShellEnded("lb-1", "it ended"),
                new Msg.Failed(new Problem("a", "b", "c")),
                new Msg.LookedAround(Scene.survey()),
                new Msg.Hinted(Optional.of(Scene.hint()), Scene.attempt()),
                new Msg.Hinted(Optional.empty(), Scene.attempt()),
                new Msg.UpBegan("ha-mini", Scene.MINI, Optional.empty()),
                new Msg.PhaseBegan("cp-1", "boot", Optional.empty()),
                new Msg.DetailCame("cp-9", "what"),
                new Msg.UpEnded(Optional.of(new Problem("a", "b", "c"))),
                new Msg.Lacking(Scene.JOIN, new Missing(List.of(Scene.report()))),
                new Msg.Found("lb-1", Optional.of(12)),
                new Msg.Came(new Input.Resized(new Size(1 + random.nextInt(220), 1 + random.nextInt(70)))),
                new Msg.Came(new Input.Mouse(
                        Input.Mouse.Kind.values()[random.nextInt(5)],
                        random.nextInt(200),
                        random.nextInt(60),
                        0,
                        Raw.NONE)));
        return all.get(random.nextInt(all.size()));
    }

    private static Msg judged(CheckReport report) {
        return new Msg.Judged(report, true, Scene.attempt(new Event.Opened("ha-mini/lb")));
    }
}
