package dev.halab.cli;

import dev.halab.lab.lint.Coverage;
import dev.halab.lab.lint.LintFinding;
import dev.halab.lab.lint.Review;
import dev.halab.machine.Access;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/// Types commands and reads what comes back.
final class Learner implements Desk {
    final FakeLab lab = new FakeLab();
    final List<String> shells = new ArrayList<>();
    final List<Wishes> tutors = new ArrayList<>();
    final List<Throwable> defects = new ArrayList<>();
    List<LintFinding> findings = List.of();
    List<Coverage.Row> rows = List.of();
    int installs;
    private final Deque<String> replies = new ArrayDeque<>();
    private Console.Presence presence = Console.Presence.SCRIPT;
    private Look look = Look.plain();

    /// What a command left behind.
    record Ran(int status, String out, String err) {}

    /// Sits at a terminal and will type these lines when asked.
    Learner atTerminal(String... lines) {
        presence = Console.Presence.TERMINAL;
        replies.addAll(List.of(lines));
        return this;
    }

    Learner with(Look other) {
        look = other;
        return this;
    }

    /// With machines up and the first task open.
    static Learner started() {
        Learner learner = new Learner();
        learner.types("up");
        learner.types("start");
        return learner;
    }

    /// Types `halab` and these words, parted by spaces.
    Ran types(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                look,
                presence,
                () -> Objects.requireNonNullElse(replies.poll(), ""));
        String[] arguments =
                Arrays.stream(words.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new);
        int status = Halab.run(console, this, "1.2.3", arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    @Override
    public Story story() {
        return new Story(lab, new Random(1));
    }

    @Override
    public Machines machines() {
        return new Machines(lab);
    }

    @Override
    public Rewind rewind() {
        return new Rewind(lab, new Random(1));
    }

    @Override
    public Machines machines(String provider) {
        return machines();
    }

    @Override
    public int shell(Access access, List<String> command) {
        shells.add(access.node() + " " + command);
        return command.isEmpty() ? 0 : 42;
    }

    @Override
    public int install(List<String> command) {
        lab.provider.calls.add(String.join(" ", command));
        lab.provider.lacking = Optional.empty();
        return installs;
    }

    @Override
    public int buildBox(List<String> arguments) {
        shells.add("box " + arguments);
        return 0;
    }

    @Override
    public int tutor(Wishes wishes) {
        tutors.add(wishes);
        return 0;
    }

    @Override
    public Review lint(List<Path> paths, Gate gate) {
        return new Review(findings, rows);
    }

    @Override
    public Optional<Path> setAside() {
        return Optional.of(Path.of("halab.db.aside"));
    }

    @Override
    public Problem defect(Throwable defect, List<String> arguments) {
        defects.add(defect);
        return new Problem("This is a defect of halab, not of your work", "written down", "Attach it");
    }
}
