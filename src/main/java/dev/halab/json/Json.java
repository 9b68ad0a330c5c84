package dev.halab.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A JSON value. Numbers keep their text, so that etcd's unsigned 64-bit ids lose nothing.
public sealed interface Json {
    /// An object; keys keep their order.
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return compact();
        }
    }

    /// An array.
    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return compact();
        }
    }

    /// A string.
    record Str(String value) implements Json {}

    /// A number, by its text as it stood in the document.
    record Num(String text) implements Json {}

    /// `true` or `false`.
    record Bool(boolean value) implements Json {}

    /// `null`, and what a path that leads nowhere answers.
    record Null() implements Json {}

    /// Reads exactly one value.
    ///
    /// @throws MalformedJson if `text` is not one JSON value
    static Json parse(String text) {
        List<Json> all = JsonText.readAll(text);
        if (all.size() != 1) {
            throw new MalformedJson("%d values where one was expected".formatted(all.size()));
        }
        return all.getFirst();
    }

    /// Reads values written one after another, as `kubeadm token list -o json` prints them; none is an empty
    /// list.
    ///
    /// @throws MalformedJson if `text` is not a sequence of JSON values
    static List<Json> parseAll(String text) {
        return JsonText.readAll(text);
    }

    static Json of(String value) {
        return new Str(value);
    }

    static Json of(long value) {
        return new Num(Long.toString(value));
    }

    static Json of(boolean value) {
        return new Bool(value);
    }

    static Json array(List<? extends Json> elements) {
        return new Arr(new ArrayList<>(elements));
    }

    static Json strings(List<String> values) {
        return new Arr(values.stream().map(Json::of).toList());
    }

    /// Starts an object; members follow in the order they are put.
    static Builder object() {
        return new Builder();
    }

    /// The value at the end of a path of member names; `Null` if the path leads nowhere.
    default Json at(String... path) {
        Json here = this;
        for (String name : path) {
            here = here instanceof Obj(Map<String, Json> members)
                    ? Objects.requireNonNullElse(members.get(name), new Null())
                    : new Null();
        }
        return here;
    }

    /// This, if there is something at `path`.
    ///
    /// @throws MalformedJson if there is not: then it is not what it was taken for
    default Json having(String... path) {
        if (!has(path)) {
            throw new MalformedJson("there is no '%s' in it".formatted(String.join(".", path)));
        }
        return this;
    }

    /// The string, number or boolean at `path` as text.
    default Optional<String> text(String... path) {
        return switch (at(path)) {
            case Str(String value) -> Optional.of(value);
            case Num(String text) -> Optional.of(text);
            case Bool(boolean value) -> Optional.of(Boolean.toString(value));
            case Null ignored -> Optional.empty();
            case Obj ignored -> Optional.empty();
            case Arr ignored -> Optional.empty();
        };
    }

    /// The elements of the array at `path`; empty if there is none.
    default List<Json> items(String... path) {
        return at(path) instanceof Arr(List<Json> elements) ? elements : List.of();
    }

    /// The members of the object at `path`; empty if there is none.
    default Map<String, Json> members(String... path) {
        return at(path) instanceof Obj(Map<String, Json> members) ? members : Map.of();
    }

    /// Whether a value other than `null` stands at `path`.
    default boolean has(String... path) {
        return !(at(path) instanceof Null);
    }

    /// On one line, without spaces.
    default String compact() {
        return JsonText.write(this, "");
    }

    /// Indented by two spaces.
    default String pretty() {
        return JsonText.write(this, "  ");
    }

    /// Collects the members of an object in order.
    final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, Json.of(value));
        }

        public Builder put(String name, long value) {
            return put(name, Json.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, Json.of(value));
        }

        /// Puts the member only if there is a value.
        public Builder putIfPresent(String name, Optional<String> value) {
            value.ifPresent(v -> put(name, v));
            return this;
        }

        public Json build() {
            return new Obj(members);
        }
    }
}
