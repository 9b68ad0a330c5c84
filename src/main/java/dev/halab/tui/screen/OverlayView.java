package dev.halab.tui.screen;

import dev.halab.terminal.KeyName;
import dev.halab.tui.Canvas;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import dev.halab.tui.keys.Keymap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// What lies over the screen: a box in the middle of it or of a part of it. Made anew for each drawing.
final class OverlayView {
    /// A part of a box that can be clicked.
    sealed interface Spot {
        Rect rect();

        /// An entry of a list.
        record Entry(Rect rect, int number) implements Spot {}

        /// What a key does.
        record Press(Rect rect, Chord chord) implements Spot {}
    }

    private static final int WIDEST = 76;

    private final Canvas canvas;
    private final Model model;
    private final List<Spot> spots = new ArrayList<>();
    private Rect box = new Rect(0, 0, 0, 0);

    OverlayView(Canvas canvas, Model model) {
        this.canvas = canvas;
        this.model = model;
    }

    OverlayView draw(Overlay overlay) {
        switch (overlay) {
            case Overlay.Help help -> help(help);
            case Overlay.Palette palette -> palette(palette);
            case Overlay.Confirm confirm -> confirm(confirm);
            case Overlay.Ask ask -> ask(ask);
            case Overlay.Told told -> told(told);
            case Overlay.Tour tour -> tour(tour);
        }
        return this;
    }

    /// The box that was drawn.
    Rect box() {
        return box;
    }

    /// What can be clicked at a place of the box that was drawn.
    Optional<Spot> at(int column, int row) {
        return spots.stream().filter(s -> s.rect().contains(column, row)).findFirst();
    }

    private static int width(Rect area) {
        return Math.min(WIDEST, area.width() - 4);
    }

    /// Where a box may stand that says or asks something about a task: beside the task or below it if there is
    /// room,
    /// so that both can be read.
    ///
    /// @param lines its text for a width
    private Rect area(IntFunction<List<Line>> lines) {
        Bench bench = model.bench();
        Rect all = canvas.all();
        if (model.place() != Place.LAB || bench.zoomed()) {
            return all;
        }
        Arrangement arrangement = Arrangement.of(model.size(), bench);
        Stream<Rect> areas = arrangement.room() == Arrangement.Room.COMPACT
                // a task that lies over the shell may have to show less of itself
                ? Stream.of(arrangement, Arrangement.of(model.size(), bench.focus(Pane.SHELL)))
                        .flatMap(a -> a.pane(Pane.TASK).stream())
                        .map(t -> new Rect(0, t.bottom(), all.width(), all.height() - 2 - t.bottom()))
                : arrangement.pane(Pane.SHELL).stream();
        return areas.filter(a -> lines.apply(width(a) - 4).size() + 4 <= a.height())
                .findFirst()
                .orElse(all);
    }

    /// Draws a box in the middle of an area for so many lines.
    ///
    /// @return the room within it
    private Rect box(Rect area, String title, int lines) {
        int width = width(area);
        int height = Math.min(lines + 2, canvas.all().height() - 2);
        box = new Rect(
                area.x() + (area.width() - width) / 2,
                Math.max(1, area.y() + (area.height() - height) / 2),
                width,
                height);
        canvas.clear(box, Role.TEXT);
        canvas.box(box, title, true);
        return new Rect(box.x() + 2, box.y() + 1, width - 4, height - 2);
    }

    private void help(Overlay.Help help) {
        List<Line> lines = Offers.of(model, help.context()).stream()
                .map(a -> entry(a, Offers.text(model, a)))
                .toList();
        Rect room = box(
                canvas.all(),
                "Keys, %s: Enter does it, Esc closes".formatted(help.context().word()),
                lines.size());
        list(room, lines, help.selected());
    }

    private Line entry(Action action, String text) {
        Keymap keys = model.display().keymap();
        String key =
                String.join(" ", keys.keys(action).stream().map(c -> c.text()).toList());
        return Line.of(Role.KEYCAP, "%-9s".formatted(key)).and(Role.TEXT, text);
    }

    private void list(Rect room, List<Line> lines, int selected) {
        int from = Math.clamp(selected - room.height() / 2L, 0, Math.max(0, lines.size() - room.height()));
        for (int row = 0; row < room.height() && from + row < lines.size(); row++) {
            boolean marked = from + row == selected;
            canvas.put(room.x(), room.y() + row, 2, Role.ACCENT, marked ? "> " : "  ");
            Line line = lines.get(from + row);
            canvas.put(room.x() + 2, room.y() + row, room.width() - 2, marked ? line.in(Role.SELECTED) : line);
            spots.add(new Spot.Entry(new Rect(room.x(), room.y() + row, room.width(), 1), from + row));
        }
        int below = lines.size() - from - room.height();
        if (below > 0) {
            String text = " %d more below ".formatted(below);
            canvas.put(room.right() - text.length(), room.bottom(), text.length(), Role.DIM, text);
        }
        canvas.cursor(room.x(), room.y() + selected - from);
    }

