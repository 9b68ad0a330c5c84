package dev.halab.fact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts private keys out of a text: PEM blocks, and PEM blocks in base64.
final class PrivateKeys {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{0,30})PRIVATE KEY-----(?! cut)");

    /// `-----BEGIN ` in base64, and what follows of the first line.
    private static final Pattern ENCODED = Pattern.compile("LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}+={0,2}");

    /// A further line of a folded base64 text.
    private static final Pattern MORE =
            Pattern.compile("(?:\\\\?\\r?\\n|\\\\n)[ \\t]*+[A-Za-z0-9+/]{4,}+={0,2}(?=\\s|\\\\|\"|'|$)");

    private static final int FIRST_LINE = 64;

    private PrivateKeys() {}

    static String cut(String text) {
        return cutEncoded(cutBlocks(text));
    }

    private static String cutBlocks(String text) {
        Matcher begin = BEGIN.matcher(text);
        StringBuilder kept = new StringBuilder();
        int from = 0;
        while (begin.find(from)) {
            int end = end(text, begin);
            kept.append(text, from, begin.end()).append(" cut").append(lineEnds(text.substring(begin.end(), end)));
            from = end;
        }
        return from == 0 ? text : kept.append(text, from, text.length()).toString();
    }

    private static int end(String text, Matcher begin) {
        String last = "-----END " + begin.group(1) + "PRIVATE KEY-----";
        int found = text.indexOf(last, begin.end());
        if (found >= 0) {
            return found + last.length();
        }
        // a key that breaks off: in JSON it ends with its string, elsewhere all that follows may belong to it
        int quote = NamedValues.isJson(text) ? text.indexOf('"', begin.end()) : -1;
        return quote >= 0 ? quote : text.length();
    }

    private static String cutEncoded(String text) {
        Matcher encoded = ENCODED.matcher(text);
        StringBuilder kept = new StringBuilder();
        int from = 0;
        int search = 0;
        while (search <= text.length() && encoded.find(search)) {
            search = encoded.end();
            if (isPrivateKey(encoded.group())) {
                search = endOfFolded(text, encoded.end());
                kept.append(text, from, encoded.start()).append("cut");
                kept.append(lineEnds(text.substring(encoded.start(), search)));
                from = search;
            }
        }
        return from == 0 ? text : kept.append(text, from, text.length()).toString();
    }

    private static int endOfFolded(String text, int end) {
        Matcher more = MORE.matcher(text);
        int here = end;
        while (more.region(here, text.length()).lookingAt()) {
            here = more.end();
        }
        return here;
    }

    private static boolean isPrivateKey(String base64) {
        int whole = Math.min(base64.length(), FIRST_LINE) / 4 * 4;
        byte[] first = Base64.getDecoder().decode(base64.substring(0, whole).replace('=', 'A'));
        return new String(first, StandardCharsets.ISO_8859_1).contains("PRIVATE");
    }

    private static String lineEnds(String text) {
        return "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
    }
}
