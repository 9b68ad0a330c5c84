package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.json.Json;
import dev.halab.lab.lint.Coverage;
import dev.halab.report.Look;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What scripts rely on.
final class ContractTest {
    @ParameterizedTest
    @CsvSource({
        "check --no-wait --json, check.1.json",
        "check ha-mini --json, check-lab.1.json",
        "labs --json, labs.0.json",
        "progress --json, progress.0.json",
        "status --json, status.0.json",
        "hint --json, hint.0.json",
        "doctor --json, doctor.0.json",
        "task --json, task.0.json",
        "check --no-wait, check.1.txt",
        "check ha-mini, check-lab.1.txt",
        "labs, labs.0.txt",
        "progress, progress.0.txt",
        "status, status.0.txt",
        "hint, hint.0.txt",
        "task, task.0.txt",
        "--help, help.0.txt"
    })
    void output_and_status_are_the_golden_ones(String words, String golden) throws IOException {
        Learner learner = Learner.started();
        Learner.Ran ran = learner.types(words);

        String out = ran.out().replace(learner.lab.logs.toString(), "LOGS");
        assertThat(out).isEqualTo(Golden.read(golden, out));
        assertThat(ran.status()).isEqualTo(Integer.parseInt(golden.split("\\.", -1)[1]));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void the_box_is_built_with_what_was_asked_for() {
        Learner learner = new Learner();

        assertThat(learner.types("box build").status()).isZero();
        learner.types("box build --output room.box --compress --no-images");

        assertThat(learner.shells)
                .containsExactly("box [--add]", "box [--add, --output, room.box, --compress, --no-images]");
    }

    @Test
    void the_check_report_has_the_promised_members() {
        Json report = Json.parse(Learner.started().types("check --json").out());

        assertThat(report.members().keySet())
                .containsExactly(
                        "apiVersion",
                        "kind",
                        "lab",
                        "task",
                        "provider",
                        "at",
                        "took",
                        "verdict",
                        "points",
                        "checks",
                        "advice");
        assertThat(report.items("checks").getFirst().members().keySet())
                .containsExactly(
                        "id",
                        "title",
                        "severity",
                        "verdict",
                        "cause",
                        "expected",
                        "actual",
                        "where",
                        "blockedBy",
                        "points",
                        "evidence");
        assertThat(report.items("checks")
                        .getFirst()
                        .items("evidence")
                        .getFirst()
                        .members()
                        .keySet())
                .containsExactly("node", "fact", "at", "bytes");
        assertThat(report.items("checks").get(1).items("blockedBy")).containsExactly(Json.of("ha-mini/lb/config"));
    }

    @Test
    void an_unknown_check_carries_its_reason() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").dead = true;

        Json report = Json.parse(learner.types("check --json").out());

        assertThat(report.text("verdict")).contains("unknown");
        assertThat(report.items("checks").getFirst().text("reason")).contains("unreachable");
    }

    @Test
    void a_pass_in_json_advances_too() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode tcp");
        learner.lab.machine("lb-1").files.put("/run/live", "yes");

        Learner.Ran ran = learner.types("check --json");

        assertThat(Json.parse(ran.out()).text("verdict")).contains("pass");
        assertThat(learner.types("task").out()).contains("ha-mini/join");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "labs", "up", "ssh", "solve", "hint", "power", "facts", "lint", "reset"})
    void every_command_explains_itself_with_examples(String command) {
        Learner.Ran ran = new Learner().types(command + " --help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage: halab " + command);
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void a_proof_ends_with_a_table_of_what_is_proved() {
        Learner learner = new Learner();
        learner.rows = List.of(
                new Coverage.Row("ha-mini/lb", 3, 2, 1, 4, 1, List.of()),
                new Coverage.Row("ha-mini/join", 12, 10, 0, 11, 0, List.of("ready", "etcd")));

        assertThat(learner.types("lint --prove").out().lines())
                .endsWith(
                        "TASK          CHECKS  PROVED  EXCUSED  MUTANTS  VARIANTS  OPEN",
                        "ha-mini/lb         3       2        1        4         1  -",
                        "ha-mini/join      12      10        0       11         0  ready, etcd");
        assertThat(learner.types("lint").out()).doesNotContain("TASK");
        Json open = Json.parse(learner.types("lint --prove --json").out())
                .items("tasks")
                .getLast();
        assertThat(open.text("task")).contains("ha-mini/join");
    }

    @Test
    void the_version_is_the_one_it_was_built_as() {
        assertThat(new Learner().types("--version").out()).isEqualTo("halab 1.2.3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void shells_complete_the_commands(String shell) {
        assertThat(new Learner().types("completion " + shell).out())
                .contains("progress")
                .contains("watch");
    }

    @Test
    void a_plain_terminal_gets_ascii_and_no_colour() {
        Look look = new Look(80, Look.Colours.NONE, Look.Letters.ASCII);

        String out = Learner.started().with(look).types("check").out();

        assertThat(out).contains("x config").contains("- live").matches("\\p{ASCII}*");
    }

    @Test
    void colours_are_for_terminals_that_have_them() {
        Look look = new Look(80, Look.Colours.ANSI, Look.Letters.UNICODE);

        assertThat(Learner.started().with(look).types("check").out()).contains("\u001b[31m✗ config");
        assertThat(Learner.started().types("check").out()).doesNotContain("\u001b");
    }

    @Test
    void a_node_cannot_send_control_characters_to_the_terminal() {
        Learner learner = Learner.started();
        learner.lab.machine("lb-1").files.put("/etc/haproxy/haproxy.cfg", "mode \u001b[2Jhttp\u0007");

        assertThat(learner.types("check").out()).contains("mode ?[2Jhttp?").doesNotContain("\u001b");
    }

    @Test
    void the_progress_of_up_is_lines_without_a_terminal_and_a_picture_on_one() {
        Learner script = new Learner();
        assertThat(script.types("up").err())
                .contains("bringing up 3 machines")
                .contains("lb-1  boot")
                .contains("lb-1  up");

        Learner person = new Learner().atTerminal().with(new Look(80, Look.Colours.ANSI, Look.Letters.UNICODE));
        assertThat(person.types("up").err()).contains("\u001b[5A\u001b[J").contains("cp-2");
    }

    /// Expected texts under `src/test/resources/golden`; `-Dgolden=update` writes them anew.
    private static final class Golden {
        static String read(String name, String actual) throws IOException {
            if ("update".equals(System.getProperty("golden"))) {
                Files.writeString(Path.of("src/test/resources/golden", name), actual);
                return actual;
            }
            try (InputStream in = ContractTest.class.getResourceAsStream("/golden/" + name)) {
                return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
