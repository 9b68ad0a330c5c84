package dev.halab.tui.live;

import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Msg;
import java.util.function.Consumer;

/// Does what screens want done.
public interface Performer extends AutoCloseable {
    /// Begins an effect and returns at once.
    ///
    /// @param news told what comes of it, from any thread
    void begin(Effect effect, Consumer<Msg> news);

    /// Ends what is being done.
    @Override
    void close();
}
