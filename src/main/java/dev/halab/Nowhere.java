package dev.halab;

import dev.halab.terminal.Input;
import dev.halab.terminal.Size;
import dev.halab.terminal.Tty;
import java.time.Duration;
import java.util.Optional;

/// A terminal that nobody looks at.
final class Nowhere implements Tty {
    static final Size SIZE = new Size(80, 24);

    @Override
    public Size size() {
        return SIZE;
    }

    @Override
    public void enter(Modes modes) {
        // There is nothing to enter.
    }

    @Override
    public void leave() {
        // As above.
    }

    @Override
    public void write(byte[] bytes, int length) {
        // Nobody looks.
    }

    @Override
    public Optional<Input> next(Duration limit) {
        return Optional.of(new Input.EndOfInput());
    }

    @Override
    public void suspend() {
        // Nobody stops it.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
