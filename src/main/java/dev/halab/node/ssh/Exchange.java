package dev.halab.node.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

/// One command on one session: writes its input and drains both its streams at the same time.
final class Exchange {
    private static final int CHUNK = 32 * 1024;
    private static final int LOOK_MILLIS = 200;
    private static final int STATUS_MILLIS = 10;
    private static final int SIGNAL_STATUS = 128;
    private static final int KILLED = 9;

    /// What to do when an output is larger than its cap.
    enum Overflow {
        STOP,
        DISCARD
    }

    /// How it came to its end.
    enum Ending {
        /// The command ended and its status came.
        ENDED,
        /// The connection broke or the server closed the session before that.
        CUT,
        /// The deadline passed.
        EXPIRED,
        /// There was more output than is taken.
        FLOODED
    }

    /// What was taken in.
    record Taken(Sink out, Sink error, Ending ending, OptionalInt status) {
        String errorText() {
            return new String(error.bytes(), StandardCharsets.UTF_8);
        }
    }

    private final Session.Command command;
    private final Overflow overflow;
    private final Sink out;
    private final Sink error;
    private final CountDownLatch drained = new CountDownLatch(2);

    private Exchange(Session.Command command, Overflow overflow, int cap) {
        this.command = command;
        this.overflow = overflow;
        this.out = new Sink(cap);
        this.error = new Sink(cap);
    }

    /// Runs `line` with `input`, and takes at most `cap` bytes of each of its streams.
    ///
    /// @throws IOException if it cannot be started
    static Taken run(Connection connection, String line, byte[] input, int cap, Overflow overflow, Deadline deadline)
            throws IOException {
        BooleanSupplier hopeless = () -> !connection.alive();
        Session session = Aside.call(() -> connection.session(deadline), hopeless, connection::release, deadline);
        try {
            Session.Command command = Aside.call(() -> session.exec(line), hopeless, late -> {}, deadline);
            return new Exchange(command, overflow, cap).take(connection, input, deadline);
        } finally {
            Thread.startVirtualThread(() -> connection.release(session));
        }
    }

    private Taken take(Connection connection, byte[] input, Deadline deadline) {
        Thread.startVirtualThread(() -> write(input));
        Thread.startVirtualThread(() -> drain(command.getInputStream(), out));
        Thread.startVirtualThread(() -> drain(command.getErrorStream(), error));
        Ending ending = await(connection, deadline);
        OptionalInt status = OptionalInt.empty();
        if (ending == Ending.ENDED) {
            status = status(command, connection::alive, deadline);
            ending = status.isPresent() ? Ending.ENDED : deadline.passed() ? Ending.EXPIRED : Ending.CUT;
        }
        if (out.bytes().length > 0) {
            connection.markWorked();
        }
        return new Taken(out, error, ending, status);
    }

    private Ending await(Connection connection, Deadline deadline) {
        try {
            boolean inTime = false;
            boolean alive = true;
            // What was read of a connection is drained long before its end has been noticed twice.
            while (!inTime && alive && !deadline.passed()) {
                alive = connection.alive();
                inTime = drained.await(Math.min(LOOK_MILLIS, deadline.leftMillis()), TimeUnit.MILLISECONDS);
            }
            if (overflow == Overflow.STOP && (out.overflown() || error.overflown())) {
                return Ending.FLOODED;
            }
            return inTime ? Ending.ENDED : deadline.passed() ? Ending.EXPIRED : Ending.CUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.EXPIRED;
        }
    }

    /// The status comes about when the streams end. sshj tells only when the session is closed, which a server may
    /// put off, so this looks again and again.
    static OptionalInt status(Session.Command command, BooleanSupplier alive, Deadline deadline) {
        OptionalInt status = statusNow(command);
        while (status.isEmpty() && command.isOpen() && alive.getAsBoolean() && !deadline.passed()) {
            try {
                command.join(Math.min(STATUS_MILLIS, deadline.leftMillis()), TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                // Not closed yet, or the connection broke: isOpen() knows.
            }
            status = statusNow(command);
        }
        // Status and close may both have come between the last look and isOpen().
        return status.isPresent() ? status : statusNow(command);
    }

    /// The status, if it has come; 128 and its number for a signal.
    static OptionalInt statusNow(Session.Command command) {
        Integer status = command.getExitStatus();
        if (status != null) {
            return OptionalInt.of(status);
        }
        Signal signal = command.getExitSignal();
        return signal == null ? OptionalInt.empty() : OptionalInt.of(SIGNAL_STATUS + number(signal));
    }

    private static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ILL -> 4;
            case ABRT -> 6;
            case FPE -> 8;
            case KILL, UNKNOWN -> KILLED;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
        };
    }

    private void write(byte[] input) {
        try (OutputStream stream = command.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // It did not want its input; what it says and its status tell the rest.
        }
    }

    private void drain(InputStream stream, Sink sink) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                if (!sink.add(chunk, n) && overflow == Overflow.STOP) {
                    drained.countDown();
                    break;
                }
            }
        } catch (IOException e) {
            // The connection broke: there will be no status.
        } finally {
            drained.countDown();
        }
    }
}
