package dev.halab.cluster.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The beginning of an answer in HTTP/1.1.
///
/// @param status HTTP status
/// @param date the server's own time, as its `Date` header says it; empty if it does not
/// @param body as much of it as is kept
/// @param cut whether there is more of it
record HttpAnswer(int status, String date, String body, boolean cut) {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    /// What does not speak HTTP/1.1.
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttp() {
            super("not-http");
        }
    }

    /// Reads an answer, the whole of it or as much as is kept.
    ///
    /// @param longest how many bytes of the body are kept
    /// @throws EOFException if it breaks off
    static HttpAnswer read(InputStream stream, int longest) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        Matcher first = STATUS.matcher(line(in));
        if (!first.matches()) {
            throw new NotHttp();
        }
        Map<String, String> headers = headers(in);
        // one byte more tells whether something is left out
        int most = longest + 1;
        byte[] body;
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            body = chunked(in, most);
        } else if (headers.containsKey("content-length")) {
            int length = (int) Math.min(number(headers.getOrDefault("content-length", ""), 10), most);
            body = whole(in, length);
        } else {
            body = in.readNBytes(most);
        }
        return new HttpAnswer(
                Integer.parseInt(first.group(1)),
                headers.getOrDefault("date", ""),
                new String(body, 0, Math.min(body.length, longest), StandardCharsets.UTF_8),
                body.length > longest);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new NotHttp();
    }

    private static byte[] chunked(InputStream in, int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < most) {
            long size = number(line(in).replaceFirst(";.*", "").strip(), 16);
            if (size == 0) {
                break;
            }
            int wanted = (int) Math.min(size, most - body.size());
            body.writeBytes(whole(in, wanted));
            if (wanted == size) {
                line(in);
            }
        }
        return body.toByteArray();
    }

    private static long number(String digits, int radix) throws NotHttp {
        try {
            long number = Long.parseLong(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new NotHttp();
        }
        throw new NotHttp();
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new NotHttp();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
