package dev.halab;

import dev.halab.cli.Desk;
import dev.halab.console.PlainTutor;
import dev.halab.console.Prompt;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.settings.Settings;
import dev.halab.terminal.JlineTty;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.LinePrompt;
import dev.halab.terminal.Tty;
import dev.halab.tui.Frame;
import dev.halab.tui.Surface;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Keymap;
import dev.halab.tui.keys.KeysFile;
import dev.halab.tui.live.LiveShells;
import dev.halab.tui.live.Loop;
import dev.halab.tui.live.Performer;
import dev.halab.tui.live.TourMark;
import dev.halab.tui.live.TutorPerformer;
import dev.halab.tui.paint.Painter;
import dev.halab.tui.screen.Display;
import dev.halab.tui.screen.Model;
import dev.halab.tui.screen.Panes;
import dev.halab.tui.screen.View;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Opens the tutor: on the screen, or as lines. What is wrong with its configuration is said there; it starts with
/// defaults.
final class Tutoring {
    private final Session session;
    private final Map<String, String> environment;
    private final boolean ascii;
    private final Runnable stop;
    private final Function<Throwable, Problem> defects;
    private final List<String> problems = new ArrayList<>();

    /// @param ascii whether nothing but ASCII can be shown
    /// @param stop stops this process as Ctrl-Z does
    /// @param defects writes a defect down and says what to tell the person
    Tutoring(
            Session session,
            Map<String, String> environment,
            boolean ascii,
            Runnable stop,
            Function<Throwable, Problem> defects) {
        this.session = session;
        this.environment = environment;
        this.ascii = ascii;
        this.stop = stop;
        this.defects = defects;
    }

    /// Whether screens would be of no use here.
    boolean isPlain(Desk.Wishes wishes) {
        return wishes.plain() || environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// The tutor as lines, until the learner leaves.
    ///
    /// @param ssh opens a shell on a node
    void plain(Consumer<String> out, Consumer<String> ssh) {
        Path history = session.places().state().resolve("history");
        try (LinePrompt lines = LinePrompt.open(environment, history, line -> PlainTutor.words())) {
            Prompt prompt = lines::line;
            new PlainTutor(story(), new Machines(session), prompt, out, ssh).run();
        }
    }

    /// The tutor on the screen, until the learner leaves.
    ///
    /// @return the exit status
    int screen(Desk.Wishes wishes) {
        warmUp();
        try (JlineTty tty = JlineTty.open(environment, stop)) {
            tty.enter(new Tty.Modes(wishes.mouse()));
            LiveShells shells = shells();
            try (TutorPerformer performer = performer(shells)) {
                return loop(wishes, tty, shells, performer).run();
            }
        }
    }

    /// Draws a picture for nobody, beside what takes the terminal over, which takes as long: what the first one for
    /// somebody needs is there then.
    Thread warmUp() {
        return Thread.ofPlatform().daemon().name("warming up").start(() -> {
            Theme theme = Theme.named(Theme.names().getFirst()).orElseThrow();
            Display display = new Display(Nowhere.SIZE, theme, false, false, Keymap.standard());
            Model model = Model.start(display, List.of(), session.clock().instant());
            surface(new Nowhere()).show(View.view(model, (node, back) -> Optional.empty()));
        });
    }

    LiveShells shells() {
        return new LiveShells(session::node, JlineVtScreen::new);
    }

    /// Closes the shells when it is closed.
    TutorPerformer performer(LiveShells shells) {
        TourMark tour = new TourMark(session.places().state().resolve("tour-seen"));
        return new TutorPerformer(session, this::story, shells, tour, defects);
    }

    Loop loop(Desk.Wishes wishes, Tty tty, Panes panes, Performer performer) {
        Keymap keymap = keymap();
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        Theme theme = theme(colours ? wishes.theme() : "mono");
        boolean poor = ascii || environment.getOrDefault("TERM", "").equals("linux");
        Display display = new Display(tty.size(), theme, poor, wishes.calm(), keymap);
        Model start = Model.start(display, problems, session.clock().instant());
        UnaryOperator<Frame> finish = colours ? UnaryOperator.identity() : Frame::withoutColours;
        return new Loop(start, tty, surface(tty), panes, performer, session.clock(), finish);
    }

    private Story story() {
        return new Story(session, RandomGenerator.getDefault());
    }

    private static Surface surface(Tty tty) {
        Painter painter = new Painter(tty);
        return new Surface() {
            @Override
            public void show(Frame frame) {
                painter.paint(frame);
            }

            @Override
            public void forget() {
                painter.forget();
            }
        };
    }

    /// The option goes before HALAB_THEME, and that before `config.yaml`.
    private Theme theme(String wished) {
        String name = wished.isEmpty() ? environment.getOrDefault("HALAB_THEME", "") : wished;
        if (name.isEmpty()) {
            name = configured();
        }
        Optional<Theme> theme = name.isEmpty() ? Optional.empty() : Theme.named(name);
        if (theme.isEmpty() && !name.isEmpty()) {
            problems.add("there is no theme '%s'%s; the themes are: %s"
                    .formatted(name, DidYouMean.suffix(name, Theme.names()), String.join(", ", Theme.names())));
        }
        return theme.or(() -> Theme.named(Theme.names().getFirst())).orElseThrow();
    }

    private String configured() {
        try {
            return Settings.read(session.places().config().resolve("config.yaml"))
                    .theme();
        } catch (HalabException e) {
            problems.add(e.problem().why());
            return "";
        }
    }

    private Keymap keymap() {
        Path file = session.places().config().resolve("keys.yaml");
        try {
            KeysFile.Outcome read = KeysFile.read(Files.readString(file), Keymap.standard());
            problems.addAll(read.problems());
            return read.keymap();
        } catch (NoSuchFileException e) {
            return Keymap.standard();
        } catch (IOException e) {
            problems.add("%s cannot be read".formatted(file));
            return Keymap.standard();
        }
    }
}
