package dev.halab.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the answer to a batch. Every record is a line
///
///     NONCE INDEX STATUS OUT ERROR
///
/// OUT and ERROR are `-` for nothing, or pieces parted by commas: base64, or a quoted line of printable ASCII that
/// stands for itself and a newline. STATUS is a number, `large` if there was more than 64 KiB, or `unknown` for a kind
/// that the node's probes do not have. The last line is `NONCE END COUNT`. Records come in any order; whatever stands
/// before, between and after them is ignored. What was cut off or cannot be decoded is unseen, and that fact alone.
public final class Frames {
    private static final int MOST_ERROR = 2048;
    private static final int FIELDS = 4;

    private final Batch batch;
    private final Instant at;
    private final Map<Integer, Reading> readings = new HashMap<>();
    private boolean ended;

    private Frames(Batch batch, Instant at) {
        this.batch = batch;
        this.at = at;
    }

    /// Reads what there is of an answer.
    ///
    /// @param at when it was read, by the host's clock
    public static Frames of(Batch batch, byte[] answer, Instant at) {
        var frames = new Frames(batch, at);
        // Nothing but ASCII belongs to a record, so a one-byte charset loses nothing.
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            frames.line(text.substring(start, end), true);
            start = end + 1;
        }
        frames.line(text.substring(start), false);
        return frames;
    }

    /// Whether the answer came to its end.
    public boolean ended() {
        return ended;
    }

    /// Whether anything of the answer came.
    public boolean begun() {
        return ended || !readings.isEmpty();
    }

    /// A reading for every fact of the batch; `missing` for those that did not come.
    public Map<Fact, Reading> readings(Unseen missing) {
        var all = new LinkedHashMap<Fact, Reading>();
        for (int index = 0; index < batch.facts().size(); index++) {
            all.put(batch.facts().get(index), readings.getOrDefault(index, missing));
        }
        return all;
    }

    private void line(String line, boolean whole) {
        int start = line.indexOf(batch.nonce() + " ");
        if (start < 0) {
            return;
        }
        String content = line.substring(start + batch.nonce().length() + 1);
        if (whole && content.equals("END " + batch.facts().size())) {
            ended = true;
            return;
        }
        List<String> fields = fields(content);
        // A number at the very end may have lost digits: whose record it began is not known.
        if (fields.getFirst().matches("[0-9]{1,6}") && (whole || fields.size() > 1)) {
            put(Integer.parseInt(fields.getFirst()), whole ? reading(fields) : unreadable("its record is cut off"));
        }
    }

    /// Splits at spaces outside quotes.
    private static List<String> fields(String content) {
        var fields = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                fields.add(content.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(content.substring(start));
        return fields;
    }

    private void put(int index, Reading reading) {
        if (index >= batch.facts().size()) {
            return;
        }
        Reading before = readings.putIfAbsent(index, reading);
        if (before != null && !before.equals(reading)) {
            readings.put(index, unreadable("the node answered twice, and not the same"));
        }
    }

    private Reading reading(List<String> fields) {
        if (fields.size() != FIELDS) {
            return unreadable("its record is damaged");
        }
        return switch (fields.get(1)) {
            case "large" -> unreadable("it is more than 64 KiB");
            case "unknown" -> unreadable("the node's probes know no such fact");
            case String status -> seen(status, decoded(fields.get(2)), decoded(fields.get(3)));
        };
    }

    private Reading seen(String status, Optional<byte[]> out, Optional<byte[]> error) {
        if (!status.matches("[0-9]{1,3}") || out.isEmpty() || error.isEmpty()) {
            return unreadable("its record is damaged");
        }
        return new Seen(Integer.parseInt(status), text(out.get()), shortened(text(error.get())), at);
    }

    private static Optional<byte[]> decoded(String field) {
        var bytes = new ByteArrayOutputStream();
        if (field.equals("-")) {
            return Optional.of(bytes.toByteArray());
        }
        int start = 0;
        while (start <= field.length()) {
            boolean quoted = field.startsWith("\"", start);
            int end = quoted ? field.indexOf('"', start + 1) + 1 : field.indexOf(',', start);
            end = end < 0 ? field.length() : end;
            Optional<byte[]> piece = quoted && end == 0 ? Optional.empty() : piece(field.substring(start, end));
            if (piece.isEmpty() || (end < field.length() && field.charAt(end) != ',')) {
                return Optional.empty();
            }
            bytes.writeBytes(piece.get());
            start = end + 1;
        }
        return Optional.of(bytes.toByteArray());
    }

    private static Optional<byte[]> piece(String text) {
        if (text.startsWith("\"")) {
            return Optional.of((text.substring(1, text.length() - 1) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        try {
            // Java's decoder takes base64 without its padding; what base64(1) prints always has it.
            return text.isEmpty() || text.length() % 4 != 0
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String shortened(String error) {
        return error.length() <= MOST_ERROR ? error : error.substring(0, MOST_ERROR);
    }

    private static Unseen unreadable(String detail) {
        return new Unseen(Reason.UNREADABLE, detail);
    }
}
