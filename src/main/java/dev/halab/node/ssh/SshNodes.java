package dev.halab.node.ssh;

import dev.halab.machine.Access;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.schmizz.sshj.Config;

/// Makes nodes that are reached by SSH. They share one clock for their deadlines.
public final class SshNodes implements AutoCloseable {
    private final Config config;
    private final ScheduledExecutorService clock;

    public SshNodes() {
        config = new ModernConfig();
        clock = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("ssh deadlines").daemon().unstarted(task));
    }

    /// The machine behind `access`. Connects when it is first asked for something.
    ///
    /// @throws IllegalArgumentException if the host key in `access` is not one
    public Node open(Access access) {
        return new SshNode(access, config, clock);
    }

    /// Runs a script on the machine as a user of its own, over a connection of its own. The user of `command` does
    /// not matter.
    ///
    /// @throws dev.halab.problem.HalabException if the machine cannot be reached or does not end in time
    public Outcome runAs(String user, Access access, Command command) {
        Login login = new Login(access, user, config, clock);
        try {
            return new CommandRunner(access.node(), login, clock).run(command);
        } finally {
            login.close();
        }
    }

    /// The host key that the SSH server of a machine shows now, in the form of `Access.hostKey`. Logs in to nothing
    /// but the jump host; the key of `access` is not used.
    ///
    /// @throws IOException if the server does not answer within `limit`
    public String shownKey(Access access, Duration limit) throws IOException {
        return new ShownKey(config, clock).of(access, Deadline.in(limit));
    }

    /// Ends the clock; close the nodes first.
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
