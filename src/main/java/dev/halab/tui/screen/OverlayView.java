package dev.halab.tui.screen;

import dev.halab.tui.Canvas;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Keymap;
import java.util.ArrayList;
import java.util.List;

/// What lies over the screen: a box in its middle.
final class OverlayView {
    private static final int WIDEST = 76;

    private OverlayView() {}

    static void draw(Canvas canvas, Model model, Overlay overlay) {
        switch (overlay) {
            case Overlay.Help help -> help(canvas, model, help);
            case Overlay.Palette palette -> palette(canvas, model, palette);
            case Overlay.Confirm confirm -> confirm(canvas, confirm);
            case Overlay.Ask ask -> ask(canvas, ask);
            case Overlay.Told told -> told(canvas, told);
            case Overlay.Tour tour -> tour(canvas, model, tour);
        }
    }

    private static int width(Canvas canvas) {
        return Math.min(WIDEST, canvas.all().width() - 4);
    }

    /// A box for so many lines, and the room within it.
    private static Rect box(Canvas canvas, String title, int lines) {
        Rect all = canvas.all();
        int width = width(canvas);
        int height = Math.min(lines + 2, all.height() - 2);
        Rect box = new Rect((all.width() - width) / 2, Math.max(1, (all.height() - height) / 2), width, height);
        canvas.clear(box, Role.TEXT);
        canvas.box(box, title, true);
        return new Rect(box.x() + 2, box.y() + 1, width - 4, height - 2);
    }

    private static void help(Canvas canvas, Model model, Overlay.Help help) {
        Keymap keys = model.display().keymap();
        List<Line> lines = Offers.of(help.context()).stream()
                .map(a -> entry(keys, a, a.help()))
                .toList();
        Rect room = box(
                canvas,
                "Keys, %s: Enter does it, Esc closes".formatted(help.context().word()),
                lines.size());
        list(canvas, room, lines, help.selected());
    }

    private static Line entry(Keymap keys, Action action, String text) {
        String key =
                String.join(" ", keys.keys(action).stream().map(c -> c.text()).toList());
        return Line.of(Role.KEYCAP, "%-9s".formatted(key)).and(Role.TEXT, text);
    }

    private static void list(Canvas canvas, Rect room, List<Line> lines, int selected) {
        int from = Math.clamp(selected - room.height() / 2L, 0, Math.max(0, lines.size() - room.height()));
        for (int row = 0; row < room.height() && from + row < lines.size(); row++) {
            boolean marked = from + row == selected;
            canvas.put(room.x(), room.y() + row, 2, Role.ACCENT, marked ? "> " : "  ");
            Line line = lines.get(from + row);
            canvas.put(room.x() + 2, room.y() + row, room.width() - 2, marked ? line.in(Role.SELECTED) : line);
        }
        int below = lines.size() - from - room.height();
        if (below > 0) {
            String text = " %d more below ".formatted(below);
            canvas.put(room.right() - text.length(), room.bottom(), text.length(), Role.DIM, text);
        }
        canvas.cursor(room.x(), room.y() + selected - from);
    }

    private static void palette(Canvas canvas, Model model, Overlay.Palette palette) {
        Keymap keys = model.display().keymap();
        List<Line> lines = Offers.matching(model, palette.query()).stream()
                .map(o -> switch (o) {
                    case Offers.Offer.Do(Action action, String text) -> {
                        Line line = entry(keys, action, text);
                        yield Actions.barred(model, action)
                                .map(why -> line.in(Role.STALE).and(Role.STALE, " (" + why + ")"))
                                .orElse(line);
                    }
                    case Offers.Offer.Go(var task, String text) -> Line.of(Role.TEXT, " ".repeat(9) + text);
                    case Offers.Offer.Enter(String node, String text) -> Line.of(Role.TEXT, " ".repeat(9) + text);
                })
                .toList();
        Rect room = box(canvas, "What do you want to do?", Math.max(1, lines.size()) + 2);
        int end = canvas.put(room.x(), room.y(), room.width() - 1, Role.ACCENT, ": " + palette.query());
        Rect rest = new Rect(room.x(), room.y() + 2, room.width(), room.height() - 2);
        if (lines.isEmpty()) {
            canvas.put(rest.x(), rest.y(), rest.width(), Role.DIM, "Nothing matches.");
        } else {
            list(canvas, rest, lines, Math.min(palette.selected(), lines.size() - 1));
        }
        canvas.cursor(end, room.y());
    }

    private static void confirm(Canvas canvas, Overlay.Confirm confirm) {
        List<Line> lines =
                new ArrayList<>(Line.of(Role.TEXT, confirm.question()).wrap(width(canvas) - 4, 0));
        lines.add(Line.EMPTY);
        lines.add(Line.of(Role.KEYCAP, "y")
                .and(Role.DIM, " yes   ")
                .and(Role.KEYCAP, "n")
                .and(Role.DIM, " no"));
        Rect room = box(canvas, confirm.title(), lines.size());
        canvas.lines(room, lines, 0);
        canvas.cursor(room.x(), room.bottom() - 1);
    }

    private static void ask(Canvas canvas, Overlay.Ask ask) {
        List<Line> title = Line.of(Role.TEXT, ask.title()).wrap(width(canvas) - 4, 0);
        Rect room = box(canvas, "Enter takes it, Esc does not", title.size() + 2);
        canvas.lines(room, title, 0);
        int most = room.width() - 3;
        String shown = ask.text();
        while (Glyphs.width(shown) > most) {
            shown = shown.substring(shown.offsetByCodePoints(0, 1));
        }
        int end = canvas.put(room.x(), room.bottom() - 1, room.width(), Role.ACCENT, "> " + shown);
        canvas.cursor(end, room.bottom() - 1);
    }

    private static void told(Canvas canvas, Overlay.Told told) {
        List<Line> lines = told.lines().stream()
                .flatMap(l -> l.wrap(width(canvas) - 4, l.spans().size() > 1 ? 6 : 0).stream())
                .toList();
        Rect room = box(canvas, told.title(), lines.size() + 2);
        Rect text = new Rect(room.x(), room.y(), room.width(), room.height() - 2);
        int from = Math.min(told.scroll(), Math.max(0, lines.size() - text.height()));
        canvas.lines(text, lines, from);
        int below = lines.size() - from - text.height();
        canvas.put(
                room.x(),
                room.bottom() - 1,
                room.width(),
                Role.DIM,
                below > 0 ? "Down: %d more lines   Esc closes".formatted(below) : "Esc closes");
        canvas.cursor(room.x(), room.y());
    }

    private static void tour(Canvas canvas, Model model, Overlay.Tour tour) {
        List<Line> lines = new ArrayList<>();
        for (Line line : TourText.page(model, tour.page())) {
            lines.addAll(line.wrap(width(canvas) - 4, line.spans().size() > 1 ? 8 : 0));
        }
        Rect room = box(canvas, "First steps %d/%d".formatted(tour.page() + 1, TourText.PAGES), lines.size() + 2);
        canvas.lines(room, lines, 0);
        canvas.put(
                room.x(),
                room.bottom() - 1,
                room.width(),
                Role.DIM,
                "Enter goes on   Up goes back   Esc skips the tour");
        canvas.cursor(room.x(), room.bottom() - 1);
    }
}
