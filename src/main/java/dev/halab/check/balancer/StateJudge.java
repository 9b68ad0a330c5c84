package dev.halab.check.balancer;

import static dev.halab.check.balancer.HaproxyCauses.CHECK_DENIED;
import static dev.halab.check.balancer.HaproxyCauses.CHECK_FAILS;
import static dev.halab.check.balancer.HaproxyCauses.CHECK_STATUS;
import static dev.halab.check.balancer.HaproxyCauses.DOWN;
import static dev.halab.check.balancer.HaproxyCauses.EXTRA_SERVER;
import static dev.halab.check.balancer.HaproxyCauses.IDLE_SERVER;
import static dev.halab.check.balancer.HaproxyCauses.L4_ONLY;
import static dev.halab.check.balancer.HaproxyCauses.MISSING_SERVER;
import static dev.halab.check.balancer.HaproxyCauses.NO_CHECK;
import static dev.halab.check.balancer.HaproxyCauses.STALE;
import static dev.halab.check.balancer.HaproxyCauses.STILL_UP;

import dev.halab.check.Cause;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Server;
import dev.halab.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares what the running HAProxy says of the servers of one section with what is wanted.
///
/// @param rows the servers of the section
/// @param servers exactly these, alive or not; any if empty
/// @param probe how much the checks must prove, if it matters
/// @param statuses results of checks that are right, if it matters
record StateJudge(
        HaproxyFile file,
        Proxy backend,
        List<StatRow> rows,
        List<Server> servers,
        Up up,
        Optional<Probe.Level> probe,
        List<String> statuses) {
    /// An address as `show stat` writes it; port 0 stands for that of the client.
    private static final Pattern IPV4 = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+):([1-9]\\d*)");

    private static final Set<String> FAILS = Set.of("L6RSP", "SOCKERR");
    private static final Set<String> DENIES = Set.of("401", "403", "404");

    Verdict verdict() {
        Optional<Mismatch> stale = stale();
        if (stale.isPresent()) {
            return new Verdict.Fail(stale.get());
        }
        List<Verdict> verdicts = new ArrayList<>();
        missing().or(this::extra).ifPresent(m -> verdicts.add(new Verdict.Fail(m)));
        rows.forEach(row -> verdicts.add(judge(row)));
        return Each.strongest(
                verdicts, String.join(", ", rows.stream().map(StatRow::text).toList()));
    }

    /// A server that only one of the file and the running HAProxy knows.
    private Optional<Mismatch> stale() {
        for (ServerLine line : backend.servers()) {
            if (rows.stream().noneMatch(row -> row.name().equals(line.name()))) {
                return unread("knows no server %s in %s".formatted(line.name(), backend.title()), line.line());
            }
        }
        return rows.stream()
                .filter(row -> line(row).isEmpty())
                .findFirst()
                .flatMap(
                        row -> unread("still has a server %s, the file has none".formatted(row.name()), backend.line()))
                .or(this::elsewhere)
                .or(this::otherMode);
    }

    /// A file that came over the loaded one without a newer time, by a bind mount for instance.
    private Optional<Mismatch> otherMode() {
        return rows.stream()
                .filter(row -> !row.mode().isEmpty() && !row.mode().equals(backend.mode()))
                .findFirst()
                .flatMap(row -> unread("has %s in mode %s".formatted(backend.title(), row.mode()), backend.line()));
    }

    /// A server whose address was changed by the socket (`set server … addr`), or in the file since. A name there
    /// may
    /// have had another address when HAProxy started.
    private Optional<Mismatch> elsewhere() {
        for (ServerLine line : backend.servers()) {
            Optional<StatRow> other = rows.stream()
                    .filter(row -> row.name().equals(line.name()) && isElsewhere(row, line))
                    .findFirst();
            if (other.isPresent()) {
                return unread("has %s for server %s".formatted(other.get().address(), line.name()), line.line());
            }
        }
        return Optional.empty();
    }

    /// The running HAProxy is not as the file says.
    private Optional<Mismatch> unread(String difference, int line) {
        return file.mismatch(
                STALE, "HAProxy reloaded since the file was saved", "the running HAProxy " + difference, line);
    }

    private boolean isElsewhere(StatRow row, ServerLine line) {
        Matcher runs = IPV4.matcher(row.address());
        Matcher says = IPV4.matcher(file.address(line));
        return runs.matches()
                && says.matches()
                && (!runs.group(2).equals(says.group(2))
                        || (line.host().equals(says.group(1)) && !runs.group(1).equals(says.group(1))));
    }

    private Optional<ServerLine> line(StatRow row) {
        return backend.servers().stream()
                .filter(line -> line.name().equals(row.name()))
                .findFirst();
    }

    private String address(StatRow row) {
        return row.address().isEmpty() ? line(row).map(file::address).orElse("") : row.address();
    }

    private Optional<Mismatch> missing() {
        return Stream.concat(servers.stream(), up.wanted().stream())
                .filter(server -> rows.stream().noneMatch(row -> address(row).equals(server.address())))
                .findFirst()
                .flatMap(server -> file.mismatch(
                        MISSING_SERVER, HaproxyFile.names(List.of(server)), "no such server", backend.line()));
    }

    private Optional<Mismatch> extra() {
        return rows.stream()
                .filter(row -> !servers.isEmpty()
                        && servers.stream().noneMatch(server -> server.address().equals(address(row))))
                .findFirst()
                .map(row -> new Mismatch(
                        EXTRA_SERVER.code(),
                        "only " + HaproxyFile.names(servers),
                        "server %s %s".formatted(row.name(), address(row)),
                        place(row)));
    }

    private Verdict judge(StatRow row) {
        Optional<Boolean> wanted = up.wants(address(row));
        if (row.takenOut() && wanted.orElse(true)) {
            return fail(IDLE_SERVER, row.name() + " in rotation", row);
        }
        if (!statuses.isEmpty() && !statuses.contains(row.check())) {
            return row.moving()
                    ? waiting(CHECK_STATUS, String.join(" or ", statuses), row)
                    : fail(CHECK_STATUS, String.join(" or ", statuses), row);
        }
        Optional<Verdict> flaw = flaw(row);
        if (flaw.isPresent()) {
            return flaw.get();
        }
        return row.up() ? alive(row, wanted) : dead(row, wanted);
    }

    /// What the file says of the check, which counts before any server answers.
    private Optional<Verdict> flaw(StatRow row) {
        return probe.flatMap(level -> new BackendJudge(file, Wanted.ofChecks(level), backend).checkOf(row.name()))
                .map(Verdict.Fail::new);
    }

    private Verdict alive(StatRow row, Optional<Boolean> wanted) {
        if (row.status().equals("no check")) {
            return fail(NO_CHECK, "a check of " + row.name(), row);
        }
        if (!wanted.orElse(true)) {
            return row.moving()
                    ? waiting(STILL_UP, row.name() + " down", row)
                    : fail(STILL_UP, row.name() + " down", row);
        }
        if (row.check().equals("INI")) {
            return waiting(DOWN, row.name() + " up by a check", row);
        }
        Optional<Probe.Level> proven = switch (row.check()) {
            case "L4OK" -> Optional.of(Probe.Level.TCP);
            case "L6OK" -> Optional.of(Probe.Level.TLS);
            default -> Optional.empty();
        };
        boolean weak = proven.isPresent()
                && probe.filter(wish -> wish.compareTo(proven.get()) > 0).isPresent();
        return weak
                ? fail(L4_ONLY, "%s up because /readyz says so".formatted(row.name()), row)
                : Verdict.pass(row.text());
    }

    private Verdict dead(StatRow row, Optional<Boolean> wanted) {
        if (row.forgotten()) {
            return fail(NO_CHECK, "a check of " + row.name(), row);
        }
        if (row.moving()) {
            return wanted.orElse(true) ? waiting(DOWN, row.name() + " up", row) : Verdict.pass(row.text());
        }
        Cause cause = cause(row);
        return wanted.orElse(false) || !cause.equals(DOWN)
                ? fail(cause, row.name() + (wanted.orElse(false) ? " up" : " asked in its own language"), row)
                : Verdict.pass(row.text());
    }

    private static Cause cause(StatRow row) {
        if (FAILS.contains(row.check()) || row.code().equals("400")) {
            return CHECK_FAILS;
        }
        return DENIES.contains(row.code()) ? CHECK_DENIED : DOWN;
    }

    private Verdict fail(Cause cause, String expected, StatRow row) {
        return Verdict.fail(cause.code(), expected, row.text(), place(row));
    }

    private Verdict waiting(Cause cause, String expected, StatRow row) {
        return new Verdict.Wait(new Mismatch(cause.code(), expected, row.text(), place(row)));
    }

    private String place(StatRow row) {
        return file.place(line(row).map(ServerLine::line).orElse(backend.line()));
    }

    static String title(List<Server> servers) {
        return servers.isEmpty()
                ? "no server"
                : String.join(", ", servers.stream().map(s -> s.node().name()).toList());
    }
}
