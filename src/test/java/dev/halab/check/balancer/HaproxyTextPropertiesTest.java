package dev.halab.check.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.CourseRecordings;
import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a person may write differently without meaning anything else changes no verdict about HAProxy's configuration.
final class HaproxyTextPropertiesTest {
    private static final String PATH = "/etc/haproxy/haproxy.cfg";
    private static final Pattern SECTION = Pattern.compile(
            "(?:global|defaults|frontend|backend|listen|resolvers|peers|userlist|cache|mailers|program|ring|http-errors)\\b.*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+-]+");

    /// A configuration in which nothing is escaped or quoted, so that lines can be changed by their words.
    private static List<String> simple() throws IOException {
        return HaproxyConfigKindTest.cases()
                .filter(name -> !name.contains("hap.invalid"))
                .filter(name -> Observed.text("haproxy-config/%s.cfg".formatted(name))
                        .lines()
                        .noneMatch(l -> l.contains("\\")
                                || l.contains("\"")
                                || l.contains("'")
                                || l.strip().startsWith(".")))
                .toList();
    }

    @Test
    void nothing_that_means_nothing_changes_a_verdict() throws IOException {
        Random chance = CourseRecordings.chance("HAProxy's text");
        List<String> names = simple();
        Trial trial = Trial.of(
                new HaproxyConfigKind(),
                "on",
                Trial.nodes("lb"),
                "backend",
                Trial.fields("servers", Trial.servers("cp", 6443)));

        assertThat(names).hasSizeGreaterThan(50);
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            String name = names.get(chance.nextInt(names.size()));
            String text = changed(Observed.text("haproxy-config/%s.cfg".formatted(name)), chance);
            Given given = HaproxyConfigKindTest.given(name);
            String before = trial.word(given);

            String after = trial.word(given.file(Facts.file("lb-1", PATH), text));

            assertThat(after).as("%s, written as:\n%s", name, text).isEqualTo(before);
        }
    }

    private static String changed(String text, Random chance) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (chance.nextBoolean()) {
            neighbours(lines, chance, "server");
        }
        if (chance.nextBoolean()) {
            neighbours(lines, chance, "timeout");
        }
        boolean rename =
                chance.nextBoolean() && lines.stream().noneMatch(l -> l.contains("track ") || l.contains("use-server"));
        List<String> written = new ArrayList<>();
        for (String line : lines) {
            String now = rename ? renamed(line) : line;
            while (chance.nextInt(5) == 0) {
                written.add(chance.nextBoolean() ? "" : "  # server old 192.168.56.99:6443 check # mode http");
            }
            written.add(respaced(now, chance)
                    + (chance.nextInt(6) == 0 && !now.isBlank() ? "   # mode http, disabled" : ""));
        }
        return String.join("\n", written) + "\n";
    }

    /// Shuffles lines of one keyword that stand together.
    private static void neighbours(List<String> lines, Random chance, String keyword) {
        int from = 0;
        while (from < lines.size()) {
            int to = from;
            while (to < lines.size() && lines.get(to).strip().startsWith(keyword + " ")) {
                to++;
            }
            if (to > from + 1
                    && lines.subList(from, to).stream()
                                    .map(l -> key(l))
                                    .distinct()
                                    .count()
                            == to - from) {
                Collections.shuffle(lines.subList(from, to), chance);
            }
            from = Math.max(to, from + 1);
        }
    }

    /// The first two words, or the address of a server: what must differ for the order not to matter.
    private static String key(String line) {
        String[] words = line.strip().split("\\s+");
        return words[0].equals("server") && words.length > 2
                ? words[2]
                : words[0] + words[Math.min(1, words.length - 1)];
    }

    private static String renamed(String line) {
        return line.replaceFirst("^(\\s*server\\s+)(\\S+)", "$1api-$2-x");
    }

    private static String respaced(String line, Random chance) {
        int comment = line.indexOf('#');
        String code = comment < 0 ? line : line.substring(0, comment);
        String rest = comment < 0 ? "" : " " + line.substring(comment);
        if (code.isBlank()) {
            return line;
        }
        String[] words = code.strip().split("\\s+");
        StringBuilder respaced = new StringBuilder();
        boolean section = SECTION.matcher(code.strip()).matches();
        respaced.append(section ? "" : " ".repeat(chance.nextInt(9)));
        for (int i = 0; i < words.length; i++) {
            String gap = i == 0 ? "" : chance.nextInt(4) == 0 ? "\t " : " ".repeat(1 + chance.nextInt(3));
            respaced.append(gap).append(i > 0 && chance.nextInt(8) == 0 ? quoted(words[i], chance) : words[i]);
        }
        return respaced + rest;
    }

    private static String quoted(String word, Random chance) {
        return !PLAIN.matcher(word).matches() ? word : chance.nextBoolean() ? "\"" + word + "\"" : "'" + word + "'";
    }
}
