package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Size;
import dev.halab.tui.Frame;
import dev.halab.tui.Letters;
import dev.halab.tui.Rect;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class GoldenTest {
    private static final List<Size> SIZES = List.of(new Size(80, 24), new Size(120, 40), new Size(200, 50));

    static Map<String, Model> screens(Size size) {
        int columns = size.columns();
        int rows = size.rows();
        Map<String, Model> screens = new LinkedHashMap<>();
        Model home = Scene.home(columns, rows);
        Model lab = Scene.lab(columns, rows);
        screens.put("start", Model.start(Scene.display(columns, rows), List.of(), Scene.NOW));
        screens.put("home", home);
        screens.put("machines-coming-up", home.place(Place.MACHINES).bringing(Scene.bringing(false)));
        screens.put("machines-failed", home.place(Place.MACHINES).bringing(Scene.bringing(true)));
        screens.put("lab-task", lab);
        screens.put("lab-shell", lab.bench(lab.bench().focus(Pane.SHELL)));
        screens.put("lab-checks", lab.bench(lab.bench().focus(Pane.CHECKS).check(1)));
        screens.put("lab-evidence", lab.bench(lab.bench().check(1).focus(Pane.EVIDENCE)));
        screens.put("lab-topology", lab.bench(lab.bench().focus(Pane.TOPOLOGY)));
        screens.put(
                "lab-gone",
                Scene.after(
                        lab.bench(lab.bench().focus(Pane.SHELL)), new Msg.ShellEnded("lb-1", "the connection broke")));
        screens.put("hint", Scene.after(lab, new Msg.Hinted(Optional.of(Scene.hint()), Scene.attempt())));
        screens.put("help", lab.over(new Overlay.Help(Context.LAB, 3)));
        screens.put("palette", lab.over(new Overlay.Palette("hint", 0)));
        screens.put(
                "confirm",
                lab.over(new Overlay.Confirm(
                        "Show the solution",
                        "Replay the answer of ha-mini/lb on the nodes? The task then counts as shown, without points.",
                        new Effect.Quit())));
        screens.put(
                "ask",
                lab.over(new Overlay.Ask(new Overlay.Purpose.Search("lb-1"), "Search back in the shell for", "mode")));
        screens.put("tour", home.over(new Overlay.Tour(2)));
        screens.put("tour-world", Scene.bare(columns, rows).over(new Overlay.Tour(TourText.WORLD)));
        screens.put("home-filter", Scene.after(home, Typing.keys("/ j o")));
        return screens;
    }

    static Panes panes(Model model) {
        Size size = Arrangement.shell(model.size(), model.bench()).orElse(new Size(80, 10));
        return Scene.shell(size.columns(), size.rows());
    }

    @TestFactory
    Stream<DynamicTest> screens_look_as_they_should() {
        return SIZES.stream()
                .flatMap(size -> screens(size).entrySet().stream()
                        .map(e -> DynamicTest.dynamicTest(e.getKey() + " " + size, () -> {
                            Model model = e.getValue();
                            Golden.check(
                                    "%s/%s.txt".formatted(e.getKey(), size),
                                    Golden.text(View.view(model, panes(model))));
                            Golden.check("%s/%s.sty".formatted(e.getKey(), size), letters(model));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> screens_can_do_without_colours_and_with_ascii_alone() {
        return SIZES.stream()
                .flatMap(size -> screens(size).entrySet().stream()
                        .map(e -> DynamicTest.dynamicTest(e.getKey() + " " + size, () -> {
                            Model model = e.getValue();
                            Display plain = new Display(
                                    size,
                                    Theme.named("mono").orElseThrow(),
                                    true,
                                    true,
                                    model.display().keymap());
                            Frame frame = View.view(model.display(plain), panes(model))
                                    .withoutColours();
                            List<String> rows = Golden.text(frame);
                            assertThat(rows).allMatch(row -> row.chars().allMatch(c -> c < 128));
                            Golden.check("%s/%s-ascii-mono.txt".formatted(e.getKey(), size), rows);
                        })));
    }

    /// The roles by their letters; what a shell shows has none.
    private static List<String> letters(Model model) {
        Display display = model.display();
        Frame frame = View.view(
                model.display(new Display(
                        display.size(), Letters.theme(), display.ascii(), display.calm(), display.keymap())),
                (node, back) -> Optional.empty());
        return Letters.rows(frame, new Rect(0, 0, frame.width(), frame.height()));
    }
}
