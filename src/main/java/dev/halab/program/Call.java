package dev.halab.program;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What to run: a program and its arguments, never a shell text.
///
/// @param argv the program, found on PATH unless it is a path, and its arguments
/// @param environment what is set beside the inherited environment
/// @param input what it gets on its standard input
/// @param limit the longest it may take
/// @param cleanup how long it may clean up when it is told to stop: then it is interrupted once, as by Ctrl-C, and
///     ended only after this time; zero: it is ended at once
public record Call(List<String> argv, Map<String, String> environment, String input, Duration limit, Duration cleanup) {
    private static final int LONGEST = 160;

    public Call {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a call names a program");
        }
    }

    /// A call that needs no time to clean up.
    public Call(List<String> argv, Map<String, String> environment, String input, Duration limit) {
        this(argv, environment, input, limit, Duration.ZERO);
    }

    /// A call without input in the inherited environment.
    public static Call of(Duration limit, String... argv) {
        return new Call(List.of(argv), Map.of(), "", limit);
    }

    /// The same with another variable in its environment.
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Call(argv, more, input, limit, cleanup);
    }

    /// The same with `text` on its standard input.
    public Call feeding(String text) {
        return new Call(argv, environment, text, limit, cleanup);
    }

    /// The same with time to clean up.
    public Call cleaningUp(Duration time) {
        return new Call(argv, environment, input, limit, time);
    }

    /// The program as it was named.
    public String program() {
        return argv.getFirst();
    }

    /// The call as a person would type it.
    public String typed() {
        return String.join(" ", argv);
    }

    /// The call for a message: scripts among its arguments, and calls that are long, are cut.
    String brief() {
        String words =
                argv.stream().map(word -> word.contains("\n") ? "…" : word).collect(Collectors.joining(" "));
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }
}
