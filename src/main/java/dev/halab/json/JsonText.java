package dev.halab.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Text to tree and back, strictly: duplicate member names and comments are refused.
final class JsonText {
    private static final int DEEPEST = 100;

    private JsonText() {}

    static List<Json> readAll(String text) {
        List<Json> all = new ArrayList<>();
        if (text.isBlank()) {
            return all;
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.LEGACY_STRICT);
            all.add(read(reader, 0));
            // several top-level values need the lenient mode of Gson, which takes any word for a text
            reader.setStrictness(Strictness.LENIENT);
            while (reader.peek() != JsonToken.END_DOCUMENT) {
                if (reader.peek() != JsonToken.BEGIN_OBJECT && reader.peek() != JsonToken.BEGIN_ARRAY) {
                    throw new MalformedJson("something else follows the value");
                }
                all.add(read(reader, 0));
                reader.setStrictness(Strictness.LENIENT);
            }
        } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
            throw new MalformedJson(firstLine(e), e);
        } catch (IOException e) {
            throw new MalformedJson("the text ends too early", e);
        }
        return all;
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("unreadable");
    }

    private static Json read(JsonReader in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new MalformedJson("nested deeper than " + DEEPEST);
        }
        JsonToken token = in.peek();
        return switch (token) {
            case BEGIN_OBJECT -> object(in, depth);
            case BEGIN_ARRAY -> array(in, depth);
            case STRING -> new Json.Str(in.nextString());
            case NUMBER -> new Json.Num(in.nextString());
            case BOOLEAN -> new Json.Bool(in.nextBoolean());
            case NULL -> {
                in.nextNull();
                yield new Json.Null();
            }
            case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT -> throw new MalformedJson("unexpected " + token);
        };
    }

    private static Json object(JsonReader in, int depth) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (members.put(name, read(in, depth + 1)) != null) {
                throw new MalformedJson("member '%s' stands twice".formatted(name));
            }
        }
        in.endObject();
        return new Json.Obj(members);
    }

    private static Json array(JsonReader in, int depth) throws IOException {
        List<Json> elements = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            elements.add(read(in, depth + 1));
        }
        in.endArray();
        return new Json.Arr(elements);
    }

    static String write(Json value, String indent) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            out.setIndent(indent);
            out.setHtmlSafe(false);
            out.setStrictness(Strictness.LENIENT);
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(Json value, JsonWriter out) throws IOException {
        switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                out.beginObject();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    out.name(member.getKey());
                    write(member.getValue(), out);
                }
                out.endObject();
            }
            case Json.Arr(List<Json> elements) -> {
                out.beginArray();
                for (Json element : elements) {
                    write(element, out);
                }
                out.endArray();
            }
            case Json.Str(String text) -> out.value(text);
            case Json.Num(String text) -> out.jsonValue(text);
            case Json.Bool(boolean truth) -> out.value(truth);
            case Json.Null ignored -> out.nullValue();
        }
    }
}
