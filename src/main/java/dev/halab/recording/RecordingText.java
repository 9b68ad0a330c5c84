package dev.halab.recording;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Recordings as JSON. A text of several lines is an array of its lines, so that a difference between two recordings
/// shows as a line.
final class RecordingText {
    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::source)
            .thenComparing(Fact::kind)
            .thenComparing(fact -> String.join("\0", fact.arguments()));

    private RecordingText() {}

    static String write(Recording recording) {
        Json.Builder versions = Json.object();
        new TreeMap<>(recording.versions()).forEach(versions::put);
        Json.Builder json = Json.object()
                .put("apiVersion", "halab/v1")
                .put("kind", "Facts")
                .put("task", recording.task())
                .put("provider", recording.provider())
                .put("versions", versions.build())
                .put("at", recording.at().toString())
                .put("readings", readings(recording.readings()));
        if (!recording.baseline().isEmpty()) {
            json.put("baseline", readings(recording.baseline()));
        }
        return json.build().pretty() + "\n";
    }

    private static Json readings(Map<Fact, Reading> readings) {
        return Json.array(readings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(entry -> reading(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Json reading(Fact fact, Reading reading) {
        List<String> words = new ArrayList<>(List.of(fact.kind()));
        words.addAll(fact.arguments());
        Json.Builder json = Json.object().put("source", fact.source()).put("fact", Json.strings(words));
        switch (reading) {
            case Reading.Seen(int status, String text, String error, Instant at) ->
                json.put("status", status)
                        .put("text", lines(text))
                        .put("error", lines(error))
                        .put("at", at.toString());
            case Reading.Unseen(Reading.Reason reason, String detail) ->
                json.put("unseen", reason.word()).put("detail", detail);
        }
        return json.build();
    }

    private static Json lines(String text) {
        return text.contains("\n") ? Json.strings(List.of(text.split("\n", -1))) : Json.of(text);
    }

    static Recording parse(String text) {
        Json json = json(text);
        if (!json.text("apiVersion").equals(Optional.of("halab/v1"))
                || !json.text("kind").equals(Optional.of("Facts"))) {
            throw new MalformedRecording("it does not say \"apiVersion\": \"halab/v1\", \"kind\": \"Facts\"");
        }
        Map<String, String> versions = new LinkedHashMap<>();
        json.members("versions").forEach((name, version) -> version.text().ifPresent(v -> versions.put(name, v)));
        return new Recording(
                need(json, "task"),
                need(json, "provider"),
                versions,
                instant(json),
                readings(json, "readings"),
                readings(json, "baseline"));
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJson e) {
            throw new MalformedRecording("it is no JSON: " + e.getMessage());
        }
    }

    private static Map<Fact, Reading> readings(Json json, String name) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        for (Json item : json.items(name)) {
            List<String> words = words(item);
            Fact fact = new Fact(need(item, "source"), words.getFirst(), words.subList(1, words.size()));
            if (readings.put(fact, reading(item)) != null) {
                throw new MalformedRecording("'%s' stands twice in \"%s\"".formatted(fact, name));
            }
        }
        return readings;
    }

    private static List<String> words(Json item) {
        List<String> words = new ArrayList<>();
        item.items("fact").forEach(word -> words.add(stringOf(word, "fact")));
        if (words.isEmpty()) {
            throw new MalformedRecording("a reading has no \"fact\"");
        }
        return words;
    }

    private static Reading reading(Json item) {
        Optional<String> unseen = item.text("unseen");
        if (unseen.isPresent()) {
            return new Reading.Unseen(reason(unseen.get()), need(item, "detail"));
        }
        return new Reading.Seen(status(item), joined(item, "text"), joined(item, "error"), instant(item));
    }

    private static Reading.Reason reason(String word) {
        return Arrays.stream(Reading.Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedRecording("\"unseen\" is '%s', which is no reason".formatted(word)));
    }

    private static int status(Json item) {
        String status = need(item, "status");
        if (!status.matches("-?[0-9]{1,9}")) {
            throw new MalformedRecording("\"status\" is '%s', which is no number".formatted(status));
        }
        return Integer.parseInt(status);
    }

    private static String joined(Json item, String name) {
        return switch (item.at(name)) {
            case Json.Str(String text) -> text;
            case Json.Arr(List<Json> lines) ->
                String.join("\n", lines.stream().map(l -> stringOf(l, name)).toList());
            case Json.Null ignored -> "";
            case Json.Num ignored -> throw noText(name);
            case Json.Bool ignored -> throw noText(name);
            case Json.Obj ignored -> throw noText(name);
        };
    }

    private static Instant instant(Json json) {
        try {
            return Instant.parse(need(json, "at"));
        } catch (DateTimeException e) {
            throw new MalformedRecording("\"at\" is '%s', which is no time".formatted(need(json, "at")));
        }
    }

    private static String need(Json json, String name) {
        return json.text(name).orElseThrow(() -> new MalformedRecording("\"%s\" is missing".formatted(name)));
    }

    private static String stringOf(Json json, String name) {
        if (json instanceof Json.Str(String value)) {
            return value;
        }
        throw noText(name);
    }

    private static MalformedRecording noText(String name) {
        return new MalformedRecording("\"%s\" holds something that is no text".formatted(name));
    }
}
