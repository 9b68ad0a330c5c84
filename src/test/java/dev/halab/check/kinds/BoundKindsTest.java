package dev.halab.check.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.CourseRecordings;
import dev.halab.check.CourseRecordings.Passing;
import dev.halab.check.Kind;
import dev.halab.check.Verdict;
import dev.halab.check.version.Bounds;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The kinds as labs get them, on recordings of right solutions.
final class BoundKindsTest {
    /// What judges files, sockets, addresses, certificates and answers on the wire, which no version writes
    /// otherwise.
    private static final Set<String> UNBOUND = Set.of(
            "file",
            "package",
            "service",
            "port",
            "kernel",
            "resolve",
            "reach",
            "http",
            "clock",
            "guard",
            "containerd.config",
            "lb.reach",
            "lb.spread",
            "vip",
            "cert",
            "api.health",
            "api.write",
            "failover",
            "answer");

    private static final List<Passing> BOUND = CourseRecordings.passing().stream()
            .filter(p -> Bounds.sentence(p.check().kind()).isPresent())
            .toList();

    @Test
    void every_kind_is_bound_or_known_to_need_no_bounds() {
        List<String> unbound = Kinds.all().stream()
                .map(Kind::name)
                .filter(k -> Bounds.sentence(k).isEmpty())
                .toList();

        assertThat(unbound).containsExactlyInAnyOrderElementsOf(UNBOUND);
    }

    @Test
    void no_check_of_the_course_is_sure_of_a_version_that_halab_does_not_know() {
        Set<String> kinds = new TreeSet<>();
        for (Passing each : BOUND) {
            kinds.add(each.check().kind());
            for (Fact fact : versions(each)) {
                Map<Fact, Reading> later = new HashMap<>(each.recording().readings());
                later.put(fact, told(fact, "9.9.9", each));

                assertThat(each.judge(later))
                        .as("%s with %s", each, fact)
                        .isInstanceOfSatisfying(
                                Verdict.Unknown.class,
                                u -> assertThat(u.reason()).isEqualTo(Reading.Reason.NOT_KNOWN));
            }
        }

        assertThat(kinds)
                .contains("haproxy.config", "haproxy.state", "node", "pods", "lease", "token", "kubeadm.cluster")
                .contains("kubeconfig", "pki.shared", "static-pod", "join-command")
                .contains("etcd.members", "etcd.health");
    }

    @Test
    void a_recording_with_a_known_version_passes_as_one_without() {
        Map<String, String> known = Map.of("haproxy", "2.6.12", "package", "1.35.8", "api", "1.35.8", "etcd", "3.6.6");
        for (Passing each : BOUND) {
            Map<Fact, Reading> now = new HashMap<>(each.recording().readings());
            versions(each).forEach(f -> now.put(f, told(f, known.getOrDefault(teller(f), ""), each)));
            Map<Fact, Reading> without = new HashMap<>(each.recording().readings());
            versions(each).stream().filter(f -> !f.kind().equals("etcd-status")).forEach(without::remove);

            assertThat(versions(each)).as(each.toString()).isNotEmpty();
            assertThat(each.judge(now)).as(each.toString()).isInstanceOf(Verdict.Pass.class);
            assertThat(each.judge(without)).as(each.toString()).isInstanceOf(Verdict.Pass.class);
        }
    }

    private static List<Fact> versions(Passing each) {
        return each.check().claim().facts().stream()
                .filter(f -> Set.of("version", "etcd-status", "package").contains(f.kind()))
                .toList();
    }

    private static String teller(Fact fact) {
        return fact.source().equals(Fact.API)
                ? "api"
                : fact.kind().equals("package")
                        ? "package"
                        : fact.kind().equals("etcd-status")
                                ? "etcd"
                                : fact.arguments().getFirst();
    }

    private static Reading told(Fact fact, String version, Passing each) {
        String text = switch (teller(fact)) {
            case "api" -> "{\"gitVersion\": \"v%s\"}".formatted(version);
            case "package" -> "hi %s-1.1\n".formatted(version);
            case "etcd" -> etcd(fact, version, each);
            default -> "HAProxy version %s-1 2026/10/17 - https://haproxy.org/\n".formatted(version);
        };
        return new Reading.Seen(0, text, "", each.recording().at());
    }

    /// The member's own status with another version, where it was recorded.
    private static String etcd(Fact fact, String version, Passing each) {
        return each.recording().readings().get(fact) instanceof Reading.Seen seen
                ? seen.text().replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"%s\"".formatted(version))
                : "{\"header\":{}, \"version\":\"%s\"}".formatted(version);
    }
}
