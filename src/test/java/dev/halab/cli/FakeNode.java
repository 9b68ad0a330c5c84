package dev.halab.cli;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.node.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;

/// A machine with files. It knows the scripts `put PATH TEXT`, `say TEXT`, `fail STATUS TEXT` and how a file is
/// written.
final class FakeNode implements Node {
    private static final Pattern TEE = Pattern.compile("sudo -n tee '([^']+)'");

    final Map<String, String> files = new HashMap<>();
    final List<Command> commands = new ArrayList<>();
    boolean dead;
    private final String name;

    FakeNode(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        Map<Fact, Reading> readings = new HashMap<>();
        for (Fact fact : facts) {
            String text = files.getOrDefault(fact.arguments().getFirst(), "absent");
            readings.put(
                    fact,
                    dead
                            ? new Reading.Unseen(Reading.Reason.UNREACHABLE, name + " does not answer")
                            : new Reading.Seen(0, text, "", FakeLab.NOW));
        }
        return readings;
    }

    @Override
    public Outcome run(Command command) {
        commands.add(command);
        Matcher tee = TEE.matcher(command.script());
        if (tee.find()) {
            files.put(tee.group(1), command.input());
            return new Outcome(0, "", "");
        }
        // this shell knows no options: the first line of a block sets them
        String typed = command.script().replaceFirst("^set -e[^\n]*\n", "").strip();
        String[] words = typed.split(" ", 3);
        return switch (words[0]) {
            case "put" -> {
                files.put(words[1], words[2]);
                yield new Outcome(0, "", "");
            }
            case "say" -> new Outcome(0, typed.substring(4) + "\n", "");
            case "fail" -> new Outcome(Integer.parseInt(words[1]), "", words[2] + "\n");
            default -> new Outcome(127, "", "no such command: " + words[0]);
        };
    }

    @Override
    public SocketFactory tunnels() {
        return SocketFactory.getDefault();
    }

    @Override
    public Shell shell(Shell.Size size, Shell.Listener listener) {
        throw new UnsupportedOperationException("commands open no shell");
    }

    @Override
    public void close() {}
}
