package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A frontend, backend or listen section, and what it inherits.
///
/// @param line where it begins
/// @param own its own lines
/// @param inherited the lines of its defaults section, in the order in which they apply
record Proxy(String keyword, String name, int line, List<ConfigLine> own, List<ConfigLine> inherited) {
    private static final Set<String> CHECKS = Set.of(
            "httpchk",
            "tcp-check",
            "ssl-hello-chk",
            "external-check",
            "mysql-check",
            "pgsql-check",
            "redis-check",
            "smtpchk",
            "ldap-check",
            "spop-check");

    /// A setting, and whether it stands in the section itself.
    record Setting(ConfigLine line, boolean own) {
        /// `mode http`, or `mode http (from defaults, line 8)`.
        String text() {
            return own ? line.text() : "%s (from defaults, line %d)".formatted(line.text(), line.number());
        }
    }

    /// The setting that counts: the last one in the section, else the last inherited one.
    Optional<Setting> setting(Predicate<ConfigLine> which) {
        return last(own, which)
                .map(l -> new Setting(l, true))
                .or(() -> last(inherited, which).map(l -> new Setting(l, false)));
    }

    /// The setting that begins with these words.
    Optional<Setting> setting(String... words) {
        return setting(line -> line.is(words));
    }

    /// Where to look for a setting: its own line, or the section's if it is inherited or missing.
    int place(Optional<Setting> setting) {
        return setting.filter(Setting::own).map(s -> s.line().number()).orElse(line);
    }

    private static Optional<ConfigLine> last(List<ConfigLine> lines, Predicate<ConfigLine> which) {
        return lines.stream().filter(which).reduce((first, second) -> second);
    }

    /// `frontend k8s-api`.
    String title() {
        return keyword + " " + name;
    }

    /// `tcp` unless something says otherwise.
    String mode() {
        return setting("mode").map(s -> s.line().word(1)).orElse("tcp");
    }

    /// Whether the section is switched off.
    boolean disabled() {
        return setting(l -> l.is("disabled") || l.is("enabled"))
                .filter(s -> s.line().is("disabled"))
                .isPresent();
    }

    /// Own lines that begin with `word`, else the inherited ones.
    List<ConfigLine> rules(String word) {
        List<ConfigLine> mine = own.stream().filter(l -> l.is(word)).toList();
        return mine.isEmpty() ? inherited.stream().filter(l -> l.is(word)).toList() : mine;
    }

    /// The option that says how servers are checked; empty for a bare connection.
    Optional<Setting> checkOption() {
        return setting(l -> checkOf(l).isPresent()).filter(s -> !s.line().is("no"));
    }

    private static Optional<String> checkOf(ConfigLine line) {
        int option = line.is("no") ? 1 : 0;
        return line.word(option).equals("option") && CHECKS.contains(line.word(option + 1))
                ? Optional.of(line.word(option + 1))
                : Optional.empty();
    }

    /// The servers, each with the defaults that stand before it.
    List<ServerLine> servers() {
        List<String> defaults = new ArrayList<>();
        inherited.stream().filter(l -> l.is("default-server")).forEach(l -> defaults.addAll(l.from(1)));
        List<ServerLine> servers = new ArrayList<>();
        for (ConfigLine line : own) {
            if (line.is("default-server")) {
                defaults.addAll(line.from(1));
            } else if (line.is("server")) {
                servers.add(ServerLine.of(line, defaults));
            } else if (line.is("server-template")) {
                servers.addAll(ServerLine.template(line, defaults));
            }
        }
        return servers;
    }
}
