package dev.halab.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `halab ssh`.
@Command(
        name = "ssh",
        description = "A shell on a machine as learner, or one command with streams and exit status passed through.",
        footer = {"", "Examples:", "  halab ssh cp-1", "  halab ssh lb-1 -- sudo haproxy -c -f /etc/haproxy/haproxy.cfg"
        })
final class SshCommand implements Callable<Integer> {
    private final Desk desk;

    SshCommand(Desk desk) {
        this.desk = desk;
    }

    @Parameters(index = "0", paramLabel = "NODE", description = "The machine, for instance cp-1.")
    private String node = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND", description = "What to run there.")
    private List<String> command = List.of();

    @Override
    public Integer call() {
        return desk.shell(desk.machines().access(node), command);
    }
}
