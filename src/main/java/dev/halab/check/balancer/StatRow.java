package dev.halab.check.balancer;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server as the running HAProxy sees it: a line of `show stat`.
///
/// @param status `UP`, `DOWN`, `UP 1/3`, `DOWN 1/2`, `MAINT`, `DRAIN`, `NOLB`, `no check` …
/// @param check result of the last check: `L7OK`, `L4CON` …, `INI` before the first; of the server that it tracks, if
/// it
/// tracks one; empty if nobody checks it, be it by the file or because `disable health` came by the socket (HAProxy
/// 2.6)
/// @param code HTTP status of that check; empty if there was none or the next check is on its way
/// @param detail what HAProxy says of the check
/// @param seconds since when it has that status
/// @param mode `tcp` or `http`; empty if nobody said so
/// @param address `192.168.56.11:6443`; empty if the socket's level does not allow to see it
record StatRow(
        String proxy,
        String name,
        String status,
        String check,
        String code,
        String detail,
        String seconds,
        String mode,
        String address) {
    private static final Set<String> TOTALS = Set.of("FRONTEND", "BACKEND");
    private static final String TRACKED = "tracked";

    /// The servers in the fact's text.
    ///
    /// @throws Unobserved if it is not the CSV of HAProxy
    static List<StatRow> servers(String csv, Fact fact) {
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# pxname,svname,")) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is not what 'show stat' prints");
        }
        List<String> names = cells(lines.getFirst().substring(2));
        List<Map<String, String>> rows = lines.subList(1, lines.size()).stream()
                .map(line -> row(names, cells(line)))
                .filter(row -> !TOTALS.contains(row.getOrDefault("svname", "BACKEND")))
                .toList();
        return rows.stream().map(row -> of(row, checked(row, rows))).toList();
    }

    /// The row whose check decides about a row: its own, or that of the server that it tracks. HAProxy refuses
    /// circles.
    private static Map<String, String> checked(Map<String, String> row, List<Map<String, String>> rows) {
        Map<String, String> decides = row;
        for (int i = 0; i < rows.size(); i++) {
            String tracked = decides.getOrDefault(TRACKED, "");
            if (tracked.isEmpty()) {
                return decides;
            }
            decides = rows.stream()
                    .filter(r -> tracked.equals(r.get("pxname") + "/" + r.get("svname")))
                    .findFirst()
                    .orElse(row);
        }
        return row;
    }

    private static Map<String, String> row(List<String> names, List<String> cells) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            row.put(names.get(i), cells.get(i));
        }
        return row;
    }

    private static StatRow of(Map<String, String> row, Map<String, String> checked) {
        String check = checked.getOrDefault("check_status", "");
        // a leading star says that the next check is on its way; the code is then none
        boolean running = check.startsWith("* ");
        String said = checked.getOrDefault("check_desc", "");
        String last = checked.getOrDefault("last_chk", "");
        return new StatRow(
                row.getOrDefault("pxname", ""),
                row.getOrDefault("svname", ""),
                row.getOrDefault("status", ""),
                running ? check.substring(2) : check,
                running ? "" : checked.getOrDefault("check_code", ""),
                last.isEmpty() ? said : said + ": " + last,
                row.getOrDefault("lastchg", "?"),
                row.getOrDefault("mode", ""),
                row.getOrDefault("addr", ""));
    }

    /// Cells of a line; a cell in quotes may hold commas, and two quotes for one.
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /// Whether connections are sent to it.
    boolean up() {
        return status.startsWith("UP") || status.equals("no check");
    }

    /// Whether somebody took it out of rotation.
    boolean takenOut() {
        return status.startsWith("MAINT") || status.startsWith("DRAIN");
    }

    /// Whether nothing will ever change what HAProxy holds of it: it is down by no check and no agent.
    boolean forgotten() {
        return status.equals("DOWN") && check.isEmpty();
    }

    /// Whether more checks decide what becomes of it.
    boolean moving() {
        return (status.contains("/") && !status.contains("(")) || check.equals("INI");
    }

    /// `cp-2 DOWN for 31 s: L4CON Layer4 connection problem`.
    String text() {
        String result = (check + " " + code).strip();
        return "%s %s for %s s%s%s"
                .formatted(
                        name,
                        status,
                        seconds,
                        result.isEmpty() ? "" : ": " + result,
                        detail.isEmpty() ? "" : ", " + detail);
    }
}
