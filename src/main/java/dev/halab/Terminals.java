package dev.halab;

import dev.halab.cli.Console;
import dev.halab.report.Look;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Finds out what the terminal can show, without changing it.
final class Terminals {
    private Terminals() {}

    /// The console of this process.
    @SuppressWarnings("SystemConsoleNull") // see jdk.console below
    static Console console(Map<String, String> environment, String... arguments) {
        Charset charset = charset(environment);
        // Java 22 to 24 would answer with a console even where there is no terminal
        System.setProperty("jdk.console", "java.base");
        boolean terminal = System.console() != null;
        return new Console(
                writer(System.out, charset),
                writer(System.err, charset),
                look(environment, terminal, List.of(arguments)),
                terminal ? Console.Presence.TERMINAL : Console.Presence.SCRIPT,
                Terminals::line);
    }

    static Look look(Map<String, String> environment, boolean terminal, List<String> arguments) {
        String term = environment.getOrDefault("TERM", "");
        boolean ascii = term.equals("dumb")
                || !charset(environment).equals(StandardCharsets.UTF_8)
                || arguments.stream().takeWhile(a -> !a.equals("--")).anyMatch("--ascii"::equals);
        boolean colours = terminal
                && !term.equals("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Look(
                terminal ? columns(environment) : 80,
                colours ? Look.Colours.ANSI : Look.Colours.NONE,
                ascii ? Look.Letters.ASCII : Look.Letters.UNICODE);
    }

    /// What the locale says, the way the C library reads it; without a locale today's systems speak UTF-8.
    private static Charset charset(Map<String, String> environment) {
        String locale = Arrays.asList("LC_ALL", "LC_CTYPE", "LANG").stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C.UTF-8");
        String upper = locale.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8") ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    private static int columns(Map<String, String> environment) {
        try {
            return Math.min(200, Integer.parseInt(environment.getOrDefault("COLUMNS", "80")));
        } catch (NumberFormatException e) {
            return 80;
        }
    }

    private static PrintWriter writer(PrintStream stream, Charset charset) {
        return new PrintWriter(stream, true, charset);
    }

    private static String line() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Objects.requireNonNullElse(in.readLine(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
