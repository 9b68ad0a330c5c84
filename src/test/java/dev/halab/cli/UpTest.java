package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.json.Json;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bringing machines up, as a person wants it: foretold, followed, mended one by one.
final class UpTest {
    private final Learner learner = new Learner();

    @AfterEach
    void forgets() {
        learner.lab.logs().forget();
    }

    @Test
    void the_plan_is_said_before_anything_is_done() {
        Learner.Ran ran = learner.types("up --topology mini");

        assertThat(ran.err().lines().toList())
                .containsSubsequence(
                        "fake, topology mini",
                        "lb-1     load balancer  192.168.56.10   0.5 GiB    is made",
                        "cp-1     control plane  192.168.56.11   0.5 GiB    is made",
                        "3 machines, 1.5 GiB of memory, up to 3.0 GiB of disk, about 1 min 30 s; it was never done here",
                        "cp-1  boot");
    }

    @Test
    void a_plan_alone_changes_nothing() {
        Learner.Ran ran = learner.types("up --topology mini --plan");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("3 machines", "halab up");
        assertThat(learner.lab.provider.calls).isEmpty();
    }

    @Test
    void a_machine_that_runs_but_was_left_half_made_is_planned_to_be_made() {
        learner.types("up --topology mini");
        learner.lab.provider.halfMade.add("cp-1");

        assertThat(learner.types("up --topology mini --plan").out())
                .containsPattern("cp-1 .*is made")
                .containsPattern("cp-2 .*runs");
    }

    @Test
    void what_runs_is_kept_and_what_is_off_is_only_started() {
        learner.types("up --topology mini");
        learner.lab.provider.states.put("cp-2", "off");
        learner.lab.provider.states.remove("cp-1");

        String plan = learner.types("up --topology mini --plan").out();

        assertThat(plan.lines().filter(l -> l.startsWith("lb-1")))
                .singleElement()
                .asString()
                .endsWith("runs");
        assertThat(plan.lines().filter(l -> l.startsWith("cp-1")))
                .singleElement()
                .asString()
                .endsWith("is made");
        assertThat(plan.lines().filter(l -> l.startsWith("cp-2")))
                .singleElement()
                .asString()
                .endsWith("is there, is started");
        assertThat(plan).contains("about 40 s; it was never done here");
    }

    @Test
    void times_of_earlier_runs_are_used_for_the_same_work_only() {
        learner.lab.provider.duringBoot = () -> learner.lab.uptime = Duration.ofSeconds(42);
        learner.types("up --topology mini");

        learner.lab.provider.duringBoot = () -> {};
        learner.types("up --topology mini");
        learner.types("down");
        String start = learner.types("up --topology mini --plan").out();
        learner.types("destroy --yes");
        String again = learner.types("up --topology mini --plan").out();

        assertThat(again).contains("about 42 s, as before");
        assertThat(start).contains("about 30 s; it was never done here");
        assertThat(learner.machines().usualPhase("cp-1", "boot")).isPresent();
        assertThat(learner.machines().usualPhase("cp-1", "create")).isEmpty();
    }

    @Test
    void on_a_terminal_each_machine_has_a_line_that_is_drawn_again() {
        learner.atTerminal().with(new Look(80, Look.Colours.ANSI, Look.Letters.UNICODE));
        learner.types("up --topology mini");
        learner.types("destroy --yes");
        learner.lab.usual.put("phase fake cp-1 boot", Duration.ofSeconds(20));
        learner.lab.provider.failing.put("cp-2", new Problem("cp-2 did not start", "no disk", "make room"));

        String screen = learner.types("up --topology mini").err();

        String plain = screen.replaceAll("\u001b\\[[0-9;]*[mJ]", "");
        assertThat(screen).contains("\u001b[5A\u001b[J");
        assertThat(plain)
                .contains(
                        "cp-1     boot       0 s of about 20 s", "cp-1     up", "cp-2     failed: cp-2 did not start");
    }

    @Test
    void an_hour_in_which_the_host_was_suspended_counts_for_nothing() {
        learner.lab.provider.duringBoot = () -> {
            learner.lab.now = FakeLab.NOW.plusSeconds(3600);
            learner.lab.uptime = Duration.ofSeconds(7);
        };

        Learner.Ran ran = learner.types("up --topology mini");

        assertThat(ran.status()).isZero();
        learner.types("destroy --yes");
        assertThat(learner.types("up --topology mini --plan").out()).contains("about 7 s, as before");
    }

    @Test
    void a_second_up_at_once_is_told_who_does_the_first_and_touches_nothing() {
        learner.lab.heldBy = Optional.of("process 77 on laptop does `halab up` since 9:00");

        Learner.Ran ran = learner.types("up --topology mini");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("`halab up` has to wait", "process 77 on laptop");
        assertThat(learner.lab.provider.calls).isEmpty();
        assertThat(learner.lab.logs().folder()).doesNotExist();
    }

