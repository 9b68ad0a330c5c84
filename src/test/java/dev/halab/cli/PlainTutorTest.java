package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.console.PlainTutor;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Story;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The tutor as lines, on the lab of the commands.
final class PlainTutorTest {
    private final FakeLab lab = new FakeLab();
    private final List<String> shells = new ArrayList<>();

    /// What is said when these lines are typed.
    private String typing(String... lines) {
        Deque<String> typed = new ArrayDeque<>(List.of(lines));
        List<String> said = new ArrayList<>();
        new PlainTutor(
                        new Story(lab, new Random(1)),
                        new Machines(lab),
                        prompt -> Optional.ofNullable(typed.poll()),
                        said::add,
                        shells::add)
                .run();
        return String.join("\n", said);
    }

    @Test
    void a_whole_lab_can_be_done_in_it() {
        assertThat(typing("up", "start ha-mini"))
                .contains(
                        "PLAN: 3 machines to make, 0 to start, 0 run, about 90 seconds",
                        "MACHINE lb-1: up",
                        "TASK ha-mini/lb: A balancer in front",
                        "STANDING: open");
        assertThat(typing("check"))
                .contains("CHECK 1 of 3 FAILED", "EXPECTED: mode tcp", "ACTUAL: absent", "CAUSE: t.differs")
                .contains("CHECK 2 of 3 BLOCKED: The balancer answers. It waits for config")
                .contains("RESULT: not yet, 0 of 2 checks pass, 0 of 5 points");
        assertThat(typing("hint")).contains("HINT 1 of 3 for ha-mini/lb/config, cause t.differs\nWhich layer?");
        assertThat(typing("hint", "hint")).contains("Put `mode tcp`\nEXAM PAGE: kubeadm init\nEXAM PAGE: kubeadm join");
        assertThat(typing("task")).contains("mode `tcp`\nEXAM PAGE: kubeadm init\nEXAM PAGE: kubeadm join");
        assertThat(typing("next")).contains("PROBLEM: The next task is not open yet");

        lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        lab.machine("lb-1").files.put("/run/live", "yes");
        assertThat(typing("check", "next"))
                .contains("RESULT: done, 2 of 2 checks pass, 5 of 5 points", "TASK ha-mini/join: Join cp-2");

        assertThat(typing("solve", "y", "next")).contains("RESULT: done", "TASK ha-mini/fresh");
        lab.machine("cp-1").files.put("/stamp", "mine");
        assertThat(typing("check", "next", "answer quorum 3"))
                .contains("QUESTION quorum: How many of three make a quorum?", "RESULT: not yet");
        assertThat(typing("answer quorum 2", "next", "progress"))
                .contains(
                        "RESULT: done",
                        "That was the last task of the lab.",
                        "LAB ha-mini: 3 of 4 tasks passed, 1 shown");
    }

    @Test
    void what_cannot_be_typed_is_answered_with_the_nearest_word() {
        assertThat(typing("chekc", "answer", "", "ssh", "start nowhere"))
                .contains("'chekc' cannot be typed here (did you mean 'check'?)")
                .contains("WHY: it takes CHECK VALUE")
                .contains("WHY: it takes NODE")
                .contains("'nowhere' is no lab");
    }

    @Test
    void a_command_may_be_typed_as_messages_name_it() {
        assertThat(typing("task")).contains("NEXT: halab start ha-mini");
        assertThat(typing("halab up", "halab start ha-mini")).contains("TASK ha-mini/lb: A balancer in front");
        assertThat(typing("halab")).contains("'halab' cannot be typed here");
    }

    @Test
    void a_solution_needs_a_yes() {
        typing("up", "start ha-mini");

        assertThat(typing("solve", "n")).contains("Nothing was done.");
        assertThat(lab.nodes.values()).allSatisfy(n -> assertThat(n.commands).isEmpty());
    }

    @Test
    void a_shell_is_opened_on_the_node_that_is_named() {
        typing("ssh cp-1");

        assertThat(shells).containsExactly("cp-1");
    }

    @Test
    void quit_and_the_end_of_input_leave() {
        assertThat(typing("quit", "labs")).doesNotContain("LAB ");
        assertThat(typing()).contains("You have not started a lab yet");
    }
}
