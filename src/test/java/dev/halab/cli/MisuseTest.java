package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.cli.Learner.Ran;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.machine.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MisuseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    chek                     | 2 | did you mean 'check'?
                    check --jsn              | 2 | did you mean '--json'?
                    check ha-mini/lbb        | 2 | did you mean 'ha-mini/lb'?
                    check ha-mimi            | 2 | did you mean 'ha-mini'?
                    check --facts            | 2 | --help
                    check --facts /no/file   | 2 | cannot be opened
                    start nothing            | 2 | the labs are: ha-mini
                    task nothing/at-all      | 2 | halab labs
                    up --topology minni      | 2 | no topology minni
                    up --only cp-9           | 2 | the nodes of 'mini' are: lb-1, cp-1, cp-2
                    ssh cp-7                 | 2 | the nodes of 'mini' are
                    ssh                      | 2 | NODE
                    power explode cp-1       | 2 | --help
                    power kill cp-7          | 2 | the nodes of 'mini' are
                    solve                    | 2 | needs a yes
                    reset                    | 2 | needs a yes
                    destroy                  | 2 | needs a yes
                    progress --set-aside     | 2 | needs a yes
                    answer quorum 2          | 2 | the task asks nothing
                    answer                   | 2 | CHECK
                    facts                    | 2 | --help
                    completion tcsh          | 2 | did you mean
                    """)
    void is_said_in_three_parts_and_changes_nothing(String words, int status, String said) {
        Learner learner = Learner.started();
        int events = learner.lab.events.size();

        Ran ran = learner.types(words);

        assertThat(ran.status()).isEqualTo(status);
        assertThat(ran.err())
                .contains(said)
                .contains("  why   ")
                .contains("  next  ")
                .doesNotContain("Exception");
        assertThat(ran.out()).isEmpty();
        assertThat(learner.lab.events).hasSize(events);
        assertThat(learner.defects).isEmpty();
    }

    @Test
    void machines_of_another_provider_are_in_the_way() {
        Learner learner = new Learner();
        FakeProvider other = new FakeProvider();
        other.name = "vagrant";
        learner.lab.standing = Optional.of(other);

        Ran ran = learner.types("up");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .contains("The machines cannot be made by fake", "there are machines that vagrant made")
                .contains("halab destroy, then halab up --provider fake");
        assertThat(learner.lab.provider.calls).isEmpty();
    }

    @Test
    void nothing_is_open_before_a_start() {
        for (String words : List.of("check", "hint", "task", "solve --yes")) {
            Ran ran = new Learner().types(words);

            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("No task is open").contains("halab start ha-mini");
        }
    }

    @Test
    void a_no_changes_nothing() {
        Learner learner = Learner.started().atTerminal("n");

        Ran ran = learner.types("destroy");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Remove all machines and what is on them? [y/N]")
                .contains("Nothing was done");
        assertThat(learner.lab.provider.calls).doesNotContain("destroy");
    }

    @Test
    void a_defect_is_written_down_and_not_shown() {
        Learner learner = Learner.started();
        learner.lab.afterPause = lab -> {
            throw new IllegalStateException("broken inside");
        };
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");

        Ran ran = learner.types("check");

        assertThat(ran.status()).isEqualTo(70);
        assertThat(ran.err())
                .contains("defect of halab")
                .doesNotContain("broken inside")
                .doesNotContain("\tat ");
        assertThat(learner.defects).hasSize(1);
    }

    @Test
    void another_process_that_changes_the_lab_is_named() {
        Learner learner = Learner.started();
        learner.lab.heldBy = Optional.of("process 77 on laptop does `halab up`");

        for (String words : List.of("up", "down", "destroy --yes", "solve --yes")) {
            assertThat(learner.types(words).status()).isEqualTo(3);
        }
        assertThat(learner.types("check").status()).as("a check needs no lock").isEqualTo(1);
    }

    @Test
    void a_lab_that_the_provider_cannot_run_is_not_offered() {
        Learner learner = new Learner();
        Lab lab = FakeCourse.lab();
        learner.lab.course = new Course(List.of(new Lab(
                lab.id(), lab.title(), lab.kubernetes(), lab.topology(), List.of("vip"), Map.of(), lab.tasks())));

        assertThat(learner.types("up").err()).contains("its machines cannot do: vip");
    }

    @Test
    void machines_of_another_topology_are_not_overwritten() {
        Learner learner = Learner.started();

        Ran ran = learner.types("up --topology vip");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("there are machines of topology 'mini'").contains("halab destroy");
    }

    @Test
    void the_doctor_tells_scripts_that_something_blocks() {
        Learner learner = new Learner();
        learner.lab.provider.findings =
                List.of(new Finding("container engine", Finding.Grade.BLOCKS, "none was found", "apt install podman"));

        Ran ran = learner.types("doctor");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).contains("blocks").contains("none was found").contains("apt install podman");
    }

    @Test
    void a_recording_that_is_none_is_refused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("facts.json"), "{\"kind\": \"Pod\"}");

        Ran ran = Learner.started().types("check --facts " + file);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("halab facts record TASK");
    }

    @Test
    void a_recording_is_judged_like_the_lab_it_was_made_of(@TempDir Path folder) throws Exception {
        Learner learner = Learner.started();
        Path file = Files.writeString(
                folder.resolve("facts.json"),
                learner.types("facts record ha-mini/lb").out());
        learner.lab.machine("lb-1").dead = true;

        Ran ran = learner.types("check --facts " + file);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("✗ config").contains("t.differs");
        assertThat(learner.types("check --facts " + file + " --json").out()).contains("\"provider\": \"recording\"");
    }
}
