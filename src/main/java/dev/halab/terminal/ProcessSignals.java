package dev.halab.terminal;

import dev.halab.terminal.Input.Signal.Kind;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/// The signals of this process, taken over from Java until it is closed.
///
/// At SIGTERM and SIGHUP the terminal is given back at once and the screens are told, so that they can end in order. If
/// they have not ended after a while, or when the signal comes again, it ends the process as it does any other.
final class ProcessSignals {
    private static final long LAST_WORDS_SECONDS = 5;

    private final Consumer<Input> tell;
    private final Runnable leave;
    private final Map<String, Object> java = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ProcessSignals(Consumer<Input> tell, Runnable leave) {
        this.tell = tell;
        this.leave = leave;
    }

    /// From now on a signal does this.
    synchronized void on(String name, Runnable act) {
        remember(name, Signals.register(name, act));
    }

    /// From now on a signal does what it does to any process.
    synchronized void byDefault(String name) {
        remember(name, Signals.registerDefault(name));
    }

    private void remember(String name, Object before) {
        java.putIfAbsent(name, before);
    }

    /// Watches for those that end the process.
    void watch() {
        on("TERM", () -> end("TERM", Kind.TERMINATE));
        on("HUP", () -> end("HUP", Kind.HANGUP));
    }

    private void end(String name, Kind kind) {
        giveBack(name);
        leave.run();
        tell.accept(new Input.Signal(kind));
        Thread.ofPlatform().name("terminal, ending").daemon().start(() -> endAnyway(name));
    }

    private synchronized void giveBack(String name) {
        Signals.unregister(name, java.get(name));
    }

    private void endAnyway(String name) {
        try {
            if (!closed.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                raise(name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives the signals back to Java.
    synchronized void close() {
        closed.countDown();
        java.forEach(Signals::unregister);
    }

    /// Java has no other way to send a signal to itself than this class, which is in every JDK and not in its
    /// documented interface.
    private static void raise(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("raise", signal).invoke(null, named);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("This JDK cannot send the signal " + name, e);
        }
    }
}
