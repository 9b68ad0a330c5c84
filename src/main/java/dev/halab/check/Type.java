package dev.halab.check;

import java.util.List;

/// The type of a field in course files. Each says what Java value `Fields` holds for it.
public sealed interface Type {
    /// A text: `String`. `${…}` variables are inserted by the loader.
    record Text() implements Type {}

    /// An absolute path on a node: `String`.
    record Path() implements Type {}

    /// A quoted version or version range such as `"1.35"`: `String`; unquoted is refused.
    record Version() implements Type {}

    /// A whole number within bounds: `Long`.
    record Whole(long least, long most) implements Type {}

    /// true or false: `Boolean`.
    record Flag() implements Type {}

    /// A length of time such as `20s`, `2m`, `1h30m`: `Duration`.
    record Length() implements Type {}

    /// One of some words: `String`.
    record Choice(List<String> words) implements Type {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// A role (`lb`, `cp`, `w`, `etcd`), a node's name, `all`, or a list of these: `List<NodeSpec>`, never empty.
    record Nodes() implements Type {}

    /// Servers: `ROLE:PORT` or `NODE:PORT`, or a list of these: `List<Server>`, never empty.
    record Servers() implements Type {}

    /// `HOST:PORT` such as `${endpoint}`: `HostPort`.
    record Endpoint() implements Type {}

    /// A list, not empty: `List` of the element's value. A single element may stand without brackets.
    record Many(Type element) implements Type {}

    /// A mapping from texts, not empty: `Map<String, ?>` of the element's value.
    record Table(Type element) implements Type {}

    /// Fields within a field: `Fields`.
    record Group(List<Field> fields) implements Type {
        public Group {
            fields = List.copyOf(fields);
        }
    }
}
