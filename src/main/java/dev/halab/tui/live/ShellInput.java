package dev.halab.tui.live;

import dev.halab.terminal.Input;
import dev.halab.terminal.VtModes;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Sends keys, pastes and the mouse to a shell.
final class ShellInput {
    private ShellInput() {}

    static void send(LiveShells shells, Effect effect, Consumer<Msg> news) {
        switch (effect) {
            case Effect.Type(String node, Input.Key key) -> shells.send(node, key.raw().toArray());
            case Effect.PasteInto paste -> paste(shells, paste, news);
            default -> {}
        }
    }

    private static void paste(LiveShells shells, Effect.PasteInto paste, Consumer<Msg> news) {
        Optional<VtModes> modes = modes(shells, paste.node());
        boolean marked = modes.filter(VtModes::bracketedPaste).isPresent();
        if (!marked && !paste.mayRun() && paste.text().contains("\n")) {
            news.accept(new Msg.Said("Not pasted: the program there would run the lines at once"));
        } else {
            shells.send(paste.node(), pasted(marked, paste.text()));
        }
    }

    private static Optional<VtModes> modes(LiveShells shells, String node) {
        return shells.screen(node).map(s -> s.modes());
    }

    private static byte[] pasted(boolean marked, String text) {
        // an end mark within the text would let the rest of it be typed
        String safe = text.replace("\u001b", "").replace('\n', '\r');
        return (marked ? "\u001b[200~" + safe + "\u001b[201~" : safe).getBytes(StandardCharsets.UTF_8);
    }
}
