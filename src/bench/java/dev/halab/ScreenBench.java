package dev.halab;

import dev.halab.terminal.Input;
import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.terminal.Tty;
import dev.halab.terminal.VtView;
import dev.halab.tui.Canvas;
import dev.halab.tui.Frame;
import dev.halab.tui.Rect;
import dev.halab.tui.Theme;
import dev.halab.tui.paint.Painter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Measures what a frame costs from the cells to the bytes, and how fast a pane takes in what a program prints. See
/// `bench/screen`.
public final class ScreenBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int RUNS = 400;
    private static final int WARM_UPS = 400;

    /// Counts what is written.
    private static final class Counter implements Tty {
        private long writes;
        private long bytes;

        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void enter(Modes modes) {}

        @Override
        public void leave() {}

        @Override
        public void write(byte[] written, int length) {
            writes++;
            bytes += length;
        }

        @Override
        public Optional<Input> next(Duration limit) {
            return Optional.empty();
        }

        @Override
        public void suspend() {}

        @Override
        public void close() {}
    }

    /// Makes the n-th frame of a kind.
    private interface Film {
        Frame frame(int n);
    }

    private ScreenBench() {}

    public static void main(String[] arguments) {
        System.out.println("| frame | p50 µs | p95 µs | CPU µs mean | bytes p50 | writes a frame |");
        System.out.println("|---|---|---|---|---|---|");
        for (Size size : new Size[] {new Size(80, 24), new Size(120, 40), new Size(200, 50)}) {
            frames(size, "every cell changed", n -> all(size, n));
            frames(size, "one row changed", n -> row(size, n));
            frames(size, "one character typed", n -> letter(size, n));
            frames(size, "nothing changed", n -> all(size, 0));
        }
        System.out.println();
        System.out.println("| pane of 80x24 takes in | MB/s | MB a CPU second | view µs p50 |");
        System.out.println("|---|---|---|---|");
        pane("lines of text", "the quick brown fox jumps over the lazy dog, 0123456789\r\n");
        pane("`yes`", "y\r\n");
        pane("coloured words", "\u001b[31mred\u001b[0m and \u001b[1;38;2;10;20;30mtrue\u001b[0m colour\r\n");
        pane("a full screen drawn over and over", screenful());
        pane("wide characters", "漢字かな交じり文の一行です\r\n");
    }

    private static void frames(Size size, String what, Film film) {
        var counter = new Counter();
        var painter = new Painter(counter);
        for (int n = 0; n < WARM_UPS; n++) {
            painter.paint(film.frame(n));
        }
        long[] took = new long[RUNS];
        long[] bytes = new long[RUNS];
        long writes = counter.writes;
        long cpu = 0;
        for (int n = 0; n < RUNS; n++) {
            Frame frame = film.frame(WARM_UPS + n);
            long before = counter.bytes;
            long start = System.nanoTime();
            long spent = THREADS.getCurrentThreadCpuTime();
            painter.paint(frame);
            cpu += THREADS.getCurrentThreadCpuTime() - spent;
            took[n] = System.nanoTime() - start;
            bytes[n] = counter.bytes - before;
        }
        Arrays.sort(took);
        Arrays.sort(bytes);
        System.out.printf(
                "| %s, %s | %d | %d | %d | %d | %.2f |%n",
                size,
                what,
                took[RUNS / 2] / 1000,
                took[RUNS * 95 / 100] / 1000,
                cpu / RUNS / 1000,
                bytes[RUNS / 2],
                (counter.writes - writes) / (double) RUNS);
    }

    private static Frame all(Size size, int n) {
        return frame(size, "\u001b[3%dm".formatted(1 + n % 7), n, 0, size.rows());
    }

    private static Frame row(Size size, int n) {
        return frame(size, "\u001b[32m", n, size.rows() / 2, 1);
    }

    private static Frame letter(Size size, int n) {
        return frame(size, "", n % size.columns(), 0, 0);
    }

    /// A screen of text, of which some rows depend on `n`.
    private static Frame frame(Size size, String colour, int n, int from, int rows) {
        var screen = new JlineVtScreen(size);
        var text = new StringBuilder();
        for (int row = 0; row < size.rows(); row++) {
            boolean changing = row >= from && row < from + rows;
            text.append("\u001b[").append(row + 1).append(";1H").append(changing ? colour : "\u001b[0m");
            for (int column = 0; column < size.columns(); column++) {
                text.append((char) ('!' + (row + column + (changing ? n : 0)) % 90));
            }
        }
        if (rows == 0) {
            text.append("\u001b[3;").append(n + 1).append("Hx");
        }
        feed(screen, text.toString());
        VtView view = screen.view(0);
        var canvas = new Canvas(size.columns(), size.rows(), Theme.named("terminal").orElseThrow());
        canvas.shell(new Rect(0, 0, size.columns(), size.rows()), view);
        canvas.cursor(view.cursor().column(), view.cursor().row());
        return canvas.frame();
    }

    private static String screenful() {
        var text = new StringBuilder("\u001b[H");
        for (int row = 0; row < 24; row++) {
            text.append("\u001b[").append(row + 1).append(";1H\u001b[7m~\u001b[0m").append("x".repeat(70)).append("\u001b[K");
        }
        return text.toString();
    }

    private static void pane(String what, String piece) {
        byte[] bytes = piece.repeat(1 + 1_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        var screen = new JlineVtScreen(new Size(80, 24));
        for (int i = 0; i < 5; i++) {
            screen.feed(bytes, 0, bytes.length);
        }
        long start = System.nanoTime();
        long spent = THREADS.getCurrentThreadCpuTime();
        int times = 10;
        for (int i = 0; i < times; i++) {
            screen.feed(bytes, 0, bytes.length);
        }
        double cpu = (THREADS.getCurrentThreadCpuTime() - spent) / 1e9;
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] looks = new long[200];
        for (int i = 0; i < looks.length; i++) {
            screen.feed(new byte[] {'x'}, 0, 1);
            long before = System.nanoTime();
            screen.view(0);
            looks[i] = System.nanoTime() - before;
        }
        Arrays.sort(looks);
        System.out.printf("| %s | %.1f | %.1f | %d |%n", what, times * bytes.length / 1e6 / seconds, times * bytes.length / 1e6 / cpu, looks[100] / 1000);
    }

    private static void feed(JlineVtScreen screen, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
    }
}
