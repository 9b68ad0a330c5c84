package dev.halab.tui.screen;

import dev.halab.terminal.Input;
import dev.halab.terminal.KeyName;
import dev.halab.terminal.Raw;
import dev.halab.tui.keys.Chord;
import java.util.Arrays;

/// Keys as they come from a terminal.
final class Typing {
    private Typing() {}

    /// A key as `keys.yaml` writes it.
    static Msg key(String written) {
        Chord chord = Chord.parse(written).orElseThrow();
        return new Msg.Came(
                new Input.Key(chord.name(), chord.codePoint(), chord.ctrl(), chord.alt(), false, Raw.of(written)));
    }

    /// Keys one after the other, parted by spaces.
    static Msg[] keys(String written) {
        return Arrays.stream(written.split(" ")).map(Typing::key).toArray(Msg[]::new);
    }

    static Msg escape() {
        return new Msg.Came(new Input.Key(KeyName.ESCAPE, 0, false, false, false, Raw.of("\u001b")));
    }
}
