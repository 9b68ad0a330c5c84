package dev.halab.terminal;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Attributes;
import org.jspecify.annotations.Nullable;

/// The real terminal, by JLine: no other program is started for it, and nothing is asked of it.
public final class JlineTty implements Tty {
    private static final Duration LONGEST_WAIT_TO_LEAVE = Duration.ofSeconds(1);
    private static final Size UNKNOWN = new Size(80, 24);
    private static final int CHUNK = 16 * 1024;
    private static final String ENTER = "\u001b[?1049h\u001b[?2004h\u001b[?1004h\u001b[?25l";
    private static final String MOUSE_ON = "\u001b[?1002h\u001b[?1006h";
    private static final String MOUSE_OFF = "\u001b[?1006l\u001b[?1002l";
    private static final String LEAVE = "\u001b[?2026l\u001b[0m\u001b[?25h\u001b[?1004l\u001b[?2004l\u001b[?1049l";

    private final Line line;
    private final Runnable stop;
    /// JLine's own stream could not be closed while it is read.
    private final InputStream input = new FileInputStream(FileDescriptor.in);

    /// JLine's own stream would part what is long.
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);

    private final TimedKeys keys;
    private final BlockingQueue<Input> queue = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread hook = Thread.ofPlatform().name("terminal, leaving").unstarted(this::leave);
    private final ProcessSignals signals = new ProcessSignals(queue::add, this::leave);
    private @Nullable Attributes before;
    private Modes modes = new Modes(false);
    private volatile Size told = UNKNOWN;
    private boolean listening;
    private volatile boolean suspended;
    private volatile boolean closed;

    private JlineTty(Line line, int escapeMillis, Runnable stop) {
        this.line = line;
        this.stop = stop;
        this.keys = new TimedKeys(escapeMillis, queue::addAll);
    }

    /// Opens the terminal of this process, without changing it.
    ///
    /// @param environment `ESCDELAY` says how many milliseconds an escape character may stand alone before it is
    /// the
    ///     Escape key; 50 without it
    /// @param stop stops this process and those it was started with, until somebody lets them go on, as
    ///     `kill -TSTP 0` does; Java has no way to do that
    /// @throws HalabException if there is none
    public static JlineTty open(Map<String, String> environment, Runnable stop) {
        try {
            var tty = new JlineTty(Line.open(), escapeMillis(environment.get("ESCDELAY")), stop);
            Runtime.getRuntime().addShutdownHook(tty.hook);
            return tty;
        } catch (IOException | IllegalStateException e) {
            throw HalabException.of(
                    new Problem(
                            "halab needs a terminal for its screens",
                            "standard input and output are no terminal: " + e.getMessage(),
                            "run halab in a terminal, or `halab --plain`"),
                    e);
        }
    }

    static int escapeMillis(@Nullable String configured) {
        return configured != null && configured.matches("[0-9]{1,4}") ? Math.max(1, Integer.parseInt(configured)) : 50;
    }

    /// Only when somebody listens: the first picture stands before that, and is not to wait for it. Until then what
    /// is
    /// typed stays with the terminal, and a signal does what it does to any program of Java's, which is to end it
    /// and to
    /// leave the terminal.
    private void listen() {
        listening = true;
        signals.on("WINCH", () -> queue.add(new Input.Resized(size())));
        signals.on("TSTP", this::stopAsked);
        signals.on("CONT", this::continued);
        signals.watch();
        if (!told.equals(measured())) {
            queue.add(new Input.Resized(size()));
        }
        Thread.ofPlatform().name("terminal, reading").daemon().start(this::read);
    }

    private void stopAsked() {
        queue.add(new Input.Signal(Input.Signal.Kind.SUSPEND));
    }

    /// Whoever stopped the process by force left the terminal to others, who changed it.
    private void continued() {
        if (suspended) {
            return;
        }
        lock.lock();
        try {
            if (before != null) {
                takeOver();
            }
        } catch (IOException e) {
            gone();
        } finally {
            lock.unlock();
        }
        resumed();
    }

    private void resumed() {
        queue.add(new Input.Signal(Input.Signal.Kind.CONTINUE));
        queue.add(new Input.Resized(size()));
    }

    private void read() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = input.read(chunk); n >= 0 && !closed; n = input.read(chunk)) {
                keys.feed(chunk, n);
            }
        } catch (IOException e) {
            // The terminal is gone, which is what is said below.
        }
        queue.add(new Input.EndOfInput());
    }

    @Override
    public Size size() {
        told = measured();
        return told;
    }

    private Size measured() {
        try {
            org.jline.terminal.Size size = line.size();
            boolean known = size.getColumns() > 0 && size.getRows() > 0;
            return known ? new Size(size.getColumns(), size.getRows()) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    @Override
    public void enter(Modes wanted) {
        lock.lock();
        try {
            if (before == null && !closed) {
                before = line.settings();
                modes = wanted;
                takeOver();
            }
        } catch (IOException e) {
            gone();
        } finally {
            lock.unlock();
        }
    }

    private void takeOver() throws IOException {
        var raw = new Attributes(before);
        raw.setLocalFlags(
                EnumSet.of(
                        Attributes.LocalFlag.ICANON,
                        Attributes.LocalFlag.ECHO,
                        Attributes.LocalFlag.IEXTEN,
                        Attributes.LocalFlag.ISIG),
                false);
        raw.setInputFlags(
                EnumSet.of(
                        Attributes.InputFlag.IXON,
                        Attributes.InputFlag.ICRNL,
                        Attributes.InputFlag.INLCR,
                        Attributes.InputFlag.IGNCR,
                        Attributes.InputFlag.ISTRIP),
                false);
        raw.setControlChar(Attributes.ControlChar.VMIN, 1);
        raw.setControlChar(Attributes.ControlChar.VTIME, 0);
        line.set(raw);
        put(ENTER + (modes.mouse() ? MOUSE_ON : ""));
    }

    @Override
    public void leave() {
        boolean locked = lockForLeaving();
        try {
            Attributes found = before;
            if (found != null) {
                before = null;
                put((modes.mouse() ? MOUSE_OFF : "") + LEAVE);
                line.set(found);
            }
        } catch (IOException e) {
            // The terminal is gone; there is nothing to give back.
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    /// A write that does not end must not keep the terminal from being restored.
    private boolean lockForLeaving() {
        try {
            return lock.tryLock(LONGEST_WAIT_TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void write(byte[] bytes, int length) {
        lock.lock();
        try {
            if (before != null) {
                output.write(bytes, 0, length);
            }
        } catch (IOException e) {
            gone();
        } finally {
            lock.unlock();
        }
    }

    private void put(String text) {
        try {
            output.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            gone();
        }
    }

    private void gone() {
        queue.add(new Input.EndOfInput());
    }

    @Override
    public Optional<Input> next(Duration limit) {
        if (!listening) {
            listen();
        }
        try {
            return Optional.ofNullable(queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void suspend() {
        suspended = true;
        try {
            leave();
            signals.byDefault("TSTP");
            stop.run();
            signals.on("TSTP", this::stopAsked);
            enter(modes);
        } finally {
            suspended = false;
        }
        resumed();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        leave();
        closed = true;
        signals.close();
        keys.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }
}
