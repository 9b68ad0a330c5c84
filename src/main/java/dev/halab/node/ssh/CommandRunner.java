package dev.halab.node.ssh;

import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs a command on one node and kills it when its time is over.
final class CommandRunner {
    private static final int MOST_OUTPUT = 1024 * 1024;
    /// Linux takes no single argument of 128 KiB or more; the rest is for what surrounds the script.
    private static final int MOST_SCRIPT = 120 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int TIMED_OUT = 124;
    private static final Pattern FIRST_LINE = Pattern.compile("\\A.*?halab-session ([0-9]+)\\n", Pattern.DOTALL);

    private final String node;
    private final Login login;
    private final ScheduledExecutorService clock;

    CommandRunner(String node, Login login, ScheduledExecutorService clock) {
        this.node = node;
        this.login = login;
        this.clock = clock;
    }

    Outcome run(Command command) {
        byte[] input = command.input().getBytes(StandardCharsets.UTF_8);
        Deadline deadline = Deadline.in(command.limit());
        try {
            String line = line(command);
            Connection connection = login.connection(deadline);
            Watch watch = Watch.over(clock, Deadline.in(command.limit().plus(GRACE)), connection::closeNow);
            try {
                Exchange.Taken taken =
                        Exchange.run(connection, line, input, MOST_OUTPUT, Exchange.Overflow.DISCARD, deadline);
                return outcome(command, connection, taken);
            } finally {
                watch.stop();
            }
        } catch (LoginFailure e) {
            throw HalabException.of(e.problem(), e);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "A command could not be started on " + node,
                            String.valueOf(e.getMessage()),
                            "halab status"),
                    e);
        }
    }

    /// The script is an argument of bash, so that standard input is the command's own. The shell that sshd starts
    /// leads
    /// a session whose number is said first, for it takes more than closing a channel to end what sudo started. The
    /// path of `timeout` is whole: a learner may have put another program of that name first.
    private String line(Command command) throws IOException {
        if (command.script().length() > MOST_SCRIPT || command.script().indexOf(0) >= 0) {
            throw new IOException("the script is longer than 120 KiB or holds a NUL");
        }
        return "echo halab-session $$ >&2; exec /usr/bin/timeout -k 2 %d /bin/bash -c %s"
                .formatted(command.limit().plus(GRACE).toSeconds() + 1, quoted(command.script()));
    }

    private static String quoted(String script) {
        return "'" + script.replace("'", "'\\''") + "'";
    }

    private Outcome outcome(Command command, Connection connection, Exchange.Taken taken) {
        String error = taken.errorText();
        Matcher session = FIRST_LINE.matcher(error);
        boolean said = session.find();
        String own = said ? error.substring(session.end()) : error;
        return switch (taken.ending()) {
            case ENDED ->
                new Outcome(
                        taken.status().orElse(TIMED_OUT), new String(taken.out().bytes(), StandardCharsets.UTF_8), own);
            case EXPIRED -> {
                if (said) {
                    kill(connection, session.group(1));
                }
                connection.closeNow();
                throw failed(
                        "A command on %s did not end within %d s"
                                .formatted(node, command.limit().toSeconds()),
                        own);
            }
            case CUT, FLOODED -> {
                connection.closeNow();
                throw failed("The connection to %s broke while a command ran".formatted(node), own);
            }
        };
    }

    private void kill(Connection connection, String session) {
        try {
            Exchange.run(
                    connection,
                    "sudo -n pkill -KILL -s %s || pkill -KILL -s %s".formatted(session, session),
                    new byte[0],
                    MOST_OUTPUT,
                    Exchange.Overflow.DISCARD,
                    Deadline.in(GRACE));
        } catch (IOException e) {
            // timeout(1) on the node ends it a little later.
        }
    }

    private HalabException failed(String what, String error) {
        String last = error.lines().reduce((a, b) -> b).orElse("it said nothing");
        return HalabException.of(new Problem(what, "last it said: " + last, "halab ssh " + node));
    }
}
