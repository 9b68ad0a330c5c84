package dev.halab.tui.screen;

import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.tui.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Measures what the picture of a lab costs when one key was typed in its shell: from the model to the cells, which
/// `ScreenBench` leaves out. See `bench/screen`.
public final class FrameBench {
    private static final int RUNS = 400;
    private static final int WARM_UPS = 400;

    private FrameBench() {}

    public static void main(String[] arguments) {
        System.out.println("| picture of a lab | p50 µs | p95 µs |");
        System.out.println("|---|---|---|");
        for (Size size : new Size[] {new Size(80, 24), new Size(120, 40), new Size(200, 50)}) {
            measure(size);
        }
    }

    private static void measure(Size size) {
        var screen = new JlineVtScreen(new Size(80, 20));
        Panes panes = (node, back) -> Optional.of(screen.view(back));
        Model model = Scene.lab(size.columns(), size.rows());
        long[] took = new long[RUNS];
        long cells = 0;
        for (int n = -WARM_UPS; n < RUNS; n++) {
            byte[] typed = Character.toString('a' + Math.floorMod(n, 26)).getBytes(StandardCharsets.UTF_8);
            screen.feed(typed, 0, 1);
            long start = System.nanoTime();
            Frame frame = View.view(model, panes);
            long nanos = System.nanoTime() - start;
            cells += frame.hashCode();
            if (n >= 0) {
                took[n] = nanos;
            }
        }
        Arrays.sort(took);
        System.out.printf(
                "| %s | %d | %d |%n", size, took[RUNS / 2] / 1000, took[RUNS * 95 / 100] / 1000);
        if (cells == 1) {
            System.out.println();
        }
    }
}
