package dev.halab.check;

/// A field of a kind of check.
///
/// @param name the key in course files
/// @param type what it holds
/// @param required whether it must be there
/// @param doc one line for the reference page
public record Field(String name, Type type, boolean required, String doc) {
    public static Field required(String name, Type type, String doc) {
        return new Field(name, type, true, doc);
    }

    public static Field optional(String name, Type type, String doc) {
        return new Field(name, type, false, doc);
    }
}
