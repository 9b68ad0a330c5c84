package dev.halab.tui.screen;

import dev.halab.machine.MachineStatus;
import dev.halab.terminal.Size;
import dev.halab.tui.Canvas;
import dev.halab.tui.Frame;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import java.util.List;

/// What a model looks like. A pure function, but for what shells show.
public final class View {
    private View() {}

    /// The picture of a model.
    public static Frame view(Model model, Panes panes) {
        Size size = model.size();
        Canvas canvas = new Canvas(size.columns(), size.rows(), model.display().theme());
        if (Arrangement.room(size) == Arrangement.Room.TINY) {
            tiny(canvas, size);
        } else {
            screen(canvas, model, panes);
        }
        Frame frame = canvas.frame();
        return model.display().ascii() ? frame.ascii() : frame;
    }

    /// The screen without what stands above and below every place.
    static Rect body(Size size) {
        return new Rect(0, 2, size.columns(), size.rows() - 4);
    }

    private static void tiny(Canvas canvas, Size size) {
        canvas.put(
                0,
                0,
                size.columns(),
                Role.WARN,
                "need %dx%d, have %s".formatted(Arrangement.LEAST_COLUMNS, Arrangement.LEAST_ROWS, size));
    }

    private static void screen(Canvas canvas, Model model, Panes panes) {
        Rect all = canvas.all();
        Rect body = body(model.size());
        bar(canvas, model);
        switch (model.place()) {
            case HOME -> HomeView.draw(canvas, model, body);
            case MACHINES -> MachinesView.draw(canvas, model, body);
            case LAB -> LabView.draw(canvas, model, panes);
        }
        notice(canvas, model, all.height() - 2);
        Footer.draw(canvas, model, all.height() - 1);
        model.overlays().forEach(o -> new OverlayView(canvas, model).draw(o));
    }

    private static void bar(Canvas canvas, Model model) {
        int width = canvas.all().width();
        canvas.clear(new Rect(0, 0, width, 1), Role.BAR);
        String left = switch (model.place()) {
            case HOME -> " halab  course";
            case MACHINES -> " halab  machines";
            case LAB ->
                model.work()
                        .task()
                        .map(t -> " halab  %s  %s".formatted(t.id(), t.title()))
                        .orElse(" halab");
        };
        String busy = model.work().busy().isEmpty() ? "" : model.work().busy() + "  ";
        String provider = model.known().provider();
        String up = model.bringing().stage() == Bringing.Stage.RUNNING ? "machines coming up  " : "";
        String right = busy + up + (provider.isEmpty() ? "looking around " : provider + " ");
        int room = Math.min(Glyphs.width(right), width / 2);
        canvas.put(0, 0, width - room - 1, Role.BAR, left);
        canvas.put(width - room, 0, room, Role.BAR, right);
        canvas.put(0, 1, width, strip(model));
    }

    /// The nodes in one line.
    private static Line strip(Model model) {
        List<MachineStatus> machines = model.known().machines();
        if (machines.isEmpty()) {
            return Line.of(Role.DIM, model.known().provider().isEmpty() ? "" : " no machines");
        }
        Line line = Line.of(Role.DIM, " ");
        for (MachineStatus machine : machines) {
            line = line.and(Role.TEXT, machine.node() + " ");
            line = machine.running()
                    ? line.and(Role.OK, "up").and(Role.DIM, "  ")
                    : line.and(Role.FAIL, machine.state()).and(Role.DIM, "  ");
        }
        String endpoint = model.work()
                .survey()
                .flatMap(Survey::endpoint)
                .map(Survey.Figure::words)
                .orElse("");
        return model.place() == Place.LAB && !endpoint.isEmpty() ? line.and(Role.DIM, " " + endpoint) : line;
    }

    private static void notice(Canvas canvas, Model model, int y) {
        if (model.bench().leader() && model.place() == Place.LAB) {
            String leader = model.display().keymap().leader().text();
            canvas.put(
                    1,
                    y,
                    canvas.all().width() - 2,
                    Role.WAIT,
                    "%s: now one key for halab; %s sends %s; %s lists the keys"
                            .formatted(
                                    leader,
                                    leader,
                                    leader,
                                    model.display().keymap().key(Action.HELP)));
            return;
        }
        Notice notice = model.notice();
        canvas.put(1, y, canvas.all().width() - 2, notice.role(), notice.text());
    }
}
