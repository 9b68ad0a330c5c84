package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SurveyTest {
    private static final Survey.Row LOST = Scene.row("cp-1", Survey.State.UNSEEN, "unreachable: no answer within 4 s");

    private static Model later(Model model, long seconds, Survey.Row... rows) {
        return Scene.after(
                model.at(Scene.NOW.plusSeconds(seconds)),
                new Msg.LookedAround(new Survey(Scene.NOW.plusSeconds(seconds), List.of(rows), Optional.empty())));
    }

    private static String topology(Model model) {
        return String.join(
                " ",
                SidePanes.lines(model, Pane.TOPOLOGY, 200).stream()
                        .map(l -> l.text())
                        .toList());
    }

    @Test
    void every_figure_has_its_own_age() {
        Survey.Row row = new Survey.Row(
                "cp-1",
                Survey.State.OK,
                List.of(
                        new Survey.Figure("Ready", Scene.NOW.minusSeconds(2)),
                        new Survey.Figure("etcd leader, term 3", Scene.NOW.minusSeconds(5))));

        assertThat(topology(later(Scene.lab(120, 40), 10, row))).contains("Ready (12 s), etcd leader, term 3 (15 s)");
    }

    @Test
    void what_was_seen_of_a_node_that_is_lost_stays_with_its_age() {
        Model lost = later(Scene.lab(120, 40), 27, LOST);

        assertThat(topology(lost))
                .contains(
                        "unreachable: no answer within 4 s (30 s); before: Ready (30 s), API server ready (30 s), etcd leader, term 3 (30 s)");
        assertThat(topology(later(lost, 57, LOST))).contains("; before: Ready (60 s)");
    }

    @Test
    void what_was_seen_before_goes_when_the_node_is_seen_again() {
        Model back = later(later(Scene.lab(120, 40), 27, LOST), 60, Scene.row("cp-1", Survey.State.BAD, "NotReady"));

        assertThat(topology(back)).contains("NotReady").doesNotContain("before");
    }
}
