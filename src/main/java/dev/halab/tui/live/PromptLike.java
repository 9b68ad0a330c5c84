package dev.halab.tui.live;

import dev.halab.terminal.VtView;
import java.util.regex.Pattern;

/// Whether a shell stands at something that looks like a prompt.
final class PromptLike {
    /// A mark that prompts end in. A number before `%` is progress.
    private static final Pattern END = Pattern.compile("(?!(|.*[^\\w-])[0-9.]+%$).*[$#%>❯]");

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
        return text.endsWith(" ")
                && live.text(cursor.row()).length() < text.length()
                && END.matcher(text.substring(0, text.length() - 1)).matches();
    }
}
