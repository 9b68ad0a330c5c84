package dev.halab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.HalabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProgramsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Programs programs = HostPrograms.onPath();

    @Test
    void status_and_both_streams_come_back() {
        Finished finished = programs.run(Call.of(LIMIT, "sh", "-c", "echo out; echo bad >&2; exit 7"));

        assertThat(finished).isEqualTo(new Finished(7, "out\n", "bad\n"));
        assertThat(finished.lastErrors(5)).containsExactly("bad");
    }

    @Test
    void arguments_are_data_and_no_shell_sees_them() {
        Finished finished = programs.run(Call.of(LIMIT, "printf", "%s", "$(id) `id`; id"));

        assertThat(finished.out()).isEqualTo("$(id) `id`; id");
    }

    @Test
    void input_and_environment_reach_the_program() {
        Call call = Call.of(LIMIT, "sh", "-c", "echo $HALAB_TEST; cat")
                .with("HALAB_TEST", "from outside")
                .feeding("fed\n");

        assertThat(programs.run(call).out()).isEqualTo("from outside\nfed\n");
    }

    @Test
    void lines_are_told_as_they_come() {
        var lines = new ConcurrentLinkedQueue<String>();

        programs.run(Call.of(LIMIT, "printf", "one\\ntwo\\rthree"), lines::add);

        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void a_flood_is_cut_and_does_not_block() {
        Finished finished =
                programs.run(Call.of(LIMIT, "sh", "-c", "yes | head -c 40000000; yes no | head -c 400000 >&2"));

        assertThat(finished.status()).isZero();
        assertThat(finished.out()).hasSize(16 * 1024 * 1024);
        assertThat(finished.error()).hasSize(64 * 1024);
    }

    @Test
    void input_that_nobody_reads_does_not_block() {
        Finished finished = programs.run(Call.of(LIMIT, "true").feeding("x".repeat(1_000_000)));

        assertThat(finished.ok()).isTrue();
    }

    @Test
    void a_daemon_left_behind_does_not_hold_the_caller() {
        long before = System.nanoTime();

        Finished finished = programs.run(Call.of(LIMIT, "sh", "-c", "sleep 15 & echo started"));

        assertThat(finished.out()).isEqualTo("started\n");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void a_missing_program_is_said_in_three_parts() {
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> programs.run(Call.of(LIMIT, "no-such-program-of-halab")))
                .satisfies(e -> assertThat(e.problem().what()).contains("no-such-program-of-halab"));
    }

    @Test
    void a_program_past_its_limit_is_ended_with_its_children(@TempDir Path folder) {
        Path pids = folder.resolve("pids");
        Call call = Call.of(
                Duration.ofMillis(400), "sh", "-c", "sleep 60 & echo $! > " + pids + "; echo waiting; wait; echo late");

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> programs.run(call))
                .satisfies(e -> assertThat(e.problem().why()).contains("the last line was 'waiting'"));

        assertThat(pids)
                .exists()
                .satisfies(file -> assertThat(ProcessHandle.of(
                                        Long.parseLong(Files.readString(file).strip()))
                                .filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void a_program_that_cleans_up_is_interrupted_once_and_waited_for(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        // a shell cannot trap what was ignored when it began, as in a job in the background; perl can
        String script = """
                sub say { open my $f, '>>', $ARGV[0]; print $f "$_[0]\\n"; close $f }
                $SIG{TERM} = sub { say('TERM') };
                $SIG{INT} = sub { say('INT'); select(undef, undef, undef, 0.3); say('clean'); exit 130 };
                $| = 1;
                print "go\\n";
                sleep 1 while 1;
                """;
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Call call = Call.of(LIMIT, "perl", "-e", script, said.toString()).cleaningUp(LIMIT);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                programs.run(call, line -> running.countDown());
            } catch (HalabException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(flag.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(said).content().isEqualTo("INT\nclean\n");
    }

    @Test
    void a_program_that_never_gets_done_with_cleaning_up_is_ended(@TempDir Path folder) {
        Path pid = folder.resolve("pid");
        Call call = Call.of(
                        Duration.ofMillis(300),
                        "bash",
                        "-c",
                        "trap '' INT; echo $$ > '%s'; while :; do sleep 0.1; done".formatted(pid))
                .cleaningUp(Duration.ofMillis(300));

        assertThatExceptionOfType(HalabException.class).isThrownBy(() -> programs.run(call));

        assertThat(pid)
                .satisfies(file -> assertThat(ProcessHandle.of(
                                        Long.parseLong(Files.readString(file).strip()))
                                .filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void an_interrupt_ends_the_program_and_is_kept() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                programs.run(Call.of(LIMIT, "sh", "-c", "echo go; exec sleep 60"), line -> running.countDown());
            } catch (HalabException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_program_that_ctrl_c_ended_first_was_interrupted_and_has_not_failed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<String> said = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                said.complete("status "
                        + programs.run(Call.of(LIMIT, "sh", "-c", "echo go; exit 130"), l -> ended.countDown())
                                .status());
            } catch (HalabException e) {
                said.complete(e.problem().what());
            }
        });
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(said.get(10, TimeUnit.SECONDS)).contains("was interrupted");
        assertThat(programs.run(Call.of(LIMIT, "sh", "-c", "exit 130")).status())
                .as("by itself")
                .isEqualTo(130);
    }

    @Test
    void programs_are_found_on_the_path() {
        assertThat(programs.find("sh")).get().satisfies(p -> assertThat(p).isExecutable());
        assertThat(programs.find("no-such-program-of-halab")).isEmpty();
    }

    @Test
    void a_call_is_shown_as_typed() {
        assertThat(new Call(List.of("docker", "ps"), Map.of(), "", LIMIT).typed())
                .isEqualTo("docker ps");
    }

    @Test
    void a_message_shows_no_scripts() {
        Call call = Call.of(LIMIT, "docker", "run", "sh", "-c", "line\nline", "x".repeat(300));

        assertThat(call.brief()).startsWith("docker run sh -c … xxx").hasSize(161);
    }
}
