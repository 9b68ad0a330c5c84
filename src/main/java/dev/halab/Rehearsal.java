package dev.halab;

import dev.halab.cli.Desk;
import dev.halab.problem.HalabException;
import dev.halab.terminal.Input;
import dev.halab.terminal.JlineTty;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.KeyName;
import dev.halab.terminal.Raw;
import dev.halab.terminal.Size;
import dev.halab.terminal.Tty;
import dev.halab.terminal.VtView;
import dev.halab.tui.live.Performer;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import dev.halab.tui.screen.Panes;
import dev.halab.tutor.Story;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/// The tutor on a terminal that is none, for a training run: some keys are pressed and the pictures go nowhere.
final class Rehearsal implements Tty, Performer, Panes {
    private static final Size SIZE = new Size(120, 40);

    private final Story story;
    private final JlineVtScreen shell = new JlineVtScreen(new Size(80, 24));
    private final Queue<Input> inputs = new ArrayDeque<>(List.of(
            key(KeyName.ESCAPE, 0),
            key(KeyName.CHARACTER, '?'),
            key(KeyName.ESCAPE, 0),
            key(KeyName.DOWN, 0),
            new Input.Resized(new Size(80, 24)),
            key(KeyName.ENTER, 0)));

    private Rehearsal(Story story) {
        this.story = story;
    }

    static void run(Story story, Tutoring tutoring) {
        enterTerminal();
        tutoring.performer(tutoring.shells()).close();
        joined(tutoring.warmUp());
        Rehearsal rehearsal = new Rehearsal(story);
        byte[] greeting =
                "\u001b[?2004h\u001b[1mlearner\u001b[0m@lb-1:~$ \u001b[32mé\r\n".getBytes(StandardCharsets.UTF_8);
        rehearsal.shell.feed(greeting, 0, greeting.length);
        Desk.Wishes wishes = new Desk.Wishes(false, "", true, false);
        tutoring.loop(wishes, rehearsal, rehearsal, rehearsal).run();
    }

    /// Takes the real terminal over and gives it back, where the launcher has made one for the run.
    private static void enterTerminal() {
        try (JlineTty tty = JlineTty.open(Map.of(), () -> {})) {
            tty.enter(new Modes(true));
            tty.size();
            tty.next(Duration.ofMillis(1));
            tty.leave();
        } catch (HalabException e) {
            // There is none, and the next start takes a little longer.
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Input key(KeyName name, int codePoint) {
        return new Input.Key(name, codePoint, false, false, false, Raw.NONE);
    }

    @Override
    public void begin(Effect effect, Consumer<Msg> news) {
        if (effect instanceof Effect.ReadCourse) {
            news.accept(new Msg.CourseRead(story.course(), story.attempt(), true));
        }
    }

    @Override
    public Optional<VtView> view(String node, int scrolledBack) {
        return Optional.of(shell.view(scrolledBack));
    }

    @Override
    public Size size() {
        return SIZE;
    }

    @Override
    public void enter(Modes modes) {
        // There is nothing to enter.
    }

    @Override
    public void leave() {
        // As above.
    }

    @Override
    public void write(byte[] bytes, int length) {
        // Nobody looks.
    }

    @Override
    public Optional<Input> next(Duration limit) {
        return Optional.of(Optional.ofNullable(inputs.poll()).orElseGet(Input.EndOfInput::new));
    }

    @Override
    public void suspend() {
        // Nobody stops it.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
