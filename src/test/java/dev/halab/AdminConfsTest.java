package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import dev.halab.node.Command;
import dev.halab.node.FakeNode;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class AdminConfsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(50);
    private static final Function<Command, Outcome> NONE = command -> new Outcome(44, "", "");
    private static final Function<Command, Outcome> DEAD = command -> {
        throw HalabException.of(new Problem("No way", "Connect timed out", "halab status"));
    };

    private final Map<String, FakeNode> nodes =
            Map.of("cp-1", new FakeNode("cp-1"), "cp-2", new FakeNode("cp-2"), "cp-3", new FakeNode("cp-3"));

    private AdminConfsTest node(String name, Function<Command, Outcome> answer) {
        nodes.get(name).runs(answer);
        return this;
    }

    private static Function<Command, Outcome> text(String text) {
        return command -> new Outcome(0, text, "");
    }

    private static Function<Command, Outcome> hanging(CountDownLatch until) {
        return command -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Outcome(255, "", "connection lost");
        };
    }

    private Optional<String> read(Duration limit, Duration headStart) {
        return new AdminConfs(List.of("cp-1", "cp-2", "cp-3"), nodes::get, limit, headStart).read();
    }

    @Test
    void the_first_control_plane_is_preferred_and_the_others_are_left_alone() {
        node("cp-1", text("one")).node("cp-2", text("two"));

        assertThat(read(LONG, LONG)).contains("one");
        assertThat(nodes.get("cp-2").ran()).isEmpty();
    }

    @Test
    void one_that_has_none_hands_on_at_once() {
        node("cp-1", NONE).node("cp-2", NONE).node("cp-3", text("three"));

        assertThat(read(LONG, LONG)).contains("three");
    }

    @Test
    void one_that_is_dead_holds_nobody_up() {
        CountDownLatch end = new CountDownLatch(1);
        node("cp-1", hanging(end)).node("cp-2", text("two"));

        assertThat(read(LONG, BRIEF)).contains("two");
        end.countDown();
    }

    @Test
    void where_nobody_has_it_there_is_no_cluster_yet() {
        node("cp-1", NONE).node("cp-2", NONE).node("cp-3", NONE);

        assertThat(read(LONG, LONG)).isEmpty();
    }

    @Test
    void where_some_could_not_be_asked_nothing_is_known_and_each_says_why() {
        node("cp-1", command -> new Outcome(1, "", "sudo: a password is required\n"))
                .node("cp-2", NONE)
                .node("cp-3", DEAD);

        Unobserved unseen = catchThrowableOfType(Unobserved.class, () -> read(LONG, LONG));

        assertThat(unseen.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(unseen.detail())
                .isEqualTo("admin.conf could not be read: cp-1: sudo: a password is required; cp-3: Connect timed out");
    }

    @Test
    void silence_ends_with_the_time_that_there_is() {
        CountDownLatch end = new CountDownLatch(1);
        node("cp-1", hanging(end)).node("cp-2", NONE).node("cp-3", NONE);

        Unobserved unseen = catchThrowableOfType(Unobserved.class, () -> read(BRIEF.multipliedBy(4), BRIEF));

        assertThat(unseen.reason()).isEqualTo(Reason.NO_ANSWER);
        assertThat(unseen.detail()).contains("it was not read in time elsewhere");
        end.countDown();
    }

    @Test
    void the_script_asks_for_the_file_without_a_password() {
        node("cp-1", text("one"));

        read(LONG, LONG);

        assertThat(nodes.get("cp-1").ran())
                .singleElement()
                .satisfies(c -> assertThat(c.script())
                        .startsWith("/usr/bin/sudo -n /bin/sh -c '")
                        .endsWith("' sh /etc/kubernetes/admin.conf"));
    }
}
