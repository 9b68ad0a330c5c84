package dev.halab.terminal;

import dev.halab.terminal.VtView.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A pane on JLine's emulation of a terminal.
public final class JlineVtScreen implements VtScreen {
    /// As many lines are kept that scrolled out.
    public static final int MOST_SCROLLBACK = 5_000;

    /// Others may look at the screen after so many bytes.
    private static final int SLICE = 16 * 1024;

    /// Fair: whoever wants the picture gets its turn in the middle of a flood.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Emulation screen;
    private final ProgramModes modes = new ProgramModes();
    private final VtFilter filter;
    private final VtParser parser;
    private Size size;
    private long version;
    private long viewed = -1;
    private @Nullable VtView live;

    public JlineVtScreen(Size size) {
        this.size = size;
        screen = new Emulation(size, MOST_SCROLLBACK);
        filter = new VtFilter(screen, modes);
        parser = new VtParser(filter);
    }

    @Override
    public void feed(byte[] bytes, int from, int length) {
        for (int done = 0; done < length; done += SLICE) {
            int slice = Math.min(SLICE, length - done);
            int at = from + done;
            locked(() -> parser.feed(bytes, at, slice));
        }
    }

    @Override
    public byte[] answers() {
        lock.lock();
        try {
            return filter.takeAnswers();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resize(Size to) {
        locked(() -> {
            size = to;
            screen.resize(to);
            filter.resized();
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            screen.flush();
            version++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public VtModes modes() {
        lock.lock();
        try {
            return modes.modes(screen.onAlternate());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public VtView view(int scrolledBack) {
        lock.lock();
        try {
            VtView known = live;
            if (scrolledBack <= 0 && known != null && viewed == version) {
                return known;
            }
            VtView drawn = draw(Math.max(0, scrolledBack));
            if (drawn.scrolledBack() == 0) {
                live = drawn;
                viewed = version;
            }
            return drawn;
        } finally {
            lock.unlock();
        }
    }

    private VtView draw(int wanted) {
        long[] cells = screen.cells();
        List<long[]> kept = screen.kept();
        int scrollback = Math.min(MOST_SCROLLBACK, screen.scrollback().count() + kept.size());
        int back = Math.min(wanted, scrollback);
        int columns = screen.columns();
        int rows = screen.rows();
        int[] codePoints = new int[columns * rows];
        long[] styles = new long[columns * rows];
        for (int row = 0; row < rows; row++) {
            int above = back - row;
            if (above > 0) {
                out(above, kept, codePoints, styles, row * columns, columns);
            } else {
                screen.decode(cells, -above * columns, columns, codePoints, styles, row * columns);
            }
        }
        if (modes.reverse()) {
            Arrays.setAll(styles, i -> styles[i] ^ VtStyle.REVERSE);
        }
        var cursor = new Cursor(screen.column(), screen.row(), modes.cursorVisible(), modes.shape());
        var drawn = new VtView(new Size(columns, rows), codePoints, styles, cursor, back, scrollback);
        return drawn.size().equals(size) ? drawn : drawn.cropped(size);
    }

    /// A line that scrolled out, the first above the live screen having `above` 1.
    private void out(int above, List<long[]> kept, int[] codePoints, long[] styles, int to, int columns) {
        Arrays.fill(codePoints, to, to + columns, ' ');
        if (above <= kept.size()) {
            long[] line = kept.get(kept.size() - above);
            screen.decode(line, 0, Math.min(columns, line.length), codePoints, styles, to);
        } else {
            Scrollback.Line line = screen.scrollback().line(above - kept.size() - 1);
            int length = Math.min(columns, line.codePoints().length);
            System.arraycopy(line.codePoints(), 0, codePoints, to, length);
            System.arraycopy(line.styles(), 0, styles, to, length);
        }
        int last = codePoints[to + columns - 1];
        if (Emulation.width(last) == 2) {
            codePoints[to + columns - 1] = ' ';
        }
    }

    @Override
    public Optional<Match> find(String text, int age, Search direction) {
        lock.lock();
        try {
            return new LineSearch(text, this::whole).from(age, direction);
        } finally {
            lock.unlock();
        }
    }

    /// A line by its age, in whole.
    private Optional<Scrollback.Line> whole(int age) {
        List<long[]> kept = screen.kept();
        int above = age - screen.rows() + 1;
        if (age < 0 || above > kept.size() + screen.scrollback().count()) {
            return Optional.empty();
        }
        if (above > kept.size()) {
            return Optional.of(screen.scrollback().line(above - kept.size() - 1));
        }
        long[] line = above > 0 ? kept.get(kept.size() - above) : row(-above);
        int[] codePoints = new int[line.length];
        long[] styles = new long[line.length];
        screen.decode(line, 0, line.length, codePoints, styles, 0);
        return Optional.of(new Scrollback.Line(codePoints, styles));
    }

    private long[] row(int row) {
        int columns = screen.columns();
        return Arrays.copyOfRange(screen.cells(), row * columns, (row + 1) * columns);
    }
}
