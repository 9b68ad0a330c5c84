package dev.halab.tui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.terminal.Input;
import dev.halab.terminal.ScriptedTty;
import dev.halab.tui.Canvas;
import dev.halab.tui.Frame;
import dev.halab.tui.Surface;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Keymap;
import dev.halab.tui.screen.Display;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Model;
import dev.halab.tui.screen.Msg;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final ScriptedTty tty = new ScriptedTty(80, 24);
    private final List<String> done = new ArrayList<>();
    private int forgotten;
    private Frame last = new Canvas(1, 1, Theme.named("mono").orElseThrow()).frame();

    private int run(Performer performer) {
        Surface surface = new Surface() {
            @Override
            public void show(Frame frame) {
                done.add("frame");
                last = frame;
            }

            @Override
            public void forget() {
                forgotten++;
            }
        };
        Model start = Model.start(
                new Display(tty.size(), Theme.named("terminal").orElseThrow(), false, true, Keymap.standard()),
                List.of("keys.yaml:1:1: 'chekc' is no action"),
                NOW);
        return new Loop(
                        start,
                        tty,
                        surface,
                        (node, back) -> Optional.empty(),
                        performer,
                        InstantSource.fixed(NOW),
                        UnaryOperator.identity())
                .run();
    }

    private Performer recording() {
        return new Performer() {
            @Override
            public void begin(Effect effect, Consumer<Msg> news) {
                done.add(effect.getClass().getSimpleName());
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void the_first_picture_stands_before_anything_is_read() {
        tty.types("q");
        tty.happens(new Input.EndOfInput());

        run(recording());

        assertThat(done).startsWith("frame", "ReadCourse");
    }

    @Test
    void problems_of_the_configuration_are_said_on_the_screen() {
        tty.happens(new Input.EndOfInput());

        run(recording());

        assertThat(IntStream.range(0, 24).mapToObj(last::text))
                .anyMatch(row -> row.contains("keys.yaml:1:1: 'chekc' is no action"));
    }

    @Test
    void a_learner_who_leaves_ends_it_with_0() {
        tty.types("qq");
        tty.happens(new Input.EndOfInput());

        assertThat(run(recording())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TERMINATE, 143", "HANGUP, 129"})
    void a_signal_ends_it_with_the_status_that_a_shell_expects(Input.Signal.Kind kind, int status) {
        tty.happens(new Input.Signal(kind));
        tty.happens(new Input.EndOfInput());

        assertThat(run(recording())).isEqualTo(status);
        assertThat(done).contains("ReadCourse");
    }

    @Test
    void a_terminal_that_is_gone_ends_it_as_its_signal_does() {
        tty.happens(new Input.EndOfInput());

        assertThat(run(recording())).isEqualTo(129);
    }

    @Test
    void another_size_is_painted_whole() {
        tty.resizes(100, 30);
        tty.happens(new Input.EndOfInput());

        run(recording());

        assertThat(forgotten).isEqualTo(1);
    }

    @Test
    void a_defect_is_not_swallowed() {
        assertThatThrownBy(() -> run(new Performer() {
                    @Override
                    public void begin(Effect effect, Consumer<Msg> news) {
                        throw new IllegalStateException("a defect");
                    }

                    @Override
                    public void close() {}
                }))
                .hasMessage("a defect");
    }

    @Test
    void frames_are_drawn_at_once_after_a_rest_and_seldom_in_a_flood() {
        FramePace pace = new FramePace();
        int drawn = 0;
        for (long now = 1_000_000_000; now < 2_000_000_000; now += 1_000_000) {
            if (pace.waiting(now) == 0) {
                pace.drawn();
                drawn++;
            }
        }

        assertThat(drawn).isBetween(25, 40);
        assertThat(pace.waiting(3_000_000_000L)).isZero();
    }

    @Test
    void what_is_typed_into_a_shell_is_drawn_with_its_echo_or_after_a_moment() {
        FramePace pace = new FramePace();
        pace.typed(1_000_000_000);

        assertThat(pace.waiting(1_000_500_000)).isPositive();
        assertThat(pace.waiting(1_010_000_000)).isZero();

        pace.typed(1_020_000_000);
        pace.news();

        assertThat(pace.waiting(1_020_500_000)).isZero();

        pace.drawn();

        assertThat(pace.waiting(1_021_000_000)).isZero();
    }
}
