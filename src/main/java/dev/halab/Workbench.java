package dev.halab;

import dev.halab.check.kinds.Kinds;
import dev.halab.cli.Console;
import dev.halab.cli.Desk;
import dev.halab.lab.Cases;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.lint.Coverage;
import dev.halab.lab.lint.Lint;
import dev.halab.lab.lint.LintFinding;
import dev.halab.lab.lint.Proof;
import dev.halab.lab.lint.Review;
import dev.halab.lab.yaml.Courses;
import dev.halab.machine.Access;
import dev.halab.machine.Jump;
import dev.halab.machine.SshKeyPair;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Programs;
import dev.halab.report.Look;
import dev.halab.settings.Release;
import dev.halab.store.sqlite.SqliteEvents;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import dev.halab.tutor.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the commands work with, made of the real things.
final class Workbench implements Desk {
    private final Session session;
    private final Path home;
    private final Programs programs;
    private final Map<String, String> environment;
    private final Console console;

    Workbench(Session session, Path home, Programs programs, Map<String, String> environment, Console console) {
        this.session = session;
        this.home = home;
        this.programs = programs;
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Story story() {
        return new Story(session, RandomGenerator.getDefault());
    }

    @Override
    public Machines machines() {
        return new Machines(session);
    }

    @Override
    public Rewind rewind() {
        return new Rewind(session, RandomGenerator.getDefault());
    }

    @Override
    public Machines machines(String provider) {
        session.use(provider);
        return machines();
    }

    @Override
    public int tutor(Wishes wishes) {
        Tutoring tutoring = tutoring();
        int status = ExitStatus.OK.code();
        if (tutoring.isPlain(wishes)) {
            tutoring.plain(console.out()::println, node -> shell(machines().access(node), List.of()));
        } else {
            status = tutoring.screen(wishes);
        }
        machines().leave(console.out()::println);
        console.out().flush();
        return status;
    }

    /// The tutor, not yet opened.
    Tutoring tutoring() {
        boolean ascii = console.look().letters() == Look.Letters.ASCII;
        return new Tutoring(session, environment, ascii, this::stop, defect -> defect(defect, List.of()));
    }

    /// Stops the job that halab belongs to: the shell shows its prompt, and `fg` lets it go on.
    private void stop() {
        programs.interactive(new Call(List.of("kill", "-s", "TSTP", "0"), Map.of(), "", Duration.ZERO));
    }

    /// The system's own `ssh`: it knows the terminal, agents and escapes better than halab could.
    @Override
    public int shell(Access access, List<String> command) {
        List<String> argv = new ArrayList<>(List.of("ssh", "-F", "none", "-p", Integer.toString(access.port())));
        Map<String, String> options = Map.of(
                "IdentityFile", quoted(access.key()),
                "UserKnownHostsFile", quoted(knownHosts(access)),
                "GlobalKnownHostsFile", "/dev/null",
                "HostKeyAlias", access.machineId(),
                "StrictHostKeyChecking", "yes",
                "IdentitiesOnly", "yes",
                "IdentityAgent", "none",
                "LogLevel", "ERROR",
                "ConnectTimeout", "10");
        options.forEach((name, value) -> argv.addAll(List.of("-o", name + "=" + value)));
        access.jump().ifPresent(jump -> argv.addAll(List.of("-o", "ProxyCommand=" + proxy(access, jump))));
        argv.add("learner@" + access.host());
        if (!command.isEmpty()) {
            argv.add("--");
            argv.addAll(command);
        }
        return programs.interactive(new Call(argv, Map.of(), "", Duration.ZERO));
    }

    @Override
    public int install(List<String> command) {
        return programs.interactive(new Call(command, Map.of(), "", Duration.ZERO));
    }

    @Override
    public int buildBox(List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(home.resolve("vagrant/box/build").toAbsolutePath().toString());
        argv.addAll(arguments);
        int status = programs.interactive(new Call(argv, Map.of(), "", Duration.ZERO));
        return status == 1 ? ExitStatus.LAB_PROBLEM.code() : status;
    }

    /// As a value of ssh_config: a path may hold blanks and quotes, and `%h` would be expanded.
    private static String quoted(Path path) {
        String text =
                path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        return '"' + text + '"';
    }

    /// The command by which `ssh` reaches a machine behind a jump host. A shell reads it, after ssh has replaced %h
    /// and %p.
    private String proxy(Access access, Jump jump) {
        Path known = knownHosts(access.node() + ".jump", "jump", jump.hostKey());
        return Stream.of(
                        "ssh",
                        "-F",
                        "none",
                        "-p",
                        Integer.toString(jump.port()),
                        "-o",
                        "IdentityFile=" + quoted(jump.key()),
                        "-o",
                        "UserKnownHostsFile=" + quoted(known),
                        "-o",
                        "GlobalKnownHostsFile=/dev/null",
                        "-o",
                        "HostKeyAlias=jump",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        SshKeyPair.isPublicHalf(jump.key()) ? "BatchMode=yes" : "IdentityAgent=none",
                        "-o",
                        "LogLevel=ERROR",
                        "-o",
                        "ConnectTimeout=10",
                        "-W",
                        "[%h]:%p",
                        jump.user() + "@" + jump.host())
                .map(w -> w.equals("[%h]:%p") ? w : "'" + w.replace("%", "%%").replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private Path knownHosts(Access access) {
        return knownHosts(access.node(), access.machineId(), access.hostKey());
    }

    private Path knownHosts(String name, String alias, String hostKey) {
        Path file = session.places().state().resolve("known_hosts").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, "%s %s%n".formatted(alias, hostKey));
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "The shell cannot be opened",
                            "%s cannot be written".formatted(file),
                            "Make that folder writable, or set HALAB_HOME to another folder"),
                    e);
        }
    }

    @Override
    public Review lint(List<Path> paths, Gate gate) {
        List<LintFinding> findings = new ArrayList<>();
        List<Coverage.Row> rows = new ArrayList<>();
        for (Path path : paths.isEmpty() ? List.of(home) : paths) {
            LoadedCourse loaded = Courses.load(path, session::usual, Release.minor(home), Kinds.all(), Faults.names());
            Cases cases = Courses.cases(path, loaded);
            findings.addAll(Lint.findings(loaded, cases));
            if (gate == Gate.PROOF) {
                Proof proof = Proof.of(loaded.course(), cases);
                findings.addAll(proof.findings());
                Coverage coverage = Coverage.of(loaded, proof);
                findings.addAll(coverage.findings());
                rows.addAll(coverage.rows());
            }
        }
        return new Review(findings, rows);
    }

    @Override
    public Optional<Path> setAside() {
        return SqliteEvents.setAside(session.places().events(), session.clock().instant());
    }

    @Override
    public Problem defect(Throwable defect, List<String> arguments) {
        return DefectReport.write(session.places().state(), session.clock().instant(), defect, arguments);
    }
}
