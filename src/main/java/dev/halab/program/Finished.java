package dev.halab.program;

import java.util.List;

/// What a program left behind.
///
/// @param status its exit status; 128 and the signal's number if a signal ended it
/// @param out what it printed, at most the first 16 MiB
/// @param error what it said on the error stream, at most the last 64 KiB
public record Finished(int status, String out, String error) {
    public boolean ok() {
        return status == 0;
    }

    /// The last lines of the error stream, at most `count`, for a message.
    public List<String> lastErrors(int count) {
        List<String> lines = error.lines().filter(l -> !l.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
