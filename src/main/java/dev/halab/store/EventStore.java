package dev.halab.store;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import java.time.Instant;
import java.util.List;

/// The append-only table of events. An event that `append` returned from survives kill -9 and power loss; several
/// processes may append at once.
///
/// All methods throw `HalabException` with a problem in three parts if the table cannot be read or written.
public interface EventStore extends AutoCloseable {
    /// Appends an event and returns once it is durable.
    Recorded append(Instant at, Event event);

    /// All events, in the order they were appended.
    List<Recorded> events();

    @Override
    void close();
}
