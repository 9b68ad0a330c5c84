package dev.halab.node.ssh;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.machine.Access;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.node.Shell;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import net.schmizz.sshj.Config;

/// A node reached by SSH. Each purpose has a connection of its own, so that a batch which has to be cut off takes no
/// tunnel and no running answer with it.
final class SshNode implements Node {
    private final Access access;
    private final Login checks;
    private final Login tunnels;
    private final Map<Command.User, Login> commands = new EnumMap<>(Command.User.class);
    private final Set<Login> shells = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;

    SshNode(Access access, Config config, ScheduledExecutorService clock) {
        this.access = access;
        this.clock = clock;
        String halab = Command.User.HALAB.login();
        checks = new Login(access, halab, config, clock);
        tunnels = new Login(access, halab, config, clock);
        for (Command.User user : Command.User.values()) {
            commands.put(user, new Login(access, user.login(), config, clock));
        }
    }

    @Override
    public String name() {
        return access.node();
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        return new FactReader(access.node(), checks, clock).read(facts, Deadline.in(deadline));
    }

    @Override
    public Outcome run(Command command) {
        Login login = Objects.requireNonNull(commands.get(command.user()));
        return new CommandRunner(access.node(), login, clock).run(command);
    }

    @Override
    public SocketFactory tunnels() {
        return new Tunnels(access.node(), tunnels);
    }

    @Override
    public Shell shell(Shell.Size size, Shell.Listener listener) {
        var login = new Login(access, Command.User.LEARNER.login(), SshShell.config(), clock);
        shells.add(login);
        boolean open = false;
        try {
            Shell shell = SshShell.open(login, access.node(), size, listener, () -> shells.remove(login));
            open = true;
            return shell;
        } finally {
            if (!open) {
                shells.remove(login);
            }
        }
    }

    @Override
    public void close() {
        checks.close();
        tunnels.close();
        commands.values().forEach(Login::close);
        shells.forEach(Login::close);
    }
}
