package dev.halab.machine.docker;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The container engine's program. Every call has a deadline, and a failure is a problem in three parts.
///
/// @param programs the programs of the host
/// @param program `docker` or `podman`
record Engine(Programs programs, String program) {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(2);

    /// The engine that this host has: docker before podman.
    static Optional<Engine> find(Programs programs) {
        for (String program : List.of("docker", "podman")) {
            if (programs.find(program).isPresent()) {
                return Optional.of(new Engine(programs, program));
            }
        }
        return Optional.empty();
    }

    /// The version of the engine, or what it says instead.
    Finished version() {
        return programs.run(Call.of(SHORT, program, "version", "--format", "{{.Server.Version}}"));
    }

    /// Runs the engine and leaves it to the caller what its status means.
    Finished ask(String... arguments) {
        return programs.run(call(SHORT, arguments));
    }

    /// The same for what copies much: on a busy disk that takes its time.
    Finished askPatiently(String... arguments) {
        return programs.run(call(LONG, arguments));
    }

    /// Runs the engine, which must succeed.
    ///
    /// @throws HalabException with what the engine said
    Finished must(String what, String... arguments) {
        Finished finished = askPatiently(arguments);
        if (!finished.ok()) {
            throw problem(what, finished, arguments);
        }
        return finished;
    }

    /// What the engine said to `arguments`, as a problem.
    HalabException problem(String what, Finished finished, String... arguments) {
        return HalabException.of(new Problem(
                what,
                "`%s` ended with status %d: %s"
                        .formatted(
                                shortened(call(LONG, arguments)),
                                finished.status(),
                                String.join("\n", finished.lastErrors(5))),
                "mend what it names, then run the same halab command again; it goes on where it stopped"));
    }

    /// The inspected objects of a kind (`container`, `network`, `image`), none if there are none of these names.
    List<Json> inspect(String kind, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(kind, "inspect"));
        arguments.addAll(names);
        Finished finished = ask(arguments.toArray(String[]::new));
        try {
            // status 1 means that some are missing; the others are listed all the same
            return finished.out().isBlank()
                    ? List.of()
                    : Json.parse(finished.out()).items();
        } catch (MalformedJson e) {
            throw HalabException.of(new Problem(
                    "the container engine cannot be understood",
                    "`%s %s inspect` printed no JSON: %s".formatted(program, kind, e.getMessage()),
                    "halab doctor"));
        }
    }

    private Call call(Duration limit, String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(program);
        argv.addAll(List.of(arguments));
        return new Call(argv, Map.of(), "", limit);
    }

    private static String shortened(Call call) {
        String typed = call.typed().replace('\n', ' ');
        return typed.length() <= 100 ? typed : typed.substring(0, 100) + "…";
    }
}
