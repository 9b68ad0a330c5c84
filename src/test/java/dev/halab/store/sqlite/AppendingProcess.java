package dev.halab.store.sqlite;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import java.nio.file.Path;
import java.time.Instant;

/// A program that appends events in a loop and prints the number of each once it is acknowledged.
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] arguments) {
        String name = arguments[1];
        try (SqliteEvents events = SqliteEvents.open(Path.of(arguments[0]))) {
            for (int i = 1; ; i++) {
                Recorded recorded =
                        events.append(Instant.EPOCH, new Event.Answered("lab/task", name, Integer.toString(i)));
                System.out.println(recorded.number() + " " + i);
                System.out.flush();
            }
        }
    }
}
