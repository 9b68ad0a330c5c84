package dev.halab.machine;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How slow a machine becomes in the lab network: what it sends there arrives later, and some of it never.
///
/// @param length how much later
/// @param loss how many packets of a hundred are lost
public record Delay(Duration length, int loss) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_LOSS = 90;
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})(ms|s)");

    /// What is taken where nothing is said: long enough to lose leases, short enough to work with.
    public static final Delay USUAL = new Delay(Duration.ofMillis(500), 0);

    public Delay {
        if (length.compareTo(Duration.ofMillis(1)) < 0 || length.compareTo(LONGEST) > 0) {
            throw usage("a delay of %d ms".formatted(length.toMillis()), "it is 1 ms to 60 s");
        }
        if (loss < 0 || loss > MOST_LOSS) {
            throw usage("a loss of %d%%".formatted(loss), "it is 0% to 90%; more is `halab power partition`");
        }
    }

    /// The delay of a text like `800ms` or `2s`.
    ///
    /// @throws HalabException if it is none
    public static Delay of(String length, int loss) {
        Matcher matcher = LENGTH.matcher(length.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw usage("'%s'".formatted(length), "a delay is a number of ms or s");
        }
        long number = Long.parseLong(matcher.group(1));
        return new Delay(matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number), loss);
    }

    private static HalabException usage(String what, String why) {
        return HalabException.usage(
                new Problem("%s was not understood".formatted(what), why, "halab power delay cp-2 800ms --loss 5"));
    }

    /// For instance `800 ms, 5% lost`.
    public String words() {
        return length.toMillis() + " ms" + (loss == 0 ? "" : ", %d%% lost".formatted(loss));
    }

    /// The script that delays and undoes it, to be run as root in a machine's network namespace.
    public static String script() {
        return Script.text(Delay.class, "delay.sh");
    }

    /// The script's arguments that delay the interface with `address`.
    public List<String> arguments(String address) {
        return List.of("set", address, Long.toString(length.toMillis()), Integer.toString(loss));
    }

    /// The script's arguments that undo it.
    public static List<String> undoing(String address) {
        return List.of("clear", address);
    }

    /// What the script's status means, as a problem.
    ///
    /// @param said what it wrote beside
    public static Problem problem(String node, int status, String said) {
        String what = "the network of %s was not changed".formatted(node);
        return switch (status) {
            case 4 ->
                new Problem(
                        what,
                        "none of its interfaces has its address in the lab network: it is cut off, or the address was"
                                + " taken away",
                        "halab power start " + node);
            case 5 ->
                new Problem(
                        what,
                        "the kernel that it runs on has no netem: " + said.strip(),
                        "where that kernel runs: sudo modprobe sch_netem; without one: halab power partition " + node);
            default ->
                new Problem(
                        what,
                        "delay.sh ended with status %d: %s".formatted(status, said.strip()),
                        "halab power start " + node);
        };
    }
}
