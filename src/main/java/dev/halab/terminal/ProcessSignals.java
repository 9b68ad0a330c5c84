package dev.halab.terminal;

import dev.halab.terminal.Input.Signal.Kind;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/// SIGTERM and SIGHUP: the terminal is given back at once and the screens are told, so that they can end in order. If
/// they have not ended after a while, or when the signal comes again, it ends the process as it does any other.
final class ProcessSignals {
    private static final long LAST_WORDS_SECONDS = 5;

    private final Consumer<Input> tell;
    private final Runnable leave;
    private final List<Runnable> givenBack = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ProcessSignals(Consumer<Input> tell, Runnable leave) {
        this.tell = tell;
        this.leave = leave;
    }

    /// Takes the signals over from Java.
    void watch() {
        watch("TERM", Kind.TERMINATE);
        watch("HUP", Kind.HANGUP);
    }

    private void watch(String name, Kind kind) {
        var java = new AtomicReference<Object>();
        java.set(Signals.register(name, () -> {
            Signals.unregister(name, java.get());
            leave.run();
            tell.accept(new Input.Signal(kind));
            Thread.ofPlatform().name("terminal, ending").daemon().start(() -> endAnyway(name));
        }));
        givenBack.add(() -> Signals.unregister(name, java.get()));
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
    void close() {
        closed.countDown();
        givenBack.forEach(Runnable::run);
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
