package dev.halab.machine.host;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Programs that print always the same, whatever they are asked.
final class FakePrograms implements Programs {
    static final String HANGS = "(hangs)";

    final Map<String, String> prints = new ConcurrentHashMap<>();

    FakePrograms having(String program, String output) {
        prints.put(program, output);
        return this;
    }

    @Override
    public Finished run(Call call, Consumer<String> line) {
        String output = prints.getOrDefault(call.program(), "");
        if (output.equals(HANGS)) {
            throw HalabException.of(new Problem("`%s` did not end".formatted(call.program()), "it hangs", "doctor"));
        }
        return output.startsWith("status ") ? new Finished(1, output, "") : new Finished(0, output, "");
    }

    @Override
    public int interactive(Call call) {
        throw new AssertionError("nothing is interactive here");
    }

    @Override
    public Optional<Path> find(String program) {
        return Optional.of(Path.of("/usr/bin", program)).filter(path -> prints.containsKey(program));
    }
}
