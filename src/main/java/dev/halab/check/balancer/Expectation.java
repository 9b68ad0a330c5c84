package dev.halab.check.balancer;

import dev.halab.check.Regex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a check takes for a good answer: the `expect` rules of a backend, tried on answers as API servers give them.
///
/// @param rules the words after `expect`, one list per rule; all must hold
record Expectation(List<List<String>> rules) {
    private static final Set<String> WITH_VALUE = Set.of(
            "min-recv", "comment", "ok-status", "error-status", "tout-status", "on-success", "on-error", "status-code");

    private static final Set<String> EXPRESSIONS = Set.of("rstatus", "rstring", "rbinary");

    Expectation {
        rules = List.copyOf(rules);
    }

    /// An answer of an API server.
    record Response(int status, String body) {
        static final Response READY = new Response(200, "ok");
        static final List<Response> OTHERS = List.of(
                new Response(500, "[+]ping ok\n[+]log ok\n[-]etcd failed: reason withheld\nreadyz check failed\n"),
                new Response(
                        401,
                        "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"Unauthorized\",\"code\":401}\n"),
                new Response(
                        403, "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403}\n"),
                new Response(400, "Client sent an HTTP request to an HTTPS server.\n"));

        /// All of it, as a `tcp-check` sees it.
        Response raw() {
            String reason = status == 200 ? "OK" : "Refused";
            return new Response(status, "HTTP/1.0 %d %s\r\nAudit-Id: 1\r\n\r\n%s".formatted(status, reason, body));
        }
    }

    /// Whether the rules take `response` for good; without a rule any status from 200 to 399 is.
    boolean accepts(Response response) {
        return rules.isEmpty()
                ? response.status() >= 200 && response.status() < 400
                : rules.stream().allMatch(rule -> accepts(rule, response));
    }

    /// Whether every expression of the rules is one that can be tried here.
    boolean understood() {
        return rules.stream()
                .map(rule -> withoutNot(bare(rule)))
                .filter(match -> match.size() > 1 && EXPRESSIONS.contains(match.getFirst()))
                .allMatch(match -> Regex.of(match.get(1)).isPresent());
    }

    private static boolean accepts(List<String> rule, Response response) {
        List<String> words = bare(rule);
        List<String> match = withoutNot(words);
        boolean not = match.size() < words.size();
        if (match.size() < 2) {
            return true;
        }
        String pattern = match.get(1);
        boolean found = switch (match.getFirst()) {
            case "status" -> Arrays.stream(pattern.split(",")).anyMatch(r -> inRange(r, response.status()));
            case "rstatus" -> finds(pattern, Integer.toString(response.status()));
            case "string" -> response.body().contains(pattern);
            case "rstring" -> finds(pattern, response.body());
            case "binary" -> hex(response.body()).contains(pattern.toUpperCase(Locale.ROOT));
            case "rbinary" -> finds(pattern, hex(response.body()));
            // headers do not tell a ready server from another
            default -> !not;
        };
        return found != not;
    }

    private static List<String> withoutNot(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("!") ? words.subList(1, words.size()) : words;
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> bare(List<String> rule) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < rule.size(); i++) {
            if (words.isEmpty() && WITH_VALUE.contains(rule.get(i))) {
                i++;
            } else {
                words.add(rule.get(i));
            }
        }
        return words;
    }

    private static boolean inRange(String range, int status) {
        if (!range.matches("\\d{1,3}(-\\d{1,3})?")) {
            return false;
        }
        String[] ends = range.split("-");
        return Integer.parseInt(ends[0]) <= status && status <= Integer.parseInt(ends[ends.length - 1]);
    }

    private static boolean finds(String expression, String text) {
        return Regex.of(expression).map(regex -> regex.finds(text)).orElse(false);
    }
}
