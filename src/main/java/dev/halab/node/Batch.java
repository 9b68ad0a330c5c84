package dev.halab.node;

import dev.halab.fact.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What is asked of one node in one round: the probes and one request for each fact. The requests travel as base64 of
/// lines `INDEX|KIND|ARGUMENT…`, so that no argument ever becomes shell text.
///
/// @param nonce what begins every record of the answer: hexadecimal, never used before
/// @param facts what is asked, in the order of the indices
public record Batch(String nonce, List<Fact> facts) {
    /// The shell that the script is written for; it is started by sudo.
    public static final String SHELL =
            "/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"
                    + " LC_ALL=C TZ=UTC /bin/sh -s";

    /// What a machine gets to answer a whole batch, unless it is known to be slow.
    private static final Duration USUAL = Duration.ofSeconds(4);

    private static final String PROBES = withoutComments(resource());

    public Batch {
        if (!nonce.matches("[0-9a-f]{8,64}")) {
            throw new IllegalArgumentException("A nonce is 8 to 64 hexadecimal digits, not '%s'".formatted(nonce));
        }
        facts = List.copyOf(facts);
    }

    /// Whether a fact can be asked at all: no name on a Unix system holds a NUL, and a shell would drop it in
    /// silence.
    public static boolean canAsk(Fact fact) {
        return fact.kind().matches("[a-z][a-z-]*")
                && fact.arguments().size() <= 2
                && fact.arguments().stream().noneMatch(argument -> argument.isEmpty() || argument.indexOf(0) >= 0);
    }

    /// The text for the standard input of [#SHELL].
    public String script() {
        return "%sbatch %s %s </dev/null\n".formatted(PROBES, nonce, encoded());
    }

    /// The same for a machine that is given `time` in all: where that is more than usual, its programs get more
    /// too.
    public String script(Duration time) {
        return time.compareTo(USUAL) > 0 ? "patience=%d\n%s".formatted(time.toSeconds() * 3 / 4, script()) : script();
    }

    private String encoded() {
        var requests = new StringBuilder();
        for (int index = 0; index < facts.size(); index++) {
            requests.append(request(index, facts.get(index))).append('\n');
        }
        return Base64.getEncoder().encodeToString(requests.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String request(int index, Fact fact) {
        return fact.arguments().stream()
                .map(Batch::escaped)
                .collect(Collectors.joining(
                        "|", index + "|" + fact.kind() + (fact.arguments().isEmpty() ? "" : "|"), ""));
    }

    /// As printf's `%b` undoes it: all but printable ASCII, the backslash and the bar become `\0ooo`.
    private static String escaped(String argument) {
        var escaped = new StringBuilder();
        for (byte octet : argument.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= ' ' && octet <= '~' && octet != '\\' && octet != '|';
            escaped.append(plain ? String.valueOf((char) octet) : "\\0%03o".formatted(octet & 0xff));
        }
        return escaped.toString();
    }

    /// The library without what only people read: it travels in every round.
    private static String withoutComments(String script) {
        return script.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("# "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String resource() {
        try (InputStream probes = Batch.class.getResourceAsStream("probes.sh")) {
            if (probes == null) {
                throw new IllegalStateException("probes.sh is not in the program");
            }
            return new String(probes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
