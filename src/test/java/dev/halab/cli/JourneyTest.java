package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.cli.Learner.Ran;
import dev.halab.machine.Finding;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JourneyTest {
    @Test
    void from_nothing_to_the_first_task() {
        Learner learner = new Learner();

        assertThat(learner.types("").out()).contains("not started a lab yet").contains("halab doctor, then halab up");
        assertThat(learner.types("start").err())
                .contains("no machines of topology 'mini'")
                .contains("halab up ha-mini");
        assertThat(learner.types("up").out()).contains("3 machines are up").contains("halab start ha-mini");
        assertThat(learner.types("").out()).contains("halab start");
        assertThat(learner.types("start ha-mini").out())
                .contains("A balancer in front")
                .contains("halab check");
        assertThat(learner.types("").out()).contains("ha-mini/lb A balancer in front (open)");
    }

    @Test
    void a_host_without_an_engine_is_offered_the_command_that_installs_one() {
        Finding lacking = new Finding(
                "container engine", Finding.Grade.BLOCKS, "neither docker nor podman is on PATH", "sudo get docker.io");
        Learner yes = new Learner().atTerminal("y");
        Learner no = new Learner().atTerminal("n");
        Learner broken = new Learner().atTerminal("y");
        Learner script = new Learner();
        Stream.of(yes, no, broken, script).forEach(l -> l.lab.provider.lacking = Optional.of(lacking));
        broken.installs = 100;

        assertThat(yes.types("up").err()).contains("Run `sudo get docker.io` now? [y/N]");
        assertThat(yes.lab.provider.calls).containsExactly("sudo get docker.io", "up mini");
        assertThat(no.types("up").status()).isEqualTo(2);
        assertThat(no.lab.provider.calls).isEmpty();
        assertThat(broken.types("up").err()).contains("is not installed", "status 100", "halab up");
        script.types("up");
        assertThat(script.lab.provider.calls).containsExactly("up mini");
        script.lab.provider.lacking = Optional.of(lacking);
        script.types("up --yes");
        assertThat(script.lab.provider.calls).contains("sudo get docker.io");
    }

    @Test
    void red_then_hint_then_green_then_the_next_task() {
        Learner learner = Learner.started();

        Ran red = learner.types("check");
        assertThat(red.status()).isEqualTo(1);
        assertThat(red.out())
                .contains("✗ config")
                .contains("expected  mode tcp")
                .contains("halab hint");

        assertThat(learner.types("hint").out()).contains("hint 1/3").contains("Which layer?");
        assertThat(learner.types("hint").out()).contains("hint 2/3").contains("Look at defaults");

        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.machine("lb-1").files.put("/run/live", "yes");
        Ran green = learner.types("check");
        assertThat(green.status()).isZero();
        assertThat(green.out()).contains("Done: 2 of 2 checks, 5 of 5 points").contains("Next: ha-mini/join");
        assertThat(learner.types("task").out()).contains("Join cp-2");
        assertThat(learner.types("progress").out())
                .contains("1 of 4 tasks passed, 5 of 10 points")
                .contains("2 hints");
    }

    @Test
    void the_ladder_ends_and_says_so() {
        Learner learner = Learner.started();
        assertThat(learner.types("hint").out()).doesNotContain("Exam page");
        learner.types("hint");
        assertThat(learner.types("hint").out())
                .contains("hint 3/3")
                .contains("Exam pages: \"kubeadm init\", \"kubeadm join\"");
        assertThat(learner.types("task").out()).contains("Exam pages: \"kubeadm init\", \"kubeadm join\"");

        assertThat(learner.types("hint").out())
                .contains("hint 3/3")
                .contains("That was the last hint for it, shown before")
                .contains("halab solve ha-mini/lb");
        assertThat(learner.types("hint --cause t.difers").err()).contains("did you mean 't.differs'?");
        assertThat(learner.types("hint --cause t.differs").out()).contains("hint 1/3");
    }

    @Test
    void what_converges_is_waited_for_and_then_passes() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.afterPause = lab -> {
            if (lab.pauses.size() == 3) {
                lab.machine("lb-1").files.put("/run/live", "yes");
            }
        };

        assertThat(learner.types("check --no-wait").out()).contains("… live").contains("Not settled yet");
        assertThat(learner.types("check").status()).isZero();
        assertThat(learner.lab.pauses.get(0)).isBetween(Duration.ofMillis(225), Duration.ofMillis(276));
        assertThat(learner.lab.pauses.get(2)).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2201));
    }

    @Test
    void what_does_not_converge_in_time_fails() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");

        Ran ran = learner.types("check");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("✗ live");
        assertThat(learner.lab.uptime).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(24));
    }

    @Test
    void what_cannot_be_seen_is_unknown_and_no_fault_of_the_learner() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").dead = true;

        Ran ran = learner.types("check");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.out()).contains("unreachable: lb-1 file:/etc/haproxy/haproxy.cfg: lb-1 does not");
        assertThat(learner.types("hint").status()).isEqualTo(4);
    }

    @Test
    void a_solved_task_counts_as_shown_and_the_next_is_open() {
        Learner learner = Learner.started();

        Ran ran = learner.types("solve --yes");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("lb-1: writes /etc/haproxy/haproxy.cfg");
        assertThat(ran.out()).contains("Done:").contains("Next: ha-mini/join");
        assertThat(learner.types("progress").out())
                .contains("0 of 4 tasks passed, 1 shown, 0 of 10 points")
                .contains("lb             shown  0/5");
    }

    @Test
    void a_cold_entry_replays_what_is_missing_after_asking() {
        Learner learner = new Learner();
        learner.types("up");

        assertThat(learner.types("start ha-mini/fresh").err())
                .contains("`halab start ha-mini/fresh` needs a yes")
                .contains("no terminal to ask on");
        Ran ran = learner.atTerminal("y").types("start ha-mini/fresh");

        assertThat(ran.err())
                .contains("builds on lb, join, which do not hold now. ")
                .contains("cp-1: say token is abc123");
        assertThat(ran.out()).contains("A new stamp");
        assertThat(learner.lab.machine("cp-2").files).containsEntry("/joined", "abc123 192.168.56.11");
    }

    @Test
    void what_nobody_can_see_is_not_said_to_be_broken_by_an_offer_to_replay_it() {
        Learner learner = new Learner();
        learner.types("up");
        learner.types("solve ha-mini/lb --yes");
        learner.lab.machine("lb-1").dead = true;
        learner.types("check ha-mini/lb --no-wait");

        Ran ran = learner.atTerminal("n").types("start ha-mini/join");

        assertThat(ran.err())
                .contains("builds on lb, which cannot be seen now. ")
                .doesNotContain("not hold");
        assertThat(learner.types("progress --json").out())
                .containsPattern("\"verdict\": ?\"unknown\",\\s*\"holds\": ?true");
    }

    @Test
    void what_changed_since_the_task_began_is_compared_with_its_baseline() {
        Learner learner = new Learner();
        learner.types("up");
        learner.lab.machine("cp-1").files.put("/stamp", "first");
        assertThat(learner.types("check ha-mini/fresh").out())
                .contains("left out  halab did not see how this task began");

        learner.types("start ha-mini/fresh --yes");

        assertThat(learner.types("check").out()).contains("✗ stamp");
        learner.types("start ha-mini/fresh --yes");
        learner.lab.machine("cp-1").files.put("/stamp", "second");
        assertThat(learner.types("start ha-mini/fresh --yes").status()).isZero();
        assertThat(learner.types("check").status()).isZero();
    }

    @Test
    void a_question_is_answered_and_judged() {
        Learner learner = new Learner();
        learner.types("up");
        learner.types("start ha-mini/quiz --yes");

        assertThat(learner.types("answer quorm 2").err()).contains("did you mean 'quorum'?");
        learner.types("answer quorum 3");
        assertThat(learner.types("check").status()).isEqualTo(1);
        learner.types("answer quorum 2");
        Ran last = learner.types("check");

        assertThat(last.status()).isZero();
        assertThat(last.out()).contains("halab progress");
    }

    @Test
    void a_whole_lab_is_judged_without_a_start() {
        Learner learner = new Learner();
        learner.types("up");

        Ran ran = learner.types("check ha-mini");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("✗ lb").contains("✗ join");
        assertThat(learner.lab.events).isEmpty();
    }

    @Test
    void the_whole_lab_can_be_solved_and_then_holds() {
        Learner learner = Learner.started();

        assertThat(learner.types("solve ha-mini --yes").status()).isZero();
        assertThat(learner.types("check ha-mini").out()).contains("4 of 4 tasks hold");
    }

    @Test
    void a_reset_makes_new_machines_and_replays_what_comes_before() {
        Learner learner = Learner.started();
        learner.types("solve ha-mini/join --up-to --yes");
        learner.lab.machine("cp-2").files.put("/broken", "by the learner");

        Ran ran = learner.atTerminal("yes").types("reset ha-mini/join");

        assertThat(ran.err())
                .contains("It takes about 0 s for the machines and at most 8 min for the 1 answers before it");
        assertThat(learner.lab.provider.calls).containsExactly("up mini", "destroy", "up mini");
        assertThat(learner.lab.machine("cp-2").files).isEmpty();
        assertThat(learner.lab.machine("lb-1").files).containsEntry("/run/live", "yes");
        assertThat(learner.types("task").out()).contains("Join cp-2");
        assertThat(learner.types("check").status()).isEqualTo(1);
    }

    @Test
    void destroying_forgets_what_holds_but_not_what_was_achieved() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.machine("lb-1").files.put("/run/live", "yes");
        learner.types("check");

        assertThat(learner.types("destroy --yes").status()).isZero();

        assertThat(learner.types("progress").out()).contains("1 of 4 tasks passed, 5 of 10 points");
        assertThat(learner.types("").out())
                .contains("There are no machines now")
                .contains("halab up");
        assertThat(learner.types("status").out()).contains("There are no machines");
    }

    @Test
    void an_answer_that_stops_is_told_with_command_status_and_last_lines_without_secrets() {
        Learner learner = Learner.started();
        learner.lab.course = BrokenCourse.stoppingWith("fail 3 could not use abcdef.0123456789abcdef at all");

        Ran ran = learner.types("solve --yes");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .contains("stopped at line 5 of answers/ha-mini/lb.md")
                .contains("ended with status 3 where 0 is expected")
                .contains("could not use abcdef.sha256-")
                .doesNotContain("0123456789abcdef");
        assertThat(learner.lab.events)
                .as("a stop in the middle must not lose that the answer was shown")
                .anySatisfy(e -> assertThat(e.event()).isEqualTo(new Event.Shown("ha-mini/lb")));
    }

    @Test
    void watching_ends_with_the_pass() {
        Learner learner = Learner.started();
        learner.lab.afterPause = lab -> {
            lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
            if (lab.pauses.size() == 3) {
                lab.machine("lb-1").files.put("/run/live", "yes");
            }
        };

        Ran ran = learner.types("check --watch");

        assertThat(ran.status()).isZero();
        assertThat(ran.out().split("A balancer in front", -1))
                .as("red, waiting, green")
                .hasSize(4);
    }

    @Test
    void an_interrupted_check_shows_its_last_round() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.afterPause = lab -> Thread.currentThread().interrupt();

        Ran ran = learner.types("check");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("✓ config").contains("… live");
    }

    @Test
    void a_shell_passes_the_command_and_its_status_through() {
        Learner learner = Learner.started();

        assertThat(learner.types("ssh cp-1").status()).isZero();
        assertThat(learner.types("ssh lb-1 -- ls -l /etc").status()).isEqualTo(42);

        assertThat(learner.shells).containsExactly("cp-1 []", "lb-1 [ls, -l, /etc]");
    }

    @Test
    void power_reaches_the_machine() {
        Learner learner = Learner.started();

        assertThat(learner.types("power kill cp-2").status()).isZero();

        assertThat(learner.lab.provider.calls).contains("KILL cp-2");
    }
}
