package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.lab.Task;
import dev.halab.machine.Finding;
import dev.halab.problem.Problem;
import dev.halab.report.TaskVerdict;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.tui.live.LiveShells;
import dev.halab.tui.live.TourMark;
import dev.halab.tui.live.TutorPerformer;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import dev.halab.tutor.Prospect;
import dev.halab.tutor.Story;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Effects of screens, on the lab of the commands.
final class TutorPerformerTest {
    private final FakeLab lab = new FakeLab();
    private final BlockingQueue<Msg> news = new LinkedBlockingQueue<>();
    private final Task first = lab.course.labs().getFirst().tasks().getFirst();

    @TempDir
    Path folder = Path.of("");

    private TutorPerformer performer() {
        return new TutorPerformer(
                lab,
                () -> new Story(lab, new Random(1)),
                new LiveShells(lab::node, JlineVtScreen::new),
                new TourMark(folder.resolve("seen")),
                defect -> new Problem("a defect", String.valueOf(defect.getMessage()), "report it"));
    }

    /// The next news of a kind; what else comes before is passed over.
    private <T extends Msg> T next(Class<T> kind) throws InterruptedException {
        while (true) {
            Msg msg = Objects.requireNonNull(news.poll(20, TimeUnit.SECONDS), "nothing came");
            if (kind.isInstance(msg)) {
                return kind.cast(msg);
            }
        }
    }

    @Test
    void from_the_course_to_a_task_that_is_done() throws InterruptedException {
        TutorPerformer performer = performer();

        performer.begin(new Effect.ReadCourse(), news::add);
        assertThat(next(Msg.CourseRead.class).newcomer()).isTrue();
        performer.begin(new Effect.BringUp("ha-mini"), news::add);
        assertThat(next(Msg.UpBegan.class).lab()).isEqualTo("ha-mini");
        assertThat(next(Msg.UpEnded.class).problem()).isEmpty();
        performer.begin(new Effect.LookAtMachines(), news::add);
        assertThat(next(Msg.WorldSeen.class).world().machines()).hasSize(3);
        performer.begin(new Effect.OpenTask(first), news::add);
        assertThat(next(Msg.Opened.class).task()).isEqualTo(first);
        performer.begin(new Effect.AskHint(first), news::add);
        assertThat(next(Msg.Hinted.class).hint().orElseThrow().text()).isEqualTo("Which layer?");
        performer.begin(new Effect.Solve(first), news::add);
        assertThat(next(Msg.Solved.class).reports().getLast().verdict()).isEqualTo(TaskVerdict.PASS);
        performer.begin(new Effect.NextTask(first), news::add);
        assertThat(next(Msg.Opened.class).task().name()).isEqualTo("join");
    }

    @Test
    void a_task_that_builds_on_others_says_so() throws InterruptedException {
        TutorPerformer performer = performer();
        performer.begin(new Effect.BringUp("ha-mini"), news::add);
        next(Msg.UpEnded.class);

        performer.begin(new Effect.OpenTask(lab.course.task("ha-mini/join").orElseThrow()), news::add);
        assertThat(next(Msg.Lacking.class).missing().tasks()).containsExactly(first);
    }

    @Test
    void problems_and_defects_become_news() throws InterruptedException {
        TutorPerformer performer = performer();

        performer.begin(new Effect.BringUp("no-such-lab"), news::add);
        assertThat(next(Msg.UpEnded.class).problem().orElseThrow().what()).contains("no-such-lab");
        performer.begin(new Effect.OpenShell("lb-1", new Size(80, 24)), news::add);
        assertThat(next(Msg.Failed.class).problem().what()).isEqualTo("a defect");
    }

    @Test
    void only_what_this_host_can_run_is_offered_and_the_choice_counts() throws InterruptedException {
        TutorPerformer performer = performer();
        lab.prospects = List.of(
                new Prospect("docker", List.of(new Finding("engine", Finding.Grade.BLOCKS, "none", "install one"))),
                new Prospect("vagrant", List.of(new Finding("memory", Finding.Grade.HURTS, "little", ""))),
                new Prospect("ssh", List.of()));

        performer.begin(new Effect.LookForProviders(), news::add);
        assertThat(next(Msg.ProvidersFound.class).fitting()).containsExactly("vagrant", "ssh");
        performer.begin(new Effect.Prefer("vagrant"), news::add);
        assertThat(next(Msg.CourseRead.class).newcomer()).isFalse();
        assertThat(next(Msg.Said.class).line()).startsWith("vagrant makes the machines");
        assertThat(lab.provider.name()).isEqualTo("vagrant");
    }

    @Test
    void what_this_host_can_run_is_said_in_few_words() throws InterruptedException {
        Finding little = new Finding("memory", Finding.Grade.HURTS, "1 GiB free", "close programs");
        Finding none = new Finding("engine", Finding.Grade.BLOCKS, "no engine", "sudo apt-get install one");

        assertThat(hostWith()).isEqualTo("can run fake machines of topology standard");
        assertThat(hostWith(little))
                .isEqualTo("can run fake machines of topology standard; `halab doctor` says what will hurt: memory");
        assertThat(hostWith(little, none))
                .isEqualTo(
                        "cannot run fake machines of topology standard: engine: no engine; `halab doctor` says what to do");
    }

    private String hostWith(Finding... findings) throws InterruptedException {
        lab.provider.findings = List.of(findings);
        performer().begin(new Effect.LookAtMachines(), news::add);
        return next(Msg.WorldSeen.class).world().host();
    }

    @Test
    void beside_machines_that_are_there_no_other_provider_is_chosen() throws InterruptedException {
        lab.standing = Optional.of(lab.provider);

        performer().begin(new Effect.Prefer("vagrant"), news::add);

        assertThat(next(Msg.Failed.class).problem().why()).isEqualTo("there are machines that fake made");
        assertThat(lab.provider.name()).isEqualTo("fake");
    }

    @Test
    void the_tour_comes_once() throws InterruptedException {
        TutorPerformer performer = performer();

        performer.begin(new Effect.TourSeen(), news::add);
        for (boolean wanted = true; wanted; ) {
            performer.begin(new Effect.ReadCourse(), news::add);
            wanted = next(Msg.CourseRead.class).newcomer();
        }
        assertThat(folder.resolve("seen")).exists();
    }
}
