package dev.halab.tui.keys;

import dev.halab.terminal.Input;
import dev.halab.terminal.KeyName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One press of a key.
///
/// @param name which key
/// @param codePoint the character of a [KeyName#CHARACTER], else 0
/// @param ctrl with Ctrl
/// @param alt with Alt
public record Chord(KeyName name, int codePoint, boolean ctrl, boolean alt) {
    private static final List<KeyName> NAMED = Arrays.stream(KeyName.values())
            .filter(n -> n != KeyName.CHARACTER && n != KeyName.UNKNOWN)
            .toList();

    /// A key as it came from the terminal.
    public static Chord of(Input.Key key) {
        return new Chord(key.name(), key.codePoint(), key.ctrl(), key.alt());
    }

    /// A key without Ctrl and Alt.
    public static Chord of(KeyName name) {
        return new Chord(name, 0, false, false);
    }

    /// A character.
    public static Chord of(char character) {
        return new Chord(KeyName.CHARACTER, character, false, false);
    }

    /// A key as it is written in `keys.yaml`: `c`, `?`, `C-g` (with Ctrl), `M-x` (with Alt), `tab`, `page-up`,
    /// `f12`.
    public static Optional<Chord> parse(String written) {
        boolean ctrl = written.startsWith("C-") && written.length() > 2;
        boolean alt = written.startsWith("M-") && written.length() > 2;
        String key = ctrl || alt ? written.substring(2) : written;
        if (key.codePointCount(0, key.length()) == 1 && !key.isBlank()) {
            return Optional.of(new Chord(KeyName.CHARACTER, key.codePointAt(0), ctrl, alt));
        }
        if (key.equals("space")) {
            return Optional.of(new Chord(KeyName.CHARACTER, ' ', ctrl, alt));
        }
        return NAMED.stream().filter(n -> word(n).equals(key)).findFirst().map(n -> new Chord(n, 0, ctrl, alt));
    }

    /// The words for keys that type no character.
    static List<String> words() {
        return NAMED.stream().map(Chord::word).toList();
    }

    private static String word(KeyName name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The character that it types, if it types one.
    public Optional<String> typed() {
        return name == KeyName.CHARACTER && !ctrl && !alt
                ? Optional.of(Character.toString(codePoint))
                : Optional.empty();
    }

    /// As footers and help show it: `^G`, `Tab`, `c`.
    public String text() {
        String key = switch (name) {
            case CHARACTER -> codePoint == ' ' ? "Space" : Character.toString(codePoint);
            case BACKTAB -> "S-Tab";
            case ESCAPE -> "Esc";
            case PAGE_UP -> "PgUp";
            case PAGE_DOWN -> "PgDn";
            case UP -> "Up";
            default -> {
                String word = word(name);
                yield word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
            }
        };
        if (ctrl) {
            return "^" + key.toUpperCase(Locale.ROOT);
        }
        return alt ? "M-" + key : key;
    }
}
