package dev.halab.fact;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Readings as JSON and back, as baselines are stored: `{"source", "kind", "arguments": […], "at", "status", "text",
/// "error"?}` if it was seen, `{"source", "kind", "arguments": […], "unseen": REASON, "detail"}` if not.
public final class FactJson {
    private FactJson() {}

    /// Readings as an array, in the order of the facts' names.
    public static Json readings(Map<Fact, Reading> readings) {
        Map<String, Json> sorted = new TreeMap<>();
        readings.forEach((fact, reading) -> sorted.put(fact.toString(), json(fact, reading)));
        return Json.array(new ArrayList<>(sorted.values()));
    }

    /// Readings of an array.
    ///
    /// @throws MalformedJson if an element is no reading
    public static Map<Fact, Reading> readings(Json array) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        for (Json element : array.items()) {
            List<String> arguments = element.items("arguments").stream()
                    .map(a -> a.text().orElseThrow(() -> new MalformedJson("an argument of a fact is no text")))
                    .toList();
            Fact fact = new Fact(required(element, "source"), required(element, "kind"), arguments);
            readings.put(fact, reading(element));
        }
        return readings;
    }

    private static Json json(Fact fact, Reading reading) {
        Json.Builder json = Json.object()
                .put("source", fact.source())
                .put("kind", fact.kind())
                .put("arguments", Json.strings(fact.arguments()));
        return switch (reading) {
            case Reading.Seen seen -> {
                json.put("at", seen.at().toString())
                        .put("status", seen.status())
                        .put("text", seen.text());
                yield seen.error().isEmpty()
                        ? json.build()
                        : json.put("error", seen.error()).build();
            }
            case Reading.Unseen unseen ->
                json.put("unseen", unseen.reason().word())
                        .put("detail", unseen.detail())
                        .build();
        };
    }

    private static Reading reading(Json element) {
        if (element.has("unseen")) {
            return new Reading.Unseen(
                    reason(required(element, "unseen")), element.text("detail").orElse(""));
        }
        return new Reading.Seen(
                status(element),
                required(element, "text"),
                element.text("error").orElse(""),
                instant(element));
    }

    private static int status(Json element) {
        try {
            return Integer.parseInt(element.text("status").orElse("0"));
        } catch (NumberFormatException e) {
            throw new MalformedJson("a status is no whole number");
        }
    }

    private static Reading.Reason reason(String word) {
        return Arrays.stream(Reading.Reason.values())
                .filter(r -> r.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedJson("'%s' is no reason for not seeing".formatted(word)));
    }

    private static Instant instant(Json json) {
        try {
            return Instant.parse(required(json, "at"));
        } catch (DateTimeParseException e) {
            throw new MalformedJson("'%s' is no time".formatted(required(json, "at")));
        }
    }

    private static String required(Json json, String name) {
        return json.text(name).orElseThrow(() -> new MalformedJson("'%s' is missing".formatted(name)));
    }
}