    private void palette(Overlay.Palette palette) {
        List<Line> lines = Offers.matching(model, palette.query()).stream()
                .map(o -> switch (o) {
                    case Offers.Offer.Do(Action action, String text) -> {
                        Line line = entry(action, text);
                        yield Actions.barred(model, action)
                                .map(why -> line.in(Role.STALE).and(Role.STALE, " (" + why + ")"))
                                .orElse(line);
                    }
                    case Offers.Offer.Go(var task, String text) -> Line.of(Role.TEXT, " ".repeat(9) + text);
                    case Offers.Offer.Enter(String node, String text) -> Line.of(Role.TEXT, " ".repeat(9) + text);
                    case Offers.Offer.Page(String title, String text) -> Line.of(Role.TEXT, " ".repeat(9) + text);
                })
                .toList();
        Rect room = box(canvas.all(), "What do you want to do?", Math.max(1, lines.size()) + 2);
        int end = canvas.put(room.x(), room.y(), room.width() - 1, Role.ACCENT, ": " + palette.query());
        Rect rest = new Rect(room.x(), room.y() + 2, room.width(), room.height() - 2);
        if (lines.isEmpty()) {
            canvas.put(rest.x(), rest.y(), rest.width(), Role.DIM, "Nothing matches.");
        } else {
            list(rest, lines, Math.min(palette.selected(), lines.size() - 1));
        }
        canvas.cursor(end, room.y());
    }

    private void confirm(Overlay.Confirm confirm) {
        IntFunction<List<Line>> question =
                width -> Line.of(Role.TEXT, confirm.question()).wrap(width, 0);
        Rect area = area(question);
        List<Line> lines = new ArrayList<>(question.apply(width(area) - 4));
        lines.add(Line.EMPTY);
        lines.add(Line.of(Role.KEYCAP, "y")
                .and(Role.DIM, " yes   ")
                .and(Role.KEYCAP, "n")
                .and(Role.DIM, " no"));
        Rect room = box(area, confirm.title(), lines.size());
        canvas.lines(room, lines, 0);
        int last = room.bottom() - 1;
        spots.add(new Spot.Press(new Rect(room.x(), last, 5, 1), Chord.of('y')));
        spots.add(new Spot.Press(new Rect(room.x() + 8, last, 4, 1), Chord.of('n')));
        canvas.cursor(room.x(), last);
    }

    private void ask(Overlay.Ask ask) {
        IntFunction<List<Line>> question =
                width -> Line.of(Role.TEXT, ask.title()).wrap(width, 0);
        Rect area = area(question);
        List<Line> title = question.apply(width(area) - 4);
        Rect room = box(area, "Enter takes it, Esc does not", title.size() + 2);
        canvas.lines(room, title, 0);
        int most = room.width() - 3;
        String shown = ask.text();
        while (Glyphs.width(shown) > most) {
            shown = shown.substring(shown.offsetByCodePoints(0, 1));
        }
        int end = canvas.put(room.x(), room.bottom() - 1, room.width(), Role.ACCENT, "> " + shown);
        canvas.cursor(end, room.bottom() - 1);
    }

    private void told(Overlay.Told told) {
        IntFunction<List<Line>> text = width -> told.lines().stream()
                .flatMap(l -> l.wrap(width, l.spans().size() > 1 ? 6 : 0).stream())
                .toList();
        Rect area = area(text);
        List<Line> lines = text.apply(width(area) - 4);
        Rect room = box(area, told.title(), lines.size() + 2);
        Rect rest = new Rect(room.x(), room.y(), room.width(), room.height() - 2);
        int from = Math.min(told.scroll(), Math.max(0, lines.size() - rest.height()));
        canvas.lines(rest, lines, from);
        int below = lines.size() - from - rest.height();
        last(room, below > 0 ? "Down: %d more lines   Esc closes".formatted(below) : "Esc closes", KeyName.ESCAPE);
        canvas.cursor(room.x(), room.y());
    }

    private void tour(Overlay.Tour tour) {
        List<Line> lines = new ArrayList<>();
        for (Line line : TourText.page(model, tour.page())) {
            lines.addAll(line.wrap(width(canvas.all()) - 4, line.spans().size() > 1 ? 8 : 0));
        }
        Rect room = box(canvas.all(), "First steps %d/%d".formatted(tour.page() + 1, TourText.PAGES), lines.size() + 2);
        canvas.lines(room, lines, 0);
        for (int i = 0; tour.page() == TourText.WORLD && i < lines.size(); i++) {
            String text = lines.get(i).text();
            if (text.matches("[1-9] .*")) {
                spots.add(new Spot.Press(new Rect(room.x(), room.y() + i, room.width(), 1), Chord.of(text.charAt(0))));
            }
        }
        boolean more = tour.page() + 1 < TourText.PAGES;
        last(
                room,
                more ? "Enter goes on   Up goes back   Esc skips the tour" : "Enter begins   Up goes back",
                KeyName.ENTER);
        canvas.cursor(room.x(), room.bottom() - 1);
    }

    /// The last line of a box: which keys there are, and which one a click there stands for.
    private void last(Rect room, String text, KeyName key) {
        int y = room.bottom() - 1;
        canvas.put(room.x(), y, room.width(), Role.DIM, text);
        spots.add(new Spot.Press(new Rect(room.x(), y, room.width(), 1), Chord.of(key)));
    }
}
