package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clocks are `date` and `/proc/uptime` as the probe prints them.
final class ClockKindTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, pass",
        "0.9, -0.9, 0, pass",
        "0, 0, -312, clock.skew",
        "0, 0, 86400, clock.skew",
        "-312, -312, -312, pass",
        "-312, -312, 0, clock.skew",
        // as far as the way of an answer may take
        "0, 0, -4, unknown",
        "0, 0, 4, unknown",
        "0, 0, 2, pass",
        "0, 0, 7, unknown",
        "0, 0, 7.5, clock.skew",
    })
    void three_clocks_are_compared_with_the_middle_one(double one, double two, double three, String word) {
        assertThat(trial("cp").word(clocks(one, two, three))).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "0, pass",
        "-1.9, pass",
        "2, pass",
        "-2, pass",
        "-7, unknown",
        "2.5, clock.skew",
        "-6, unknown",
        "-7.5, clock.skew",
        "-86400, clock.skew"
    })
    void one_clock_is_compared_with_this_computers(double off, String word) {
        assertThat(trial("cp-1").word(clocks(off, 0, 0))).isEqualTo(word);
    }

    @Test
    void a_failure_says_how_far_and_in_which_direction() {
        assertThat(trial("cp").failure(clocks(0, 0.5, -312)).actual())
                .isEqualTo("cp-3 is 312 s behind the other nodes");
        assertThat(trial("cp-1").failure(clocks(60, 0, 0)).actual()).isEqualTo("cp-1 is 60 s ahead of this computer");
    }

    @Test
    void a_task_says_how_far_is_too_far() {
        Trial trial = Trial.of(new ClockKind(), "on", Trial.nodes("cp-1"), "maxSkew", Duration.ofMinutes(2));

        assertThat(trial.word(clocks(60, 0, 0))).isEqualTo("pass");
        assertThat(trial.word(clocks(121, 0, 0))).isEqualTo("clock.skew");
    }

    @Test
    void the_clock_of_this_computer_is_advice() {
        assertThat(trial("cp").claim().advice(clocks(312, 312, 312).snapshot()))
                .containsExactly("the nodes agree, but this computer's clock is 312 s behind theirs");
        assertThat(trial("cp").claim().advice(clocks(-312, -312, -312).snapshot()))
                .containsExactly("the nodes agree, but this computer's clock is 312 s ahead of theirs");
        for (int unsure : List.of(-1, 2, -7)) {
            assertThat(trial("cp").claim().advice(clocks(unsure, unsure, unsure).snapshot()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1795453148", "Mon Nov 23 09:00:00 UTC 2026"})
    void is_unknown_when_a_clock_says_something_else(String text) {
        assertThat(trial("cp").word(clocks(0, 0, 0).text(Facts.clock("cp-2"), text)))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_a_clock_could_not_be_read() {
        assertThat(trial("cp").word(clocks(0, 0, 0).unseen(Facts.clock("cp-2"), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    private static Given clocks(double one, double two, double three) {
        Given given = Given.nothing();
        List<Double> off = List.of(one, two, three);
        for (int i = 0; i < off.size(); i++) {
            double epoch = Given.AT.getEpochSecond() + off.get(i);
            given.text(Facts.clock("cp-" + (i + 1)), "%.3f 5123.21".formatted(epoch));
        }
        return given;
    }

    private static Trial trial(String on) {
        return Trial.of(new ClockKind(), "on", Trial.nodes(on));
    }
}
