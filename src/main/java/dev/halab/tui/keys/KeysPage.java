package dev.halab.tui.keys;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The keys as a page of the manual.
public final class KeysPage {
    private KeysPage() {}

    /// The page in Markdown.
    public static String markdown(Keymap keymap) {
        StringBuilder page = new StringBuilder("""
                # Keys

                Made from the list of actions in `tui.keys.Action`; `mvn -Dfast test -Dtest=KeysPageTest -Ddocs.update=true`
                makes it anew.

                While a shell has the keys, every key goes to its node, except the leader `%1$s`. After the leader the
                keys below hold for one press; `%1$s %1$s` sends `%1$s` itself. Where another pane has the keys, they
                hold as they are.

                A file `keys.yaml` in the folder of `config.yaml` names other keys: `check: k`, or
                `check: [k, f5]`, or `leader: C-b`. `C-` is Ctrl, `M-` is Alt. What halab cannot read there is named on
                the screen with its line, and the other lines hold.
                """.formatted(keymap.leader().text()));
        for (Context context : Context.values()) {
            page.append("\n## ").append(heading(context)).append("\n\n| key | action | does |\n|---|---|---|\n");
            Arrays.stream(Action.values())
                    .filter(a -> a.context() == context)
                    .forEach(a -> page.append("| %s | `%s` | %s |%n".formatted(keys(keymap, a), a.id(), a.help())));
        }
        return page.toString();
    }

    private static String heading(Context context) {
        return switch (context) {
            case ANYWHERE -> "Anywhere";
            case HOME -> "The course";
            case MACHINES -> "The machines";
            case LAB -> "The lab";
            case SCROLL -> "Looking back in a shell";
        };
    }

    private static String keys(Keymap keymap, Action action) {
        return keymap.keys(action).stream().map(c -> "`" + c.text() + "`").collect(Collectors.joining(" "));
    }
}
