package dev.halab.lab;

/// A place in a file of a course.
///
/// @param file path relative to the course: `labs/ha-stacked/lab.yaml`
/// @param line from 1
/// @param column from 1
public record Place(String file, int line, int column) {
    /// The first character of `file`.
    public static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    /// `file:line:column`.
    @Override
    public String toString() {
        return "%s:%d:%d".formatted(file, line, column);
    }
}
