package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.CourseRecordings.Passing;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds for every check of the course whatever is read: nobody fails for what could not be seen, and nobody
/// passes by it.
final class FactPropertiesTest {
    private static final List<Passing> PASSING = CourseRecordings.passing();

    /// Statuses that no fact gives a meaning to: ended by `timeout`, killed, crashed, not started.
    private static final List<Integer> STRANGE = List.of(124, 126, 137, 139, 255);

    private static final List<String> GARBAGE = List.of(
            "\0\1\2",
            "<html><body>502 Bad Gateway</body></html>\n",
            "bash: warning: setlocale: LC_ALL: cannot change locale\n",
            "sudo: a password is required\n",
            "{",
            "{}",
            "[]",
            "null",
            "[[[[",
            "}{:,\n",
            "\uFFFD\uFFFD\uFFFD\n");

    /// What looks like garbage and is an answer: no token, and a manifest whose name has blanks.
    private static final Set<String> ANSWERS_TOO =
            Set.of("bootstrap-tokens []", "manifests sudo: a password is required");

    /// Facts that a check only uses to say where to look, or looks at for a fault that most nodes do not have.
    private static final Set<String> OF_LITTLE_WEIGHT = Set.of(
            // the cluster's authority, which any control plane tells
            "cluster-info certificates",
            "join-command certificates",
            "kubeconfig certificates",
            // without a node's own time the host's decides
            "cert clock",
            "kubeconfig clock",
            "lb.reach file",
            "lb.spread file",
            // why a server is down, where one is
            "haproxy.state https",
            // which line gives the name its address
            "resolve file",
            // a version bounds what may be said, and is no evidence for it: ADR 25
            "etcd.members etcd-status",
            "haproxy.config version",
            "haproxy.state version",
            "join-command package",
            "kubeadm.cluster version",
            "kubeadm.config package",
            "kubeconfig package",
            "lease version",
            "node version",
            "pki.shared package",
            "pods version",
            "cluster-info version",
            "static-pod package",
            "token version",
            "upload-certs version");

    /// A text of these ends where its last line ends, so a shorter one is another answer, and not a part of one.
    /// What cuts
    /// answers short is the connection, and `FramesTest` shows that it is noticed there.
    private static final Set<String> LINES = Set.of(
            "certificates",
            "containerd-config",
            "haproxy-stat",
            "haproxy-verify",
            "join-command",
            "kubeconfig",
            "manifests",
            "package",
            "processes",
            "resolve",
            "sockets",
            "sysctl",
            "sysctl-files",
            "unit");

    @Test
    void there_is_something_to_judge() {
        assertThat(PASSING).hasSizeGreaterThan(100);
        assertThat(PASSING.stream().map(p -> p.check().kind()).distinct()).hasSizeGreaterThan(15);
    }

    @Test
    void no_check_passes_without_evidence() {
        for (Passing each : PASSING) {
            Map<Fact, Reading> none = new HashMap<>(each.recording().readings());
            each.check().claim().facts().forEach(none::remove);

            assertThat(each.judge(none)).as(each.toString()).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void a_fact_that_is_taken_away_makes_no_failure_and_leaves_no_pass() {
        Map<String, Long> unchanged = new TreeMap<>();
        int turn = 0;
        for (Passing each : PASSING) {
            for (Fact fact : each.check().claim().facts()) {
                Reading.Reason reason = Reading.Reason.values()[turn++ % Reading.Reason.values().length];
                Verdict verdict = each.judge(with(each, fact, new Reading.Unseen(reason, "the node is off")));

                String name = "%s %s".formatted(each.check().kind(), fact.kind());
                assertThat(verdict)
                        .as("%s without %s (%s)", each, fact, reason)
                        .isInstanceOfAny(Verdict.Unknown.class, Verdict.Pass.class);
                if (verdict instanceof Verdict.Pass) {
                    unchanged.merge(name, 1L, Long::sum);
                }
            }
        }

        assertThat(unchanged.keySet())
                .as("passes without a fact that they read")
                .isSubsetOf(OF_LITTLE_WEIGHT);
    }

    @Test
    void some_facts_that_are_taken_away_make_no_failure() {
        Random chance = CourseRecordings.chance("facts taken away");
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            Passing each = any(PASSING, chance);
            Map<Fact, Reading> fewer = new HashMap<>(each.recording().readings());
            List<Fact> facts = recorded(each);
            for (int taken = chance.nextInt(1, 4); taken > 0; taken--) {
                fewer.remove(any(facts, chance));
            }

            assertThat(each.judge(fewer))
                    .as(each.toString())
                    .isInstanceOfAny(Verdict.Unknown.class, Verdict.Pass.class);
        }
    }

    @Test
    void what_was_read_in_another_round_is_not_judged() {
        Random chance = CourseRecordings.chance("facts of another round");
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            Passing each = any(PASSING, chance);
            Fact fact = any(recorded(each), chance);
            Duration off = Duration.ofSeconds(chance.nextLong(61, 90L * 86_400));
            Instant at = chance.nextBoolean()
                    ? each.recording().at().minus(off)
                    : each.recording().at().plus(off);
            Reading.Seen seen = seen(each, fact);
            Reading old = new Reading.Seen(seen.status(), seen.text(), seen.error(), at);

            assertThat(each.judge(with(each, fact, old)))
                    .as("%s with %s of %s", each, fact, at)
                    .isEqualTo(each.judge(with(
                            each, fact, new Reading.Unseen(Reading.Reason.NOT_READ, "it was not read in this round"))));
        }
    }

