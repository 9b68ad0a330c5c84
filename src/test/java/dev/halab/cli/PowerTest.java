package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done to machines on purpose, and that it does not stay for ever.
final class PowerTest {
    private final Learner learner = Learner.started();

    @AfterEach
    void forgets() {
        learner.lab.logs().forget();
    }

    @Test
    void a_delay_has_a_usual_length_and_may_have_another_and_a_loss() {
        assertThat(learner.types("power delay cp-2").out())
                .contains("cp-2: delayed by 500 ms", "halab power start cp-2");
        learner.types("power delay cp-2 2s --loss 10");

        assertThat(learner.lab.provider.calls).contains("DELAY cp-2 500 ms").endsWith("DELAY cp-2 2000 ms, 10% lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "power delay cp-2 soon",
                "power delay cp-2 2h",
                "power delay cp-2 --loss 95",
                "power kill cp-2 800ms",
                "power pause cp-2 --loss 5",
                "power delay cp-7"
            })
    void what_makes_no_sense_is_refused_and_changes_nothing(String words) {
        assertThat(learner.types(words).status()).isEqualTo(2);

        assertThat(learner.machines().disturbed()).isEmpty();
    }

    @Test
    void status_names_what_was_done_on_purpose_until_it_is_undone() {
        learner.types("power partition cp-1");
        learner.types("power delay cp-2");

        assertThat(learner.types("status").out().lines())
                .anyMatch(l -> l.matches("cp-1 +partitioned +\\S+ +on purpose: partition"))
                .anyMatch(l -> l.matches("cp-2 +running +\\S+ +on purpose: delay"));
        assertThat(Json.parse(learner.types("status --json").out()).items("machines"))
                .last()
                .satisfies(m -> assertThat(m.text("disturbed")).contains("delay"));
        learner.types("power start cp-2");
        assertThat(learner.machines().disturbed()).containsOnlyKeys("cp-1");
        learner.types("up");
        assertThat(learner.machines().disturbed()).isEmpty();
    }

    @Test
    void whoever_leaves_the_tutor_finds_a_whole_network_when_they_come_back() {
        learner.types("power partition cp-1");
        learner.types("power pause cp-2");
        learner.types("power kill lb-1");

        List<String> said = new ArrayList<>();
        learner.machines().leave(said::add);

        assertThat(said)
                .containsExactly(
                        "cp-1 was cut off, and is as it was again",
                        "cp-2 was frozen, and is as it was again",
                        "lb-1 stays without power: halab power start lb-1");
        assertThat(learner.lab.provider.calls).endsWith("START cp-1", "START cp-2");
        assertThat(learner.machines().disturbed()).containsOnlyKeys("lb-1");
    }

    @Test
    void another_task_begins_with_all_machines_as_they_were() {
        learner.types("power kill cp-2");
        learner.types("power delay cp-1");
        learner.types("start");
        assertThat(learner.machines().disturbed()).as("the same task goes on").hasSize(2);

        Learner.Ran ran = learner.types("start ha-mini/join --yes");

        assertThat(ran.err())
                .contains("cp-2 was without power, and is as it was again", "cp-1 was delayed, and is as it was again");
        assertThat(learner.machines().disturbed()).isEmpty();
        assertThat(learner.machines().status()).allMatch(m -> m.running());
    }

    @Test
    void what_cannot_be_undone_is_named_and_the_task_begins_all_the_same() {
        learner.types("power pause cp-2");
        learner.lab.provider.refusesPower = true;

        Learner.Ran ran = learner.types("start ha-mini/join --yes");

        assertThat(ran.err()).contains("cp-2 was frozen, and still is: it cannot be done here; halab power start cp-2");
        assertThat(learner.machines().disturbed()).containsOnlyKeys("cp-2");
    }

    @Test
    void what_was_refused_was_not_done() {
        learner.lab.provider.refusesPower = true;

        assertThat(learner.types("power pause cp-2").status()).isEqualTo(3);

        assertThat(learner.machines().disturbed()).isEmpty();
    }

    @Test
    void new_machines_are_not_disturbed() {
        learner.types("power kill cp-2");

        learner.types("destroy --yes");

        assertThat(learner.machines().disturbed()).isEmpty();
        assertThat(learner.lab.events)
                .extracting(e -> e.event())
                .contains(new Event.Disturbed("ha-mini/lb", "cp-2", "kill"), new Event.Settled("ha-mini/lb", "cp-2"));
    }
}
