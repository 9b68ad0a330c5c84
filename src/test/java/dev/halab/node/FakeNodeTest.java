package dev.halab.node;

import dev.halab.fact.Facts;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;

final class FakeNodeTest implements NodeContract {
    private final FakeNode node = new FakeNode("cp-1")
            .knows(Facts.sysctl("cp-1", "kernel.ostype"), "Linux\n")
            .runs(FakeNodeTest::run);

    @Override
    public Node node() {
        return node;
    }

    private static Outcome run(Command command) {
        if (command.script().startsWith("sleep")) {
            throw HalabException.of(new Problem("It did not end", "it slept", "wake it"));
        }
        return new Outcome(7, "got input 'it''s'\n", "trouble\n");
    }
}
