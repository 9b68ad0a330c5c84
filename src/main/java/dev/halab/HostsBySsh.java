package dev.halab;

import dev.halab.machine.Access;
import dev.halab.machine.ssh.Hosts;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.node.ssh.SshNodes;
import java.io.IOException;
import java.time.Duration;

/// Own hosts over the same SSH as the nodes of a lab. What it opens, it closes with each call.
final class HostsBySsh implements Hosts {
    private static final Duration LIMIT = Duration.ofSeconds(8);

    @Override
    public String shownKey(Access host) throws IOException {
        try (SshNodes ssh = new SshNodes()) {
            return ssh.shownKey(host, LIMIT);
        }
    }

    @Override
    public Outcome run(String user, Access host, Command command) {
        try (SshNodes ssh = new SshNodes()) {
            return ssh.runAs(user, host, command);
        }
    }
}
