package dev.halab.tui;

import dev.halab.terminal.VtStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How roles look. State is never told by colour alone: marks and words say it too.
public final class Theme {
    private static final long BOLD = VtStyle.BOLD;
    private static final long REVERSE = VtStyle.REVERSE;

    private final String name;
    private final Map<Role, Long> styles;

    private Theme(String name, Map<Role, Long> styles) {
        this.name = name;
        this.styles = new EnumMap<>(styles);
    }

    /// The names of all themes, the default one first.
    public static List<String> names() {
        return List.of("terminal", "dark", "light", "mono", "deuteranopia", "tritanopia", "projector");
    }

    /// The theme of that name.
    public static Optional<Theme> named(String name) {
        return switch (name) {
            case "terminal" -> Optional.of(terminal());
            case "dark" -> Optional.of(rgb(name, "d8dee9", "8a93a5", "88c0d0", "a3be8c", "e06c75", "ebcb8b", "e5a06d"));
            case "light" ->
                Optional.of(rgb(name, "1f2328", "59636e", "0550ae", "116329", "a40e26", "7d4e00", "8a4600"));
            case "mono" -> Optional.of(mono());
            // blue and orange stay apart without the green receptor
            case "deuteranopia" ->
                Optional.of(rgb(name, "e6e6e6", "9a9a9a", "b4a7e5", "56b4e9", "ff8c1a", "f0e442", "e8c07d"));
            // red and cyan-green stay apart without the blue receptor
            case "tritanopia" ->
                Optional.of(rgb(name, "e6e6e6", "9a9a9a", "c9b3c9", "4fd6c0", "ff5f5f", "ffb3b3", "d9a0a0"));
            case "projector" ->
                Optional.of(rgb(name, "ffffff", "d0d0d0", "7fdfff", "7fff7f", "ff8080", "ffff60", "ffc060")
                        .strong());
            default -> Optional.empty();
        };
    }

    /// Only the terminal's own colours: whoever set them can read them.
    private static Theme terminal() {
        Map<Role, Long> styles = plain();
        styles.put(Role.DIM, VtStyle.DIM);
        styles.put(Role.ACCENT, Style.ansi(6));
        styles.put(Role.FOCUS, Style.ansi(6) | BOLD);
        styles.put(Role.OK, Style.ansi(2));
        styles.put(Role.FAIL, Style.ansi(1) | BOLD);
        styles.put(Role.WAIT, Style.ansi(3));
        styles.put(Role.WARN, Style.ansi(5));
        styles.put(Role.STALE, VtStyle.DIM);
        styles.put(Role.CODE, Style.ansi(6));
        styles.put(Role.KEYCAP, BOLD);
        return new Theme("terminal", styles);
    }

    private static Theme mono() {
        Map<Role, Long> styles = plain();
        styles.put(Role.ACCENT, VtStyle.UNDERLINE);
        styles.put(Role.FAIL, BOLD | VtStyle.UNDERLINE);
        styles.put(Role.WARN, BOLD);
        styles.put(Role.KEYCAP, BOLD);
        styles.put(Role.FOCUS, BOLD);
        return new Theme("mono", styles);
    }

    private static Theme rgb(
            String name, String text, String dim, String accent, String ok, String fail, String wait, String warn) {
        Map<Role, Long> styles = plain();
        styles.put(Role.TEXT, Style.rgb(text));
        styles.put(Role.DIM, Style.rgb(dim));
        styles.put(Role.ACCENT, Style.rgb(accent));
        styles.put(Role.FOCUS, Style.rgb(accent) | BOLD);
        styles.put(Role.OK, Style.rgb(ok));
        styles.put(Role.FAIL, Style.rgb(fail) | BOLD);
        styles.put(Role.WAIT, Style.rgb(wait));
        styles.put(Role.WARN, Style.rgb(warn));
        styles.put(Role.STALE, Style.rgb(dim));
        styles.put(Role.SELECTED, Style.rgb(accent) | REVERSE | BOLD);
        styles.put(Role.TITLE, Style.rgb(text) | BOLD);
        styles.put(Role.KEYCAP, Style.rgb(accent) | BOLD);
        styles.put(Role.CODE, Style.rgb(accent));
        styles.put(Role.BAR, Style.rgb(text) | REVERSE);
        return new Theme(name, styles);
    }

    private static Map<Role, Long> plain() {
        Map<Role, Long> styles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            styles.put(role, VtStyle.PLAIN);
        }
        styles.put(Role.SELECTED, REVERSE);
        styles.put(Role.TITLE, BOLD);
        styles.put(Role.BAR, REVERSE);
        return styles;
    }

    private Theme strong() {
        Map<Role, Long> strong = new EnumMap<>(Role.class);
        styles.forEach((role, style) -> strong.put(role, style | BOLD));
        return new Theme(name, strong);
    }

    public String name() {
        return name;
    }

    /// How a role looks, as `terminal.VtStyle` packs it.
    public long style(Role role) {
        return styles.getOrDefault(role, VtStyle.PLAIN);
    }
}
