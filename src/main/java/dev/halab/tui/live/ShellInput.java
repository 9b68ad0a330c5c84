package dev.halab.tui.live;

import dev.halab.terminal.Input;
import dev.halab.terminal.Keystrokes;
import dev.halab.terminal.VtModes;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import java.util.function.Consumer;

/// Sends keys, pastes and the mouse to a shell.
final class ShellInput {
    private ShellInput() {}

    static void send(LiveShells shells, Effect effect, Consumer<Msg> news) {
        switch (effect) {
            case Effect.Type(String node, Input.Key key) -> shells.send(node, Keystrokes.of(key, modes(shells, node)));
            case Effect.PointInto(String node, Input.Mouse mouse) ->
                Keystrokes.of(mouse, 0, 0, modes(shells, node)).ifPresent(bytes -> shells.send(node, bytes));
            case Effect.PasteInto paste -> paste(shells, paste, news);
            default -> {}
        }
    }

    private static void paste(LiveShells shells, Effect.PasteInto paste, Consumer<Msg> news) {
        VtModes modes = modes(shells, paste.node());
        if (!modes.bracketedPaste() && !paste.mayRun() && paste.text().contains("\n")) {
            news.accept(new Msg.Said("Not pasted: the program there would run the lines at once"));
        } else {
            shells.send(paste.node(), Keystrokes.paste(paste.text(), modes));
        }
    }

    private static VtModes modes(LiveShells shells, String node) {
        return shells.screen(node).map(VtScreen::modes).orElse(VtModes.INITIAL);
    }
}
