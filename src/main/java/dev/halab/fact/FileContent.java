package dev.halab.fact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of a node as the facts `file`, `key`, `kubeconfig` and `join-command` tell it: its head line, and what
/// follows.
///
/// @param type `regular`, `directory`, `fifo`, `socket`, `block` or `char`
/// @param mode the permission bits, for instance 0644
/// @param size in bytes
/// @param modified when it was last changed, in seconds since 1970 with fraction, by the node's clock
/// @param body what follows the head line: for `file` its bytes, empty if it is larger than 64 KiB
public record FileContent(String type, int mode, String owner, String group, long size, double modified, String body) {
    private static final Pattern HEAD =
            Pattern.compile("([a-z]+) ([0-7]{3,5}) (\\S+) (\\S+) (\\d{1,18}) (\\d{1,15}(?:\\.\\d{1,12})?)");

    /// What was read of `fact`; empty if there is no such file.
    ///
    /// @throws Unobserved if it was not read or is not what the fact promises
    public static Optional<FileContent> of(Snapshot snapshot, Fact fact) {
        String text = snapshot.text(fact);
        int end = text.indexOf('\n');
        String head = (end < 0 ? text : text.substring(0, end)).strip();
        if (head.equals("absent")) {
            return Optional.empty();
        }
        Matcher matcher = HEAD.matcher(head);
        if (!matcher.matches()) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "its first line does not describe a file");
        }
        return Optional.of(new FileContent(
                matcher.group(1),
                Integer.parseInt(matcher.group(2), 8),
                matcher.group(3),
                matcher.group(4),
                Long.parseLong(matcher.group(5)),
                Double.parseDouble(matcher.group(6)),
                end < 0 ? "" : text.substring(end + 1)));
    }

    /// The bytes of a file that must be a regular one.
    ///
    /// @throws Unobserved if it is something else, or too large to have been read
    public static Optional<String> bytes(Snapshot snapshot, Fact fact) {
        return of(snapshot, fact).map(file -> file.readable(fact));
    }

    private String readable(Fact fact) {
        if (!type.equals("regular")) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is not a file but a " + type);
        }
        if (body.isEmpty() && size > 0) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it has %d bytes; 64 KiB are read".formatted(size));
        }
        boolean reduced = body.contains("sha256-") || body.contains("cut");
        if (fact.kind().equals("file") && !reduced && body.getBytes(StandardCharsets.UTF_8).length < size) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it has %d bytes, and fewer arrived".formatted(size));
        }
        return body;
    }

    /// Whether it is a directory.
    public boolean directory() {
        return type.equals("directory");
    }

    /// The lines of the body.
    public List<String> lines() {
        return body.lines().toList();
    }
}
