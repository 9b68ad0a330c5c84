package dev.halab.tui.screen;

import dev.halab.terminal.Input;
import dev.halab.terminal.Size;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Chord;
import java.time.Duration;
import java.util.Optional;

/// What follows from what happens. A pure function.
public final class Update {
    /// How long the learner has to pause before halab judges by itself.
    static final Duration PAUSE = Duration.ofSeconds(3);

    private Update() {}

    /// What is to be done first of all.
    public static Step begin(Model model) {
        return Step.of(model, new Effect.ReadCourse());
    }

    /// What follows from `msg`.
    public static Step update(Model model, Msg msg) {
        return switch (msg) {
            case Msg.Came(Input input) -> came(model, input);
            case Msg.Ticked(var now) -> ticked(model.at(now));
            default -> News.of(model, msg);
        };
    }

    private static Step came(Model model, Input input) {
        return switch (input) {
            case Input.Key key -> key(model, key);
            case Input.Paste(String text) -> paste(model, text);
            case Input.Mouse mouse -> Pointing.at(model, mouse);
            case Input.Resized(Size size) -> resized(model, size);
            case Input.Focus ignored -> Step.of(model);
            case Input.Signal(Input.Signal.Kind kind) -> signal(model, kind);
            case Input.EndOfInput ignored -> Step.of(model, new Effect.End(Input.Signal.Kind.HANGUP));
        };
    }

    private static Step key(Model model, Input.Key key) {
        Chord chord = Chord.of(key);
        Optional<Overlay> overlay = model.overlay();
        if (overlay.isPresent()) {
            return Covering.key(model, overlay.get(), chord);
        }
        return Keys.key(model, key, chord);
    }

    private static Step paste(Model model, String text) {
        Optional<Overlay> overlay = model.overlay();
        if (overlay.isPresent()) {
            return Covering.paste(model, overlay.get(), text);
        }
        if (model.place() == Place.HOME && model.filter().typing()) {
            String line = text.lines().findFirst().orElse("");
            return Step.of(Filter.type(model, model.filter().words() + line));
        }
        if (Keys.toShell(model)) {
            return Step.of(
                    model.work(model.work().acted(model.now())),
                    new Effect.PasteInto(model.bench().node(), text, true));
        }
        return Step.of(model.say(Role.WAIT, "A paste goes to a shell only: Enter leads to it"));
    }

    private static Step resized(Model model, Size size) {
        return resizeShells(model, model.display(model.display().sized(size)));
    }

    /// Tells the shells if their room changed.
    static Step resizeShells(Model before, Model after) {
        Optional<Size> old = Arrangement.shell(before.size(), before.bench());
        Optional<Size> now = Arrangement.shell(after.size(), after.bench());
        return now.isPresent() && !now.equals(old)
                ? Step.of(after, new Effect.ResizeShells(now.get()))
                : Step.of(after);
    }

    private static Step signal(Model model, Input.Signal.Kind kind) {
        return switch (kind) {
            case SUSPEND -> Step.of(model, new Effect.Suspend());
            case CONTINUE -> Step.of(model, new Effect.Redraw());
            case TERMINATE, HANGUP -> Step.of(model, new Effect.End(kind));
        };
    }

    private static Step ticked(Model model) {
        Work work = model.work();
        boolean news = work.acted().isAfter(work.judged());
        boolean quiet = Duration.between(work.acted(), model.now()).compareTo(PAUSE) >= 0;
        boolean idle = work.busy().isEmpty()
                && !model.bench().tab().fullScreen()
                && Shells.running(model).isEmpty();
        if (work.watching()
                && news
                && quiet
                && idle
                && model.place() == Place.LAB
                && work.task().isPresent()) {
            return Step.of(
                    model.work(work.judging(model.now())),
                    new Effect.Judge(work.task().get(), false));
        }
        return Survey.isDue(model)
                ? Step.of(model.work(work.looking(model.now())), new Effect.LookAround())
                : Step.of(model);
    }
}
