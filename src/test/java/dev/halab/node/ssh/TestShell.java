package dev.halab.node.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// A shell of the test's server. It says what its terminal is, echoes what is typed, and knows the lines `exit N`,
/// `flood` (until Ctrl-C), `cut` (breaks the connection) and `deaf` (reads no more).
final class TestShell implements Command {
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        // A terminal has one stream.
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession session, Environment environment) {
        environment.addSignalListener(
                (channel, signal) -> say("resized %s\n".formatted(size(environment))), Signal.WINCH);
        say("%s as %s, %s, %s, echo %s\n"
                .formatted(
                        environment.getEnv().get("TERM"),
                        session.getSession().getUsername(),
                        size(environment),
                        environment.getEnv().get("LANG"),
                        environment.getPtyModes().getOrDefault(PtyMode.ECHO, -1)));
        Thread.ofPlatform().daemon().start(() -> run(session));
    }

    private static String size(Environment environment) {
        return environment.getEnv().get(Environment.ENV_COLUMNS) + "x"
                + environment.getEnv().get(Environment.ENV_LINES);
    }

    private void run(ChannelSession session) {
        var line = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                out.write(octet);
                out.flush();
                if (octet != '\n') {
                    line.append((char) octet);
                    continue;
                }
                if (line.toString().startsWith("exit ")) {
                    say("bye\n");
                    exit.onExit(Integer.parseInt(line.substring(5)));
                    return;
                }
                switch (line.toString()) {
                    case "flood" -> flood();
                    case "cut" -> session.getSession().close(true);
                    case "deaf" -> {
                        return;
                    }
                    default -> {
                        // Echoed.
                    }
                }
                line.setLength(0);
            }
            exit.onExit(0);
        } catch (IOException e) {
            // The other side went away.
        }
    }

    private void flood() throws IOException {
        byte[] lines = "y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        while (in.available() == 0) {
            out.write(lines);
            out.flush();
        }
        while (in.read() != 3) {
            // Not Ctrl-C.
        }
        say("stopped\n");
    }

    private void say(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // The other side went away.
        }
    }

    @Override
    public void destroy(ChannelSession session) {}
}
