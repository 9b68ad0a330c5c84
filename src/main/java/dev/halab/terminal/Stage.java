package dev.halab.terminal;

/// What a program set for all that follows: the pen, the region that scrolls, which screen, and what it saved of it.
final class Stage {
    private record Saved(long style, boolean autowrap, boolean origin) {
        static final Saved NEW = new Saved(VtStyle.PLAIN, true, false);
    }

    private final Emulation screen;
    private final Pen pen = new Pen();
    private Saved saved = Saved.NEW;
    private Saved savedElsewhere = Saved.NEW;
    private long styleBefore = VtStyle.PLAIN;
    private int columnBefore;
    private int rowBefore;
    private boolean autowrap = true;
    private boolean origin;
    private int top;
    private int bottom = Integer.MAX_VALUE;

    Stage(Emulation screen) {
        this.screen = screen;
    }

    Pen pen() {
        return pen;
    }

    boolean autowrap() {
        return autowrap;
    }

    /// The row that rows are counted from.
    int origin() {
        return origin ? top : 0;
    }

    /// What is erased takes the colour behind the text, and nothing else.
    long erasing() {
        return VtStyle.withBackground(VtStyle.PLAIN, VtStyle.background(pen.style()));
    }

    /// `ESC 7`.
    void save() {
        screen.style(pen.style());
        saved = new Saved(pen.style(), autowrap, origin);
        screen.escape("7");
    }

    /// `ESC 8`.
    void restore() {
        screen.escape("8");
        pen.set(saved.style());
        autowrap = saved.autowrap();
        origin = saved.origin();
        screen.styleRestored(saved.style());
    }

    /// As new, except for what scrolled out.
    void reset() {
        screen.reset();
        pen.set(VtStyle.PLAIN);
        saved = Saved.NEW;
        savedElsewhere = Saved.NEW;
        autowrap = true;
        origin = false;
        top = 0;
        bottom = Integer.MAX_VALUE;
    }

    /// JLine's own would forget which screen it is on.
    void softReset() {
        pen.set(VtStyle.PLAIN);
        int column = screen.column() + 1;
        int row = screen.row() + 1;
        screen.mode("4", false);
        screen.mode("?6", false);
        screen.mode("?7", true);
        screen.escape("(B");
        screen.escape(")B");
        screen.control((char) 0x0f);
        screen.style(VtStyle.PLAIN);
        screen.sequence(1, screen.rows(), 'r');
        screen.sequence(1, 1, 'H');
        save();
        screen.sequence(row, column, 'H');
        autowrap = true;
        origin = false;
        top = 0;
        bottom = Integer.MAX_VALUE;
    }

    /// Modes 47 and 1047.
    void alternate(boolean on) {
        if (on != screen.onAlternate()) {
            screen.style(erasing());
            screen.alternate(on);
            Saved here = saved;
            saved = savedElsewhere;
            savedElsewhere = here;
        }
    }

    /// Mode 1049, which brings cursor and colour back.
    void alternateAndBack(boolean on) {
        if (on == screen.onAlternate()) {
            return;
        }
        if (on) {
            columnBefore = screen.column();
            rowBefore = screen.row();
            styleBefore = pen.style();
            alternate(true);
        } else {
            alternate(false);
            pen.set(styleBefore);
            screen.mode("?6", false);
            screen.sequence(rowBefore + 1, columnBefore + 1, 'H');
            screen.mode("?6", origin);
            screen.sequence(rowBefore + 1, columnBefore + 1, 'H');
        }
    }

    /// Which rows scroll.
    void region(VtSequence sequence) {
        int first = sequence.atLeastOne(0);
        int last = Math.min(screen.rows(), sequence.number(1, 0) == 0 ? screen.rows() : sequence.number(1, 0));
        if (first < last) {
            top = first - 1;
            bottom = last == screen.rows() ? Integer.MAX_VALUE : last;
            screen.sequence(first, last, 'r');
        }
    }

    /// The screen has another size, and so may the region that scrolls.
    void resized() {
        if (bottom >= screen.rows()) {
            bottom = Integer.MAX_VALUE;
        }
    }

    void wrap(boolean on) {
        autowrap = on;
        screen.mode("?7", on);
    }

    void countFromRegion(boolean on) {
        origin = on;
        screen.mode("?6", on);
    }

    /// Whether the next line feed pushes the first line out of a region above fixed lines.
    boolean pushesOut() {
        return top == 0 && bottom < screen.rows() && !screen.onAlternate() && screen.row() == bottom - 1;
    }
}
