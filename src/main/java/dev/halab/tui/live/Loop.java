package dev.halab.tui.live;

import dev.halab.problem.ExitStatus;
import dev.halab.terminal.Input;
import dev.halab.terminal.Tty;
import dev.halab.tui.Frame;
import dev.halab.tui.Surface;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Model;
import dev.halab.tui.screen.Msg;
import dev.halab.tui.screen.Panes;
import dev.halab.tui.screen.Step;
import dev.halab.tui.screen.Update;
import dev.halab.tui.screen.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// The one thread that has the model: takes what happened, asks what follows, has that done, and shows the picture.
public final class Loop {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 500;
    private static final int HUNG_UP = 128 + 1;
    private static final int TERMINATED = 128 + 15;

    private final Tty tty;
    private final Surface surface;
    private final Panes panes;
    private final Performer performer;
    private final InstantSource clock;
    private final UnaryOperator<Frame> finish;
    private final BlockingQueue<Msg> queue = new LinkedBlockingQueue<>();
    private final FramePace pace = new FramePace();
    private Model model;
    private volatile boolean running = true;
    private int status = ExitStatus.OK.code();

    /// @param finish what is done to each frame before it is shown
    public Loop(
            Model start,
            Tty tty,
            Surface surface,
            Panes panes,
            Performer performer,
            InstantSource clock,
            UnaryOperator<Frame> finish) {
        this.model = start;
        this.tty = tty;
        this.surface = surface;
        this.panes = panes;
        this.performer = performer;
        this.clock = clock;
        this.finish = finish;
    }

    /// Runs until the learner leaves. The terminal must have been entered.
    ///
    /// @return the exit status that a shell expects: 0 if the learner left, 128 and the signal's number if the
    ///     system ended it
    public int run() {
        // the first picture stands before anything is read
        draw();
        Thread.ofPlatform().daemon().name("keys").start(this::listen);
        take(Update.begin(model));
        while (running) {
            try {
                await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return status;
            }
            if (running) {
                draw();
            }
        }
        return status;
    }

    private void listen() {
        while (running) {
            Optional<Input> input = tty.next(TICK);
            input.ifPresent(i -> queue.add(new Msg.Came(i)));
            if (input.filter(Input.EndOfInput.class::isInstance).isPresent()) {
                return;
            }
        }
    }

    /// Waits for something to happen, takes in all that did, and no longer than a frame has to wait.
    private void await() throws InterruptedException {
        Msg first = queue.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        model = model.at(clock.instant());
        step(first == null ? new Msg.Ticked(clock.instant()) : first);
        for (int taken = 0; running && taken < MOST_AT_ONCE; taken++) {
            Msg more = queue.poll();
            if (more == null) {
                long waiting = pace.waiting(System.nanoTime());
                if (waiting == 0) {
                    break;
                }
                more = queue.poll(waiting, TimeUnit.NANOSECONDS);
            }
            if (more != null) {
                step(more);
            }
        }
        step(new Msg.Ticked(clock.instant()));
    }

    private void step(Msg msg) {
        if (msg instanceof Msg.Came(Input.Resized ignored)) {
            surface.forget();
        }
        Step step = Update.update(model, msg);
        if (step.effects().isEmpty() || !step.effects().stream().allMatch(Effect.Type.class::isInstance)) {
            pace.news();
        } else {
            pace.typed(System.nanoTime());
        }
        take(step);
    }

    private void take(Step step) {
        model = step.model();
        step.effects().forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Quit ignored -> running = false;
            case Effect.End(Input.Signal.Kind kind) -> end(kind);
            case Effect.Redraw ignored -> surface.forget();
            case Effect.Suspend ignored -> {
                tty.suspend();
                surface.forget();
            }
            case Effect.Copy(String text) -> copy(text);
            default -> performer.begin(effect, queue::add);
        }
    }

    /// What came first counts: a terminal that goes away says so twice.
    private void end(Input.Signal.Kind kind) {
        if (running) {
            running = false;
            status = kind == Input.Signal.Kind.TERMINATE ? TERMINATED : HUNG_UP;
        }
    }

    private void copy(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ("\u001b]52;c;" + encoded + "\u0007").getBytes(StandardCharsets.US_ASCII);
        tty.write(bytes, bytes.length);
    }

    private void draw() {
        pace.drawn();
        surface.show(finish.apply(View.view(model, panes)));
    }
}
