package dev.halab.node.ssh;

import dev.halab.machine.Access;
import dev.halab.node.Node;
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

    /// Ends the clock; close the nodes first.
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
