package dev.halab.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.SocketFactory;

/// A node that answers from a map. Its tunnels lead from this very host.
public final class FakeNode implements Node {
    private final String name;
    private final Map<Fact, Reading> answers = new HashMap<>();
    private final List<Command> ran = new ArrayList<>();
    private final List<FakeShell> shells = new ArrayList<>();
    private Function<Command, Outcome> shell = command -> new Outcome(0, "", "");

    public FakeNode(String name) {
        this.name = name;
    }

    /// Makes `fact` read as `text`, with status 0.
    public FakeNode knows(Fact fact, String text) {
        return knows(fact, new Seen(0, text, "", Instant.EPOCH));
    }

    /// Makes `fact` read so.
    public synchronized FakeNode knows(Fact fact, Reading reading) {
        answers.put(fact, reading);
        return this;
    }

    /// Makes commands end so.
    public synchronized FakeNode runs(Function<Command, Outcome> with) {
        shell = with;
        return this;
    }

    /// The commands that it was given.
    public synchronized List<Command> ran() {
        return List.copyOf(ran);
    }

    /// The shells that were opened, the newest last.
    public synchronized List<FakeShell> shells() {
        return List.copyOf(shells);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        var readings = new LinkedHashMap<Fact, Reading>();
        for (Fact fact : facts) {
            readings.put(fact, answers.getOrDefault(fact, new Unseen(Reason.UNREADABLE, "the fake does not know it")));
        }
        return readings;
    }

    @Override
    public Outcome run(Command command) {
        Function<Command, Outcome> with;
        synchronized (this) {
            ran.add(command);
            with = shell;
        }
        return with.apply(command);
    }

    @Override
    public SocketFactory tunnels() {
        return SocketFactory.getDefault();
    }

    @Override
    public synchronized Shell shell(Shell.Size size, Shell.Listener listener) {
        var opened = new FakeShell(size, listener);
        shells.add(opened);
        return opened;
    }

    @Override
    public void close() {}
}
