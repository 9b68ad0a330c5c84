package dev.halab.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Gathers a paste between its marks. What is very long is handed on in pieces.
final class PasteBuffer {
    private static final byte[] END = {0x1b, '[', '2', '0', '1', '~'};
    private static final int LONGEST_PIECE = 1024 * 1024;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean open;

    /// The mark of the beginning came.
    void begin() {
        open = true;
    }

    boolean open() {
        return open;
    }

    /// Takes in what is certainly of the paste.
    ///
    /// @return how many bytes, 0 if more have to come
    int take(byte[] bytes, int from, int to, List<Input> decoded) {
        int at = from;
        while (at < to) {
            int matched = matched(bytes, at, to);
            if (matched == END.length) {
                text.write(bytes, from, at - from);
                finish(decoded);
                return at + END.length - from;
            }
            if (at + matched == to && matched > 0) {
                break;
            }
            at++;
        }
        text.write(bytes, from, at - from);
        if (text.size() >= LONGEST_PIECE) {
            piece(decoded);
        }
        return at - from;
    }

    private static int matched(byte[] bytes, int at, int to) {
        int matched = 0;
        while (matched < END.length && at + matched < to && bytes[at + matched] == END[matched]) {
            matched++;
        }
        return matched;
    }

    private void finish(List<Input> decoded) {
        decoded.add(new Input.Paste(normal(text.toByteArray())));
        text.reset();
        open = false;
    }

    /// Hands on whole lines, and keeps the last one.
    private void piece(List<Input> decoded) {
        byte[] all = text.toByteArray();
        int cut = all.length;
        while (cut > 0 && all[cut - 1] != '\r' && all[cut - 1] != '\n') {
            cut--;
        }
        cut = cut == 0 ? all.length : cut;
        if (cut == all.length && all[cut - 1] == '\r') {
            return;
        }
        decoded.add(new Input.Paste(normal(Arrays.copyOf(all, cut))));
        text.reset();
        text.write(all, cut, all.length - cut);
    }

    private static String normal(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
    }
}
