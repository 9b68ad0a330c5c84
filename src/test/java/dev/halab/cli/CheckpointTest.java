package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CheckpointTest {
    private final Learner learner = Learner.started();
    private final FakeCheckpoints checkpoints = new FakeCheckpoints(learner.lab);

    CheckpointTest() {
        learner.lab.provider.checkpoints = Optional.of(checkpoints);
    }

    @Test
    void what_was_saved_is_listed_restored_and_forgotten() {
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode http");

        assertThat(learner.types("checkpoint save one").out()).contains("Checkpoint 'one' is saved (36 MB)");
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "broken");
        Json list = Json.parse(learner.types("checkpoint list --json").out());
        assertThat(list.items("checkpoints").getFirst().text("name")).contains("one");
        assertThat(learner.types("checkpoint list").out()).contains("one", "36 MB");
        assertThat(learner.types("checkpoint restore one --yes").out()).contains("back at checkpoint 'one'");

        assertThat(learner.lab.machine("lb-1").files).containsEntry("/etc/haproxy/haproxy.cfg", "mode http");
        assertThat(learner.types("checkpoint delete one").status()).isZero();
        assertThat(learner.types("checkpoint list").out()).contains("Nothing was saved yet");
        assertThat(learner.types("checkpoint delete one").status()).isEqualTo(2);
    }

    @Test
    void a_restore_asks_first() {
        learner.types("checkpoint save one");

        assertThat(learner.types("checkpoint restore one").status()).isEqualTo(2);
    }

    @Test
    void where_machines_cannot_be_saved_the_learner_is_told_what_else_there_is() {
        learner.lab.provider.checkpoints = Optional.empty();

        Learner.Ran ran = learner.types("checkpoint save one");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("machines of fake have no checkpoints", "halab reset");
    }

    @Test
    void a_passed_task_is_saved_before_the_next_one_is_opened() {
        learner.lab.saves = true;
        pass();

        assertThat(checkpoints.all()).extracting(c -> c.name()).containsExactly("ha-mini.lb");
        assertThat(learner.lab.events)
                .extracting(Recorded::event)
                .containsSubsequence(
                        new Event.Checkpointed("ha-mini/lb", "ha-mini.lb"), new Event.Opened("ha-mini/join"));
    }

    @Test
    void a_task_that_fails_is_not_saved_and_nothing_is_saved_where_that_is_off() {
        learner.lab.saves = true;
        learner.types("check --no-wait");
        learner.lab.saves = false;
        pass();

        assertThat(checkpoints.all()).isEmpty();
    }

    @Test
    void a_task_is_saved_once_however_often_it_passes_and_again_when_it_was_begun_anew() {
        learner.lab.saves = true;
        pass();
        learner.types("start ha-mini/lb");
        int after = checkpoints.saves;
        learner.types("check ha-mini/lb");
        learner.types("check ha-mini/lb");

        assertThat(after).isOne();
        assertThat(checkpoints.saves).isEqualTo(2);
    }

    @Test
    void nothing_is_saved_unasked_where_saving_takes_long() {
        learner.lab.saves = true;
        checkpoints.quick = false;
        pass();

        assertThat(checkpoints.all()).isEmpty();
    }

    @Test
    void a_restore_ends_when_what_held_holds_again() {
        learner.lab.saves = true;
        pass();
        checkpoints.afterRestore = () -> learner.lab.machine("lb-1").files.remove("/run/live");
        learner.lab.afterPause = lab -> lab.machine("lb-1").files.put("/run/live", "yes");
        int before = learner.lab.pauses.size();

        Learner.Ran ran = learner.types("checkpoint restore ha-mini.lb --yes");

        assertThat(ran.out()).doesNotContain("does not hold");
        assertThat(learner.lab.pauses).hasSize(before + 1);
    }

    @Test
    void a_restore_after_which_nothing_holds_again_ends_all_the_same_and_says_so() {
        learner.lab.saves = true;
        pass();
        checkpoints.afterRestore = () -> learner.lab.machine("lb-1").files.remove("/run/live");

        Learner.Ran ran = learner.types("checkpoint restore ha-mini.lb --yes");

        assertThat(ran.out()).contains("ha-mini/lb does not hold again yet: halab check ha-mini/lb");
    }

    @Test
    void a_restore_after_which_nobody_can_see_what_held_says_that() {
        learner.lab.saves = true;
        pass();
        checkpoints.afterRestore = () -> learner.lab.machine("lb-1").dead = true;

        Learner.Ran ran = learner.types("checkpoint restore ha-mini.lb --yes");

        assertThat(ran.out()).contains("ha-mini/lb cannot be seen yet: halab check ha-mini/lb");
    }

    @Test
    void a_restore_brings_back_where_the_learner_stood() {
        learner.lab.saves = true;
        pass();
        learner.types("reset ha-mini --yes");
        assertThat(learner.types("").out()).contains("ha-mini/lb A balancer in front (open)");

        learner.types("checkpoint restore ha-mini.lb --yes");

        assertThat(learner.types("").out()).contains("ha-mini/join");
        assertThat(learner.story().attempt().task("ha-mini/lb").holds()).isTrue();
        assertThat(learner.story().attempt().task("ha-mini/join").opened()).isEmpty();
    }

    @Test
    void a_task_that_was_open_when_it_was_saved_keeps_what_was_read_when_it_was_opened() {
        var before = learner.story().attempt().task("ha-mini/lb");
        learner.types("checkpoint save one");
        pass();

        learner.types("checkpoint restore one --yes");

        var after = learner.story().attempt().task("ha-mini/lb");
        assertThat(after.holds()).isFalse();
        assertThat(after.baseline()).isEqualTo(before.baseline());
        assertThat(after.opened()).isPresent();
        assertThat(learner.types("").out()).contains("ha-mini/lb A balancer in front (open)");
    }

    @Test
    void a_reset_begins_from_the_nearest_checkpoint_and_replays_nothing_before_it() {
        learner.lab.saves = true;
        pass();

        Learner.Ran ran = learner.types("reset ha-mini/join --yes");

        assertThat(ran.status()).isZero();
        assertThat(learner.lab.provider.calls).doesNotContain("destroy");
        assertThat(learner.lab.events).extracting(Recorded::event).doesNotContain(new Event.Shown("ha-mini/lb"));
        assertThat(learner.lab.machine("lb-1").files).containsEntry("/etc/haproxy/haproxy.cfg", "mode tcp");
        assertThat(learner.types("").out()).contains("ha-mini/join");
    }

    @Test
    void who_starts_a_task_whose_ground_is_gone_is_told_of_the_checkpoint_before_it() {
        learner.lab.saves = true;
        pass();
        learner.lab.machine("lb-1").files.remove("/run/live");

        Learner.Ran ran = learner.atTerminal("n").types("start ha-mini/join");

        assertThat(ran.err()).contains("From the checkpoint after ha-mini/lb instead: halab reset ha-mini/join.");
    }

    @Test
    void what_has_aged_since_is_told() {
        learner.types("checkpoint save one");
        checkpoints.saved("one", FakeLab.NOW.minus(Duration.ofHours(3)));
        assertThat(learner.types("checkpoint restore one --yes").out())
                .contains("certificate key")
                .doesNotContain("Bootstrap tokens");
        checkpoints.saved("one", FakeLab.NOW.minus(Duration.ofHours(25)));

        assertThat(learner.types("checkpoint restore one --yes").out()).contains("certificate key", "Bootstrap tokens");
    }

    private void pass() {
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.machine("lb-1").files.put("/run/live", "yes");
        assertThat(learner.types("check").status()).isZero();
    }
}