    @Test
    void a_program_that_was_cut_off_makes_no_failure_and_leaves_no_pass() {
        Random chance = CourseRecordings.chance("strange statuses");
        Map<String, String> wrong = new TreeMap<>();
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            Passing each = any(PASSING, chance);
            Fact fact = any(recorded(each), chance);
            if (fact.kind().equals("answer")) {
                // halab's own, which no program reads
                continue;
            }
            Reading.Seen seen = seen(each, fact);
            String text = chance.nextBoolean() ? "" : part(seen.text(), chance);
            Verdict verdict =
                    each.judge(with(each, fact, new Reading.Seen(any(STRANGE, chance), text, "Killed", seen.at())));

            String name = "%s %s".formatted(each.check().kind(), fact.kind());
            boolean little = OF_LITTLE_WEIGHT.contains(name) && verdict instanceof Verdict.Pass;
            if (!(verdict instanceof Verdict.Unknown) && !little) {
                wrong.putIfAbsent(name, verdict.toString());
            }
        }

        assertThat(wrong)
                .as("kind and fact, with what came of a strange status")
                .isEmpty();
    }

    @Test
    void garbage_makes_no_failure() {
        Random chance = CourseRecordings.chance("garbage");
        Map<String, String> wrong = new TreeMap<>();
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            Passing each = any(PASSING, chance);
            Fact fact = any(recorded(each), chance);
            Reading.Seen seen = seen(each, fact);
            if (fact.kind().equals("answer")) {
                continue;
            }
            String garbage = any(GARBAGE, chance);
            if (ANSWERS_TOO.contains(fact.kind() + " " + garbage.strip())) {
                continue;
            }
            Verdict verdict =
                    each.judge(with(each, fact, new Reading.Seen(seen.status(), garbage, seen.error(), seen.at())));
            note(wrong, each, fact, verdict, garbage);
        }

        assertThat(wrong).as("kind and fact, with what came of garbage").isEmpty();
    }

    @Test
    void a_text_that_is_cut_short_makes_no_failure() {
        Random chance = CourseRecordings.chance("cut short");
        Map<String, String> wrong = new TreeMap<>();
        for (int i = 0; i < CourseRecordings.cases(); i++) {
            Passing each = any(PASSING, chance);
            Fact fact = any(recorded(each), chance);
            Reading.Seen seen = seen(each, fact);
            if (LINES.contains(fact.kind()) || fact.kind().equals("answer")) {
                continue;
            }
            String text = part(seen.text(), chance);
            Verdict verdict =
                    each.judge(with(each, fact, new Reading.Seen(seen.status(), text, seen.error(), seen.at())));
            note(wrong, each, fact, verdict, text);
        }

        assertThat(wrong).as("kind and fact, with what came of a part of it").isEmpty();
    }

    @Test
    void nothing_at_all_where_something_always_is_makes_no_failure() {
        // no process, no line of sysctl.d and no manifest are answers too
        Set<String> nothingIsAnAnswer =
                Set.of("processes", "sysctl-files", "manifests", "listing", "answer", "certificates");
        Map<String, String> wrong = new TreeMap<>();
        for (Passing each : PASSING) {
            for (Fact fact : recorded(each)) {
                if (!nothingIsAnAnswer.contains(fact.kind())) {
                    Reading.Seen seen = seen(each, fact);
                    Verdict verdict = each.judge(with(each, fact, new Reading.Seen(0, "", "", seen.at())));
                    note(wrong, each, fact, verdict, "");
                }
            }
        }

        assertThat(wrong).as("kind and fact, with what came of nothing").isEmpty();
    }

    @Test
    void nodes_of_one_role_can_change_places() {
        NodeSpec two = node("cp-2");
        NodeSpec three = node("cp-3");
        int judged = 0;
        for (Passing each : PASSING) {
            Set<Fact> facts = Set.copyOf(recorded(each));
            Map<Fact, Reading> swapped = new LinkedHashMap<>();
            each.recording()
                    .readings()
                    .forEach((fact, reading) -> swapped.put(swap(fact, two, three), swap(reading, two, three)));
            boolean names = facts.stream()
                    .noneMatch(f -> Set.of("certificates", "https", "kubeconfig", "manifests")
                            .contains(f.kind()));
            boolean both = Set.of("cp-2", "cp-3").stream()
                    .allMatch(n ->
                            swapped.keySet().stream().anyMatch(f -> f.source().equals(n)));
            boolean whole = facts.stream().allMatch(f -> facts.contains(swap(f, two, three)));
            if (names && both && whole && each.recording().baseline().isEmpty()) {
                judged++;

                assertThat(each.judge(swapped)).as(each.toString()).isInstanceOf(Verdict.Pass.class);
            }
        }

        assertThat(judged).isGreaterThan(20);
    }

    private static NodeSpec node(String name) {
        return Trial.STANDARD
                .node(name)
                .filter(n -> n.role() == Role.CONTROL_PLANE)
                .orElseThrow();
    }

    private static Fact swap(Fact fact, NodeSpec one, NodeSpec other) {
        List<String> arguments =
                fact.arguments().stream().map(a -> swap(a, one, other)).toList();
        return new Fact(swap(fact.source(), one, other), fact.kind(), arguments);
    }

    private static Reading swap(Reading reading, NodeSpec one, NodeSpec other) {
        return reading instanceof Reading.Seen(int status, String text, String error, Instant at)
                ? new Reading.Seen(status, swap(text, one, other), error, at)
                : reading;
    }

    private static String swap(String text, NodeSpec one, NodeSpec other) {
        return text.replace(one.name(), "\0")
                .replace(other.name(), one.name())
                .replace("\0", other.name())
                .replace(one.address(), "\0")
                .replace(other.address(), one.address())
                .replace("\0", other.address());
    }

    private static void note(Map<String, String> wrong, Passing each, Fact fact, Verdict verdict, String text) {
        if (!(verdict instanceof Verdict.Unknown) && !(verdict instanceof Verdict.Pass)) {
            String shown = text.length() > 60 ? "…" + text.substring(text.length() - 60) : text;
            wrong.putIfAbsent(
                    "%s %s".formatted(each.check().kind(), fact.kind()), "%s of '%s'".formatted(verdict, shown));
        }
    }

    private static Map<Fact, Reading> with(Passing each, Fact fact, Reading reading) {
        Map<Fact, Reading> changed = new HashMap<>(each.recording().readings());
        changed.put(fact, reading);
        return changed;
    }

    /// The facts of its claim that the recording holds: some are older than a claim's newest fact.
    private static List<Fact> recorded(Passing each) {
        return each.check().claim().facts().stream()
                .filter(each.recording().readings()::containsKey)
                .toList();
    }

    private static Reading.Seen seen(Passing each, Fact fact) {
        return (Reading.Seen) Objects.requireNonNull(each.recording().readings().get(fact));
    }

    private static String part(String text, Random chance) {
        if (text.length() < 4) {
            return "";
        }
        int end = chance.nextInt(1, text.length() - 2);
        // a text that ends where a line ends is whole
        return text.charAt(end - 1) == '\n' || text.charAt(end) == '\n' ? "" : text.substring(0, end);
    }

    private static <T> T any(List<T> things, Random chance) {
        return things.get(chance.nextInt(things.size()));
    }
}
