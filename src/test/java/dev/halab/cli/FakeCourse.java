package dev.halab.cli;

import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A course of one lab with four small tasks.
final class FakeCourse {
    private FakeCourse() {}

    static Course course() {
        return new Course(List.of(lab()));
    }

    static Lab lab() {
        return new Lab(
                "ha-mini",
                "Two control planes",
                "1.35",
                "mini",
                List.of(),
                Map.of(),
                List.of(lb(), join(), fresh(), quiz()));
    }

    private static Task lb() {
        Check config = new Check(
                "ha-mini/lb/config",
                "HAProxy passes TLS through",
                "file.says",
                new FileSays("lb-1", "/etc/haproxy/haproxy.cfg", "mode tcp"),
                3,
                Severity.MUST,
                List.of(),
                new Timing.Now(),
                false);
        Check live = new Check(
                "ha-mini/lb/live",
                "The balancer answers",
                "file.says",
                new FileSays("lb-1", "/run/live", "yes"),
                2,
                Severity.MUST,
                List.of("ha-mini/lb/config"),
                new Timing.Eventually(Duration.ofSeconds(20), Duration.ZERO),
                false);
        Check wise = new Check(
                "ha-mini/lb/wise",
                "HAProxy writes a log",
                "file.says",
                new FileSays("lb-1", "/etc/haproxy/log", "on"),
                0,
                Severity.SHOULD,
                List.of(),
                new Timing.Now(),
                false);
        Answer answer = new Answer(
                "answers/ha-mini/lb.md",
                Map.of(),
                "",
                List.of(
                        new Answer.Block.Write("lb-1", 4, "/etc/haproxy/haproxy.cfg", "0644", "mode tcp"),
                        new Answer.Block.Run("lb-1", 9, "put /run/live yes", Map.of(), 0)));
        return new Task(
                "ha-mini/lb",
                "A balancer in front",
                "# A balancer in front\n\nMake HAProxy on `lb-1` pass TLS through.\n\n- port 6443\n- mode `tcp`",
                List.of("kubeadm init", "kubeadm join"),
                8,
                List.of(config, live, wise),
                Map.of("t.differs", List.of("Which layer?", "Look at defaults", "Put `mode tcp`")),
                List.of(),
                answer);
    }

    private static Task join() {
        Answer answer = new Answer(
                "answers/ha-mini/join.md",
                Map.of(),
                "",
                List.of(
                        new Answer.Block.Run("cp-1", 3, "say token is abc123", Map.of("TOKEN", "is (\\w+)"), 0),
                        new Answer.Block.Run("cp-2", 7, "put /joined ${TOKEN} ${node.cp-1}", Map.of(), 0)));
        return new Task(
                "ha-mini/join",
                "Join cp-2",
                "Join it.",
                List.of(),
                5,
                List.of(must("ha-mini/join/joined", new FileSays("cp-2", "/joined", "abc123 192.168.56.11"), false)),
                Map.of("*", List.of("Read", "Look", "Do")),
                List.of(),
                answer);
    }

    private static Task fresh() {
        Answer answer = new Answer(
                "answers/ha-mini/fresh.md",
                Map.of(),
                "",
                List.of(new Answer.Block.Run("cp-1", 3, "put /stamp second", Map.of(), 0)));
        return new Task(
                "ha-mini/fresh",
                "A new stamp",
                "Change the stamp.",
                List.of(),
                5,
                List.of(must("ha-mini/fresh/stamp", new Changed("cp-1", "/stamp"), true)),
                Map.of("*", List.of("Read", "Look", "Do")),
                List.of(),
                answer);
    }

    private static Task quiz() {
        Check quorum = new Check(
                "ha-mini/quiz/quorum",
                "How many of three make a quorum?",
                "answer",
                new Answered("ha-mini/quiz/quorum", "2"),
                1,
                Severity.MUST,
                List.of(),
                new Timing.Now(),
                false);
        return new Task(
                "ha-mini/quiz",
                "Quorum",
                "How many?",
                List.of(),
                1,
                List.of(quorum),
                Map.of("*", List.of("Count", "Majority", "Two")),
                List.of(),
                new Answer("answers/ha-mini/quiz.md", Map.of(), "", List.of(new Answer.Block.Reply(3, "quorum", "2"))));
    }

    private static Check must(String id, Claim claim, boolean sinceTask) {
        return new Check(id, claim.title(), "test", claim, 2, Severity.MUST, List.of(), new Timing.Now(), sinceTask);
    }

    record FileSays(String node, String path, String text) implements Claim {
        @Override
        public String title() {
            return "%s on %s says %s".formatted(path, node, text);
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(Facts.file(node, path));
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            String actual = snapshot.text(Facts.file(node, path));
            return actual.equals(text)
                    ? Verdict.pass(actual)
                    : Verdict.fail("t.differs", text, actual, node + ":" + path + ":1");
        }
    }

    record Changed(String node, String path) implements Claim {
        @Override
        public String title() {
            return path + " changed";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(Facts.file(node, path));
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            String actual = snapshot.text(Facts.file(node, path));
            boolean same = snapshot.atOpening(Facts.file(node, path))
                    .filter(before -> before.text().equals(actual))
                    .isPresent();
            return same ? Verdict.fail("t.same", "another text", actual, node + ":" + path) : Verdict.pass(actual);
        }
    }

    record Answered(String check, String right) implements Claim {
        @Override
        public String title() {
            return "the answer is right";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(Facts.answer(check));
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            String given = snapshot.seen(Facts.answer(check)).text();
            return given.equals(right) ? Verdict.pass(given) : Verdict.fail("t.wrong", "the number", given, "");
        }
    }
}
