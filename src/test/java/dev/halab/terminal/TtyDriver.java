package dev.halab.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A program for a terminal that says what comes from it. Ends with `q`, in other ways with other keys.
public final class TtyDriver {
    private TtyDriver() {}

    public static void main(String[] arguments) {
        long started = System.nanoTime();
        try (var tty = JlineTty.open(System.getenv(), TtyDriver::stop)) {
            tty.enter(new Tty.Modes(true));
            say(tty, "ready %s in %d ms".formatted(tty.size(), (System.nanoTime() - started) / 1_000_000));
            String said = "";
            while (!said.equals("q")) {
                Optional<Input> input = tty.next(Duration.ofSeconds(20));
                if (input.isEmpty() || input.get() instanceof Input.EndOfInput) {
                    break;
                }
                said = input.get() instanceof Input.Resized resized
                        ? "resized " + resized.size()
                        : input.get() instanceof Input.Signal signal
                                ? "signal " + signal.kind()
                                : KeyDecoderTest.text(List.of(input.get()));
                say(tty, "<" + said + ">");
                act(tty, said);
                if (said.equals("signal TERMINATE") && arguments.length == 0) {
                    break;
                }
            }
        }
    }

    private static void stop() {
        try {
            new ProcessBuilder("sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void act(Tty tty, String said) {
        switch (said) {
            case "x" -> throw new IllegalStateException("a crash");
            case "e" -> System.exit(3);
            case "z" -> tty.suspend();
            case "l" -> {
                tty.leave();
                tty.leave();
                tty.enter(new Tty.Modes(true));
                tty.enter(new Tty.Modes(true));
            }
            default -> {
                // Only said.
            }
        }
    }

    private static void say(Tty tty, String text) {
        byte[] bytes = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        tty.write(bytes, bytes.length);
    }
}
