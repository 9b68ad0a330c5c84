package dev.halab.tui.screen;

import dev.halab.attempt.Event;
import dev.halab.terminal.Input;
import dev.halab.terminal.JlineTty;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.terminal.Tty;
import dev.halab.terminal.VtView;
import dev.halab.tui.Frame;
import dev.halab.tui.Surface;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Keymap;
import dev.halab.tui.live.Loop;
import dev.halab.tui.live.Performer;
import dev.halab.tui.paint.Painter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The tutor on a made-up lab, to be looked at: shells echo what is typed, checks fail once and then pass. Run it in a
/// terminal with the classpath of the tests.
final class Demo implements Performer, Panes {
    private final Map<String, JlineVtScreen> shells = new ConcurrentHashMap<>();
    private int judged;

    public static void main(String[] arguments) {
        try (JlineTty tty = JlineTty.open(System.getenv(), () -> {})) {
            tty.enter(new Tty.Modes(true));
            Theme theme = Theme.named(arguments.length > 0 ? arguments[0] : "terminal")
                    .orElseThrow();
            Display display = new Display(tty.size(), theme, false, false, Keymap.standard());
            Painter painter = new Painter(tty);
            Surface surface = new Surface() {
                @Override
                public void show(Frame frame) {
                    painter.paint(frame);
                }

                @Override
                public void forget() {
                    painter.forget();
                }
            };
            Demo demo = new Demo();
            InstantSource clock = InstantSource.system();
            Model start = Model.start(display, List.of(), clock.instant());
            new Loop(start, tty, surface, demo, demo, clock, UnaryOperator.identity()).run();
        }
    }

    @Override
    public Optional<VtView> view(String node, int scrolledBack) {
        return Optional.ofNullable(shells.get(node)).map(s -> s.view(scrolledBack));
    }

    @Override
    public void begin(Effect effect, Consumer<Msg> news) {
        switch (effect) {
            case Effect.ReadCourse ignored ->
                news.accept(new Msg.CourseRead(Scene.COURSE, Scene.attempt(new Event.Opened("ha-mini/lb")), true));
            case Effect.LookAtMachines ignored -> news.accept(new Msg.WorldSeen(world()));
            case Effect.LookAround ignored -> news.accept(new Msg.LookedAround(Scene.survey()));
            case Effect.OpenTask(var task) ->
                news.accept(new Msg.Opened(task, Scene.attempt(new Event.Opened(task.id()))));
            case Effect.Judge ignored -> judge(news);
            case Effect.AskHint ignored ->
                news.accept(new Msg.Hinted(Optional.of(Scene.hint()), Scene.attempt(new Event.Opened("ha-mini/lb"))));
            case Effect.OpenShell(String node, Size size) -> {
                shells.put(node, new JlineVtScreen(size));
                print(node, "learner@%s:~$ ".formatted(node), news);
                news.accept(new Msg.ShellOpened(node));
            }
            case Effect.ResizeShells(Size size) -> shells.values().forEach(s -> s.resize(size));
            case Effect.Type(String node, Input.Key key) -> {
                String typed = new String(key.raw().toArray(), StandardCharsets.UTF_8);
                print(node, typed.replace("\r", "\r\nlearner@%s:~$ ".formatted(node)), news);
            }
            case Effect.PasteInto(String node, String text, boolean mayRun) ->
                print(node, text.replace("\n", "\r\n> "), news);
            case Effect.BringUp(String lab) -> {
                news.accept(new Msg.UpBegan(lab, Scene.MINI, Optional.empty()));
                news.accept(new Msg.PhaseBegan("lb-1", "create", Optional.empty()));
                news.accept(new Msg.DetailCame("lb-1", "made from the image"));
                news.accept(new Msg.PhaseBegan("cp-1", "boot", Optional.empty()));
            }
            default -> {}
        }
    }

    private void print(String node, String text, Consumer<Msg> news) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional.ofNullable(shells.get(node)).ifPresent(s -> s.feed(bytes, 0, bytes.length));
        news.accept(new Msg.ShellPrinted(node, false, text.endsWith("$ ")));
    }

    private void judge(Consumer<Msg> news) {
        judged++;
        news.accept(new Msg.Judged(
                judged % 3 == 0 ? Scene.passing(Scene.report()) : Scene.report(),
                true,
                Scene.attempt(new Event.Opened("ha-mini/lb"))));
    }

    private static Known.World world() {
        return new Known.World(
                "docker", Set.of("power-off"), Optional.of(Scene.MINI), Scene.machines(), "can run the machines");
    }

    @Override
    public void close() {}
}
