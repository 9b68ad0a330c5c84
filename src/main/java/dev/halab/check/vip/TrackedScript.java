package dev.halab.check.vip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A script that keepalived tracks: what it asks.
///
/// @param name of its vrrp_script
/// @param command as the configuration has it
/// @param weight what it adds when it succeeds, or takes away when it fails; 0: a failure is a fault of the instance
/// @param place where the command stands
/// @param file the script's own file, if it could be read
record TrackedScript(String name, String command, int weight, String place, Optional<KeepalivedFiles.Script> file) {
    private static final Pattern SPEAKS =
            Pattern.compile("(?:.*[\\s/;&|(`]|)(?:curl|wget)\\s.*(?:https?://|:\\d{2,5}).*"
                    + "|.*\\bopenssl\\s+s_client\\b.*|.*\\bkubectl\\b.*--raw.*");
    private static final Pattern ASKS_PORT =
            Pattern.compile("(?:.*[\\s/;&|(`]|)(?:nc|ncat|netcat|telnet|ss|netstat|lsof)\\s.*" + "|.*/dev/tcp/.*");
    private static final Pattern ASKS_PROCESS = Pattern.compile(
            "(?:.*[\\s/;&|(`]|)(?:killall\\s+-(?:0|s\\s*0)|pidof|pgrep|ps)\\s.*"
                    + "|.*\\bsystemctl\\s+.*is-active\\b.*|.*\\bsystemctl\\s+status\\b.*|.*\\bservice\\s+\\S+\\s+status\\b.*|.*\\bkill\\s+-0\\b.*");
    private static final Pattern FORGIVES = Pattern.compile(".*\\|\\|\\s*(?:true|:|exit\\s+0)\\s*(?:[;)].*)?");
    private static final Pattern NOTHING = Pattern.compile("(?:/usr)?(?:/bin/)?(?:true|:)|exit\\s+0");

    /// What a success proves, the least first.
    enum Level {
        BLIND,
        PROCESS,
        PORT,
        READINESS
    }

    /// The lines that do something, comments left out.
    private List<String> lines() {
        Stream<String> all = file.isPresent() ? file.get().lines().stream() : Stream.of(command);
        return all.map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// What its success proves; empty if that cannot be told.
    Optional<Level> level() {
        List<String> lines = lines();
        if (lines.isEmpty() || lines.stream().allMatch(l -> NOTHING.matcher(l).matches())) {
            return Optional.of(Level.BLIND);
        }
        for (Level level : List.of(Level.READINESS, Level.PORT, Level.PROCESS)) {
            List<String> asking =
                    lines.stream().filter(l -> asks(level).matcher(l).matches()).toList();
            if (!asking.isEmpty()) {
                boolean blind =
                        asking.stream().allMatch(l -> FORGIVES.matcher(l).matches());
                return Optional.of(blind ? Level.BLIND : level);
            }
        }
        return Optional.empty();
    }

    private static Pattern asks(Level level) {
        return switch (level) {
            case READINESS -> SPEAKS;
            case PORT -> ASKS_PORT;
            case PROCESS -> ASKS_PROCESS;
            case BLIND -> NOTHING;
        };
    }

    /// The line that says most, for reports.
    String says() {
        List<String> lines = lines();
        return lines.stream()
                .filter(l -> Stream.of(SPEAKS, ASKS_PORT, ASKS_PROCESS)
                        .anyMatch(p -> p.matcher(l).matches()))
                .findFirst()
                .orElse(lines.isEmpty() ? "nothing" : lines.getLast());
    }
}