    @Test
    void the_plan_and_the_result_are_one_object_for_scripts() {
        Json plan = Json.parse(
                learner.types("up --topology mini --only cp-1 --plan --json").out());
        Json up = Json.parse(
                learner.types("up --topology mini --only cp-1 --json").out());

        assertThat(plan.text("kind")).contains("UpPlan");
        assertThat(plan.text("about")).contains("PT30S");
        assertThat(plan.text("basis")).contains("documented");
        assertThat(plan.items("machines")).singleElement().satisfies(m -> {
            assertThat(m.text("node")).contains("cp-1");
            assertThat(m.text("role")).contains("cp");
            assertThat(m.text("step")).contains("make");
            assertThat(m.text("memoryMiB")).contains("512");
        });
        assertThat(up.text("kind")).contains("Up");
        assertThat(up.items("plan", "machines")).hasSize(1);
        assertThat(up.items("machines"))
                .singleElement()
                .satisfies(m -> assertThat(m.text("state")).contains("running"));
    }

    @Test
    void a_machine_that_fails_stops_no_other_and_the_command_that_is_named_mends_it() {
        learner.lab.provider.failing.put(
                "cp-2",
                new Problem("machine cp-2 did not start", "no space left on device", "make room, then run `halab up`"));

        Learner.Ran failed = learner.types("up --topology mini");

        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.err())
                .contains("cp-2  failed: machine cp-2 did not start", "make room, then: halab up --only cp-2");
        assertThat(learner.machines().status()).extracting(m -> m.node()).containsExactly("lb-1", "cp-1");
        learner.lab.provider.failing.clear();
        assertThat(learner.types("up --only cp-2").status()).isZero();
        assertThat(learner.lab.provider.calls).endsWith("up mini [cp-2]");
        assertThat(learner.machines().status()).hasSize(3).allMatch(m -> m.running());
    }

    /// As the providers say it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mend what it names, then run the same halab command again; it goes on where it stopped | mend what it names",
                "see `docker logs halab-192-168-56-cp-2`, then run `halab up` again | see `docker logs halab-192-168-56-cp-2`",
                "name another box: export HALAB_BOX=NAME; then halab up | name another box: export HALAB_BOX=NAME",
                "mend what it names, then `halab up --only cp-2`; the log is /x/cp-2.log | mend what it names",
                "choose another network in config.yaml | choose another network in config.yaml"
            })
    void what_mends_a_machine_comes_before_the_one_command_that_goes_on(String next, String mend) {
        learner.lab.provider.failing.put("cp-2", new Problem("cp-2 did not start", "why", next));

        String said = learner.types("up --topology mini").err().replaceAll("\\s+", " ");

        assertThat(said).contains("next " + mend + ", then: halab up --only cp-2 (all that was said");
    }

    @Test
    void several_that_fail_are_named_with_the_reason_of_each() {
        learner.lab.provider.failing.put("lb-1", new Problem("lb-1 did not start", "no memory", "close programs"));
        learner.lab.provider.failing.put("cp-2", new Problem("cp-2 did not start", "no disk", "make room"));

        Learner.Ran failed = learner.types("up --topology mini");

        assertThat(failed.err())
                .contains("2 of 3 machines were not brought up: lb-1, cp-2", "lb-1: no memory", "cp-2: no disk")
                .contains("close programs; make room, then: halab up --only lb-1,cp-2");
    }

    @Test
    void each_machine_has_a_log_without_secrets_and_its_path_is_said_on_failure() throws IOException {
        learner.lab.provider.failing.put("cp-2", new Problem("cp-2 did not start", "no disk", "make room"));

        Learner.Ran failed = learner.types("up --topology mini");

        Path log = learner.lab.logs().file("cp-2");
        assertThat(failed.err().replaceAll("\\s+", " ")).contains("all that was said is in " + log);
        assertThat(Files.readString(log))
                .startsWith("# halab up, 2026-11-23T09:00:00Z\n")
                .contains("  boot\n", "booting, token abcdef.sha256-", "  failed\n", "no disk")
                .doesNotContain("0123456789abcdef");
        assertThat(Json.parse(learner.types("status --json").out()).items("machines"))
                .first()
                .satisfies(m -> assertThat(m.text("log"))
                        .contains(learner.lab.logs().file("lb-1").toString()));
    }

    @Test
    void a_new_run_begins_a_new_log_and_two_older_ones_stay_until_destroy() throws IOException {
        for (int run = 1; run <= 4; run++) {
            int now = run;
            learner.lab.provider.failing.put("cp-2", new Problem("run %d failed".formatted(now), "why", "next"));
            learner.types("up --topology mini");
        }

        Path folder = learner.lab.logs().folder();
        assertThat(Files.readString(folder.resolve("cp-2.log")))
                .contains("run 4")
                .doesNotContain("run 3");
        assertThat(Files.readString(folder.resolve("cp-2.1.log"))).contains("run 3");
        assertThat(Files.readString(folder.resolve("cp-2.2.log"))).contains("run 2");
        assertThat(List.of(folder.toFile().list())).noneMatch(name -> name.contains(".3."));
        learner.types("destroy --yes");
        assertThat(folder).doesNotExist();
    }
}
