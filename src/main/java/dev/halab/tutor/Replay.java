package dev.halab.tutor;

import dev.halab.attempt.Event;
import dev.halab.fact.Redaction;
import dev.halab.lab.Answer;
import dev.halab.lab.Task;
import dev.halab.lab.Variables;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replays the answer of a task, block by block, the way a learner would type it.
final class Replay {
    /// kubeadm init pulls images on a slow line.
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final int LAST_LINES = 5;

    /// A person sees that a command failed and stops; the first one that fails ends a block.
    private static final String STRICT = "set -e -o pipefail\n";

    private final World world;
    private final Map<String, String> captured = new HashMap<>();

    Replay(World world, Map<String, String> variables) {
        this.world = world;
        captured.putAll(variables);
    }

    /// Runs all blocks in order and stops at the first that does not end as its fence says.
    void replay(Task task, Consumer<String> telling) {
        for (Answer.Block block : task.answer().blocks()) {
            telling.accept(headline(block));
            switch (block) {
                case Answer.Block.Run run -> run(task, run);
                case Answer.Block.Write write -> write(task, write);
                case Answer.Block.Reply reply -> reply(task, reply);
            }
        }
    }

    private void reply(Task task, Answer.Block.Reply block) {
        String check = task.id() + "/" + block.check();
        String value = Variables.insert(block.value(), captured);
        world.events().append(world.clock().instant(), new Event.Answered(task.id(), check, value));
    }

    private String headline(Answer.Block block) {
        return switch (block) {
            case Answer.Block.Run run ->
                run.node() + ": " + Redaction.reduce(Variables.insert(firstLine(run.script()), captured));
            case Answer.Block.Write write -> "%s: writes %s".formatted(write.node(), write.path());
            case Answer.Block.Reply reply -> "answers %s".formatted(reply.check());
        };
    }

    private void run(Task task, Answer.Block.Run block) {
        String script = STRICT + Variables.insert(block.script(), captured);
        Outcome outcome = world.node(block.node()).run(Command.asLearner(script, LIMIT));
        if (outcome.status() != block.expect()) {
            throw stopped(task, block, firstLine(block.script()), outcome, block.expect());
        }
        block.captures().forEach((name, regex) -> captured.put(name, capture(task, block, name, regex, outcome)));
    }

    private static String capture(Task task, Answer.Block block, String name, String regex, Outcome outcome) {
        Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(outcome.out());
        if (!matcher.find()) {
            throw HalabException.of(new Problem(
                    "The answer of %s could not be replayed to its end".formatted(task.id()),
                    "%s line %d: the output on %s holds nothing for '%s' (%s); it ends with: %s"
                            .formatted(
                                    task.answer().path(), block.line(), block.node(), name, regex, last(outcome.out())),
                    "halab reset " + task.id()));
        }
        return matcher.groupCount() > 0 ? String.valueOf(matcher.group(1)) : matcher.group();
    }

    /// `tee` and not a rename: some files of a container are mounts, which cannot be replaced.
    private void write(Task task, Answer.Block.Write block) {
        String path = quoted(block.path());
        String script = """
                set -e
                sudo -n mkdir -p "$(dirname %1$s)"
                sudo -n test -e %1$s || sudo -n install -m %2$s /dev/null %1$s
                sudo -n tee %1$s >/dev/null
                sudo -n chmod %2$s %1$s
                """.formatted(path, block.mode());
        String content = Variables.insert(block.content(), captured);
        Outcome outcome =
                world.node(block.node()).run(new Command(Command.User.LEARNER, script, content, Duration.ofMinutes(1)));
        if (outcome.status() != 0) {
            throw stopped(task, block, "write " + block.path(), outcome, 0);
        }
    }

    private static HalabException stopped(Task task, Answer.Block block, String command, Outcome outcome, int expect) {
        String said = outcome.error().isBlank() ? last(outcome.out()) : last(outcome.error());
        return HalabException.of(new Problem(
                "The answer of %s stopped at line %d of %s"
                        .formatted(task.id(), block.line(), task.answer().path()),
                "on %s `%s` ended with status %d where %d is expected%s"
                        .formatted(
                                block.node(),
                                Redaction.reduce(command),
                                outcome.status(),
                                expect,
                                said.isEmpty() ? "" : ":\n" + said),
                "halab reset %s, then halab solve %s".formatted(task.id(), task.id())));
    }

    /// The last lines, without secrets: they are shown and may be pasted into a report.
    private static String last(String text) {
        List<String> lines =
                Redaction.reduce(text).lines().filter(l -> !l.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static String firstLine(String script) {
        return script.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith("set -"))
                .findFirst()
                .orElse("");
    }

    private static String quoted(String path) {
        return "'" + path.replace("'", "'\\''") + "'";
    }
}
