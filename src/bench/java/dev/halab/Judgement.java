package dev.halab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What a contender said of one state of the lab.
///
/// @param failed what it named as failing, in its own order: names of assertions, or causes
/// @param told how many assertions it spoke of
record Judgement(Said said, List<String> failed, int told, Duration took) {
    /// Whether the contender calls the state right, wrong, or says that it could not tell.
    enum Said {
        RIGHT,
        WRONG,
        UNTOLD
    }

    Judgement {
        failed = List.copyOf(failed);
    }

    /// Understands the lines `ok NODE NAME`, `no NODE NAME` and `?? NODE NAME`. A contender that fell silent about something
    /// without finding a failure could not tell.
    ///
    /// @param wanted how many assertions it speaks of when all is well; 0 if that is not known yet
    static Judgement read(String out, int wanted, Duration took) {
        List<String> failed = named(out, "no").toList();
        int told = (int) Stream.of("ok", "no", "??").flatMap(word -> named(out, word)).count();
        boolean silent = told == 0 || told < wanted || named(out, "??").findAny().isPresent();
        return new Judgement(!failed.isEmpty() ? Said.WRONG : silent ? Said.UNTOLD : Said.RIGHT, failed, told, took);
    }

    private static Stream<String> named(String out, String word) {
        return out.lines().map(line -> line.split(" ", 3)).filter(w -> w.length == 3 && w[0].equals(word)).map(w -> w[2]);
    }
}
