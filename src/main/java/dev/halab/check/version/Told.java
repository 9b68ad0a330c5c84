package dev.halab.check.version;

/// What is known of the version of one program in one snapshot.
sealed interface Told {
    /// Nobody asked, nobody answered, or there is no such program: whatever a judge says of the rest stands.
    record Nothing() implements Told {}

    /// A version was told.
    ///
    /// @param text as it was told: `3.4.1-1ppa1~noble`
    record It(Version version, String text) implements Told {}

    /// An answer came that is no version as this program tells it.
    ///
    /// @param answer its first line
    record Garbled(String answer) implements Told {}
}
