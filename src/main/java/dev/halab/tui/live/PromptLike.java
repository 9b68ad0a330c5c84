package dev.halab.tui.live;

import dev.halab.terminal.VtView;
import java.util.regex.Pattern;

/// Whether a shell stands at something that looks like a prompt.
final class PromptLike {
    /// A mark that prompts end in. A number before `%` is progress.
    private static final Pattern END = Pattern.compile("(?!(|.*[^\\w-])[0-9.]+%$).*[$#%>❯]");

    /// Whole lines that are a prompt though nothing follows their mark: `root@cp-1:~#`, `[root@cp-1 ~]#`,
    /// `bash-5.2$`.
    /// A mark alone may be the beginning of a bar, and a number before `%` is progress.
    private static final Pattern BARE =
            Pattern.compile("(?!.*[0-9]%$)(\\(\\S+\\) ?)?\\[?[A-Za-z_][\\w.-]*@[\\w.-]+([: ][^\\s$#%>❯]+)?\\]?[$#%>❯]"
                    + "|[a-z]*sh-[0-9.]+[$#]");

    private PromptLike() {}

    /// Whether the cursor stands right behind a prompt, with nothing typed yet.
    static boolean stands(VtView live) {
        VtView.Cursor cursor = live.cursor();
        if (cursor.row() >= live.size().rows() || cursor.column() > live.size().columns()) {
            return false;
        }
        StringBuilder before = new StringBuilder();
        for (int column = 0; column < cursor.column(); column++) {
            int codePoint = live.codePoint(column, cursor.row());
            if (codePoint != 0) {
                before.appendCodePoint(codePoint);
            }
        }
        String text = before.toString();
        if (!text.endsWith(" ")) {
            return live.text(cursor.row()).length() <= text.length()
                    && BARE.matcher(text).matches();
        }
        return live.text(cursor.row()).length() < text.length()
                && END.matcher(text.substring(0, text.length() - 1)).matches();
    }
}
