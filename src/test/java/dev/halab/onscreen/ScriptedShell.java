package dev.halab.onscreen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// A learner's shell without a machine behind it. It edits a line, and knows `echo`, `seq N`, `yes` until Ctrl-C,
/// `size`,
/// `exit`, and `vi`: a program that takes the whole screen, and saves with `:wq`.
final class ScriptedShell implements Command {
    private static final int INTERRUPT = 3;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    private final String node;
    private final Runnable saved;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};
    private Environment environment = new org.apache.sshd.server.StandardEnvironment();

    /// @param saved what a saved file changes
    ScriptedShell(String node, Runnable saved) {
        this.node = node;
        this.saved = saved;
    }

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
        this.environment = environment;
        Thread.ofPlatform().daemon().start(this::run);
    }

    @Override
    public void destroy(ChannelSession session) {
        // The thread ends with its input.
    }

    private void run() {
        try {
            for (String line = line(); !line.equals("exit"); line = line()) {
                command(line.strip());
            }
            say("logout\r\n");
            exit.onExit(0);
        } catch (IOException e) {
            exit.onExit(255);
        }
    }

    /// Reads a line as a shell does: echoed, with Backspace and Ctrl-C.
    private String line() throws IOException {
        say("\u001b[?2004hlearner@%s:~$ ".formatted(node));
        var line = new StringBuilder();
        while (true) {
            int octet = read();
            switch (octet) {
                case '\r' -> {
                    say("\u001b[?2004l\r\n");
                    return line.toString();
                }
                case INTERRUPT -> {
                    say("^C\r\nlearner@%s:~$ ".formatted(node));
                    line.setLength(0);
                }
                case DELETE -> {
                    if (!line.isEmpty()) {
                        line.setLength(line.length() - 1);
                        say("\b \b");
                    }
                }
                case ESCAPE -> skipSequence();
                default -> {
                    line.append((char) octet);
                    out.write(octet);
                    out.flush();
                }
            }
        }
    }

    private void skipSequence() throws IOException {
        for (int octet = read(); octet == '[' || octet < '@' || octet == 'O'; octet = read()) {
            // Neither arrows nor the marks of a paste mean anything here.
        }
    }

    private int read() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new IOException("the connection has ended");
        }
        return octet;
    }

    private void command(String line) throws IOException {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "" -> {}
            case "echo" -> say(rest + "\r\n");
            case "seq" ->
                say(IntStream.rangeClosed(1, Integer.parseInt(rest))
                        .mapToObj(i -> "line-" + i + "\r\n")
                        .collect(Collectors.joining()));
            case "clear" -> say("\u001b[H\u001b[2J");
            case "size" -> say(columns() + "x" + rows() + "\r\n");
            case "yes" -> flood();
            case "vi" -> edit(rest);
            default -> say("bash: %s: command not found\r\n".formatted(words[0]));
        }
    }

    private String columns() {
        return environment.getEnv().get(Environment.ENV_COLUMNS);
    }

    private String rows() {
        return environment.getEnv().get(Environment.ENV_LINES);
    }

    private void flood() throws IOException {
        byte[] lines = "y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        do {
            while (in.available() == 0) {
                out.write(lines);
                out.flush();
            }
        } while (read() != INTERRUPT);
        say("^C\r\n");
    }

    private void edit(String file) throws IOException {
        int rows = Integer.parseInt(rows());
        say("\u001b[?1049h\u001b[H\u001b[2J");
        say(IntStream.rangeClosed(2, rows - 1)
                .mapToObj("\u001b[%d;1H~"::formatted)
                .collect(Collectors.joining()));
        say("\u001b[%d;1H\u001b[7m\"%s\"\u001b[0m\u001b[1;1H".formatted(rows, file));
        var command = new StringBuilder();
        while (true) {
            int octet = read();
            if (octet == ESCAPE) {
                command.setLength(0);
            } else if (octet == ':' || !command.isEmpty()) {
                if (octet == '\r') {
                    if (command.toString().equals(":wq")) {
                        break;
                    }
                    command.setLength(0);
                } else {
                    command.append((char) octet);
                    say("\u001b[%d;1H\u001b[K%s".formatted(rows, command));
                }
            } else {
                say(octet == '\r' ? "\r\n" : Character.toString(octet));
            }
        }
        saved.run();
        say("\u001b[?1049l");
        say("\"%s\" written\r\n".formatted(file));
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
