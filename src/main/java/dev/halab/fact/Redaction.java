package dev.halab.fact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of a text before it becomes a reading (P8). What was taken out stays comparable: equal secrets
/// leave equal traces, and the number of lines does not change.
///
/// - a bootstrap token `ID.SECRET` becomes `ID.sha256-HASH`, HASH being the whole SHA-256 of the secret part;
/// - a certificate key (64 hexadecimal digits that no `sha256:` stands before) becomes `sha256-HASH`;
/// - another value of `--token` and its like, of `--certificate-key` and of `certificateKey:` becomes
///   `sha256-HASH:malformed`, unless it begins with `$`;
/// - a signed token (JWT) becomes `sha256-HASH`;
/// - the password of `auth_pass` (keepalived) becomes `sha256-HASH` of its first 8 bytes, which are all that counts of
/// it;
/// - private keys in PEM, plain or in base64, and the values of `token`, `password`, `client-key-data` and
///   `token-secret` become `cut`.
///
/// Reducing a reduced text changes nothing.
public final class Redaction {
    /// A line that a shell goes on with, plain or inside a JSON string.
    private static final String GLUE = "(?:\\\\\\r?\\n[ \\t]*+|\\\\\\\\\\\\n[ \\t]*+)?";

    private static final String MALFORMED = ":malformed";

    private static final int KEY_DIGITS = 64;

    private static final Pattern TOKEN = Pattern.compile(
            "((?:[a-z0-9]G){5}[a-z0-9])G\\.G([a-z0-9](?:G[a-z0-9]){15})(?![a-z0-9])".replace("G", GLUE));

    /// Group 1: what makes it a digest instead. The length is bounded because each digit costs stack.
    private static final Pattern KEY = Pattern.compile(
            "(?:((?i:sha256[: -]|public |sha256\"\\s{0,4}:\\s{0,4}\")G|containerd://)|(?<![0-9a-fA-F]))(H(?:GH){63,511})"
                    .replace("G", GLUE)
                    .replace("H", "[0-9a-fA-F]"));

    private static final String PARTED = "(?:=|(?:\\s|\\\\\\r?\\n)+)[\"']?";

    private static final Pattern NAMED_KEY = Pattern.compile(
            "(--certificate-keyP|certificateKey\\\\?[\"']?\\s*:\\s*\\\\?[\"']?)(?!sha256-)([^\\s\"'\\\\,}$](?:G[^\\s\"'\\\\,}]){0,511})"
                    .replace("P", PARTED)
                    .replace("G", GLUE));

    private static final Pattern TOKEN_FLAG = Pattern.compile(
            "(--(?:[a-z-]+-)?tokenP)(?![a-z0-9]{6}\\.sha256-|sha256-)([^\\s\"'\\\\,}$][^\\s\"'\\\\,}]*+)"
                    .replace("P", PARTED));

    private static final Pattern SIGNED_TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10,}+(?:\\.[A-Za-z0-9_-]++)?");

    private static final Pattern AUTH_PASS =
            Pattern.compile("(?m)(\\bauth_pass[ \\t]++)(?!sha256-)(\"[^\"\\n]*+\"|[^\\s\"{}#!]++)");

    private static final int AUTH_PASS_LENGTH = 8;

    private static final Pattern GLUES = Pattern.compile("\\\\\\r?\\n[ \\t]*+|\\\\\\\\\\\\n[ \\t]*+");

    private Redaction() {}

    /// The text without its secrets.
    public static String reduce(String text) {
        return reduce(text, key -> "");
    }

    /// The text without its secrets.
    ///
    /// @param afterKey what to write behind the trace of a certificate key, given the key
    public static String reduce(String text, UnaryOperator<String> afterKey) {
        String reduced = PrivateKeys.cut(text);
        reduced = each(SIGNED_TOKEN, reduced, m -> trace(m.group()));
        reduced = each(TOKEN, reduced, Redaction::token);
        reduced = each(KEY, reduced, m -> key(m, afterKey));
        reduced = each(NAMED_KEY, reduced, m -> m.group(1) + keyTrace(m.group(2), afterKey));
        reduced = each(TOKEN_FLAG, reduced, m -> m.group(1) + trace(m.group(2)) + MALFORMED);
        reduced = each(
                AUTH_PASS, reduced, m -> m.group(1) + trace(start(m.group(2).replace("\"", ""))));
        return NamedValues.cut(reduced);
    }

    private static String start(String password) {
        return password.substring(0, Math.min(AUTH_PASS_LENGTH, password.length()));
    }

    private static String token(MatchResult match) {
        String secret = GLUES.matcher(match.group(2)).replaceAll("");
        String id = GLUES.matcher(match.group(1)).replaceAll("");
        return id + "." + trace(secret) + glues(match.group());
    }

    private static String key(MatchResult match, UnaryOperator<String> afterKey) {
        return match.group(1) == null ? keyTrace(match.group(2), afterKey) : match.group();
    }

    private static String keyTrace(String written, UnaryOperator<String> afterKey) {
        String key = GLUES.matcher(written).replaceAll("");
        return trace(key) + (key.length() == KEY_DIGITS ? afterKey.apply(key) : MALFORMED) + glues(written);
    }

    /// The line ends that stood inside a secret, so that line numbers stay true.
    private static String glues(String written) {
        StringBuilder found = new StringBuilder();
        Matcher glue = GLUES.matcher(written);
        while (glue.find()) {
            found.append(glue.group());
        }
        return found.toString();
    }

    private static String trace(String secret) {
        return "sha256-" + sha256(secret);
    }

    /// The SHA-256 of a text in UTF-8, as 64 hexadecimal digits in lower case.
    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String each(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(replacement.apply(m)));
    }
}
