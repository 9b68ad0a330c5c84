package dev.halab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private static final String MAVEN_THAT_BUILDS = "mkdir -p target && echo built >target/halab.jar\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Host host;

    @BeforeEach
    void make_a_host() throws IOException {
        host = new Host(folder);
    }

    @Test
    void takes_the_newest_java() throws Exception {
        host.withJar().withJdk("jdk 21", "21.0.9").withJdk("jdk 25", "25.0.3").withJdk("jdk 17", "17.0.15");

        assertThat(host.run().lines()).contains(host.jdk("jdk 25") + "/bin/java");
    }

    @Test
    void takes_the_java_that_was_asked_for() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").withJdk("jdk 21", "21.0.9").with("HALAB_JAVA", host.jdk("jdk 21"));

        assertThat(host.run().lines()).contains(host.jdk("jdk 21") + "/bin/java");
    }

    @Test
    void takes_java_from_a_path_through_links() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").with("HALAB_JDKS", "");
        host.link("bin/java", host.link("alternative", Path.of(host.jdk("jdk 25"), "bin/java")));

        assertThat(host.run().lines()).contains(host.jdk("jdk 25") + "/bin/java");
    }

    @Test
    void says_what_to_install_when_there_is_no_java() throws Exception {
        Host.Run run = host.withJar().run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .matches("(?s)halab needs Java 21 or newer\n  why   no Java was found\n  next  \\S[^\n]+\n");
    }

    @Test
    void names_a_java_that_is_too_old() throws Exception {
        Host.Run run = host.withJar().withJdk("jdk 8", "1.8.0_402").run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("why   Java 8 in " + host.jdk("jdk 8") + " is the only one found, and too old");
    }

    @Test
    void refuses_to_guess_when_the_java_asked_for_is_too_old() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").withJdk("jdk 17", "17.0.15").with("HALAB_JAVA", host.jdk("jdk 17"));

        Host.Run run = host.run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("Java 17", "halab needs 21 or newer", "next  unset HALAB_JAVA");
    }

    @Test
    void hands_on_arguments_and_exit_status() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").with("FAKE_STATUS", "4");

        Host.Run run = host.run("check", "a lab/task", "*", "");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.out()).endsWith("-jar\n" + host.home() + "/halab.jar\ncheck\na lab/task\n*\n\n");
    }

    @Test
    void becomes_java_so_that_signals_reach_it() throws Exception {
        Host.Run run = host.withJar().withJdk("jdk 25", "25.0.3").run();

        assertThat(run.lines()).contains("pid=" + run.pid());
    }

    @Test
    void finds_its_folder_through_links() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3");
        Path link = host.link("second link", host.link("first link", Path.of("ha lab", "halab")));

        assertThat(Host.finish(host.start(link)).lines()).contains("-Dhalab.home.dir=" + host.home());
    }

    @Test
    void uses_a_class_archive_on_java_21() throws Exception {
        host.withJar().withJdk("jdk 21", "21.0.9").with("HALAB_AOT", "");

        assertThat(host.run().out()).contains("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + host.cache());
    }

    @Test
    void uses_a_start_up_cache_on_java_25_once_it_is_made() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").with("HALAB_AOT", "now");

        Host.Run first = host.run();
        Host.Run second = host.run();

        assertThat(first.err()).contains("preparing for faster starts");
        assertThat(second.err()).isEmpty();
        assertThat(second.lines())
                .contains("-XX:AOTCache=" + host.startUpCaches().getFirst());
    }

    @Test
    void replaces_the_start_up_cache_when_halab_changes() throws Exception {
        host.withJar().withJdk("jdk 25", "25.0.3").with("HALAB_AOT", "now").run();
        Path before = host.startUpCaches().getFirst();

        host.edit("halab.jar");
        host.run();

        assertThat(host.startUpCaches()).hasSize(1).doesNotContain(before);
    }

    @Test
    void starts_without_a_cache_where_none_can_be_kept() throws Exception {
        Files.writeString(folder.resolve("a host/.cache"), "a file where a folder should be");

        Host.Run run = host.withJar()
                .withJdk("jdk 25", "25.0.3")
                .with("HALAB_AOT", "now")
                .run();

        assertThat(run.status()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("AOTCache", "preparing");
    }

    @Test
    void real_java_starts_in_silence_with_a_broken_cache() throws Exception {
        host.withRealJava().with("HALAB_AOT", "now").run("once");
        for (Path cache : host.startUpCaches()) {
            Files.writeString(cache, "not what Java wrote");
        }

        assertThat(host.run("again")).extracting(Host.Run::out, Host.Run::err).containsExactly("hello again\n", "");
    }

    @Test
    void real_java_keeps_a_cache_in_folders_of_any_name() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "older ones keep an archive by themselves");
        Host projects = new Host(folder.resolve("projects/train"));

        projects.withRealJava().with("HALAB_AOT", "now").run("once");

        assertThat(projects.startUpCaches()).hasSize(1);
    }

    @Test
    void says_that_a_distribution_is_not_complete() throws Exception {
        Host.Run run = host.withJdk("jdk 25", "25.0.3").run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("halab is not complete", "halab.jar is missing");
    }

    @Test
    void builds_a_source_checkout_once() throws Exception {
        host.withSources().withJdk("jdk 25", "25.0.3").withMaven(MAVEN_THAT_BUILDS);

        Host.Run first = host.run("labs");
        Host.Run second = host.run("labs");

        assertThat(first.err()).contains("building it from its sources");
        assertThat(first.out()).endsWith("target/halab.jar\nlabs\n");
        assertThat(second.err()).isEmpty();
        assertThat(host.builds()).isEqualTo(1);
    }

    @Test
    void builds_again_after_an_edit() throws Exception {
        host.withSources()
                .withJdk("jdk 25", "25.0.3")
                .withMaven(MAVEN_THAT_BUILDS)
                .run();

        host.edit("src/main/java/Some.java");
        host.run();

        assertThat(host.builds()).isEqualTo(2);
    }

    @Test
    void two_starts_at_once_build_once() throws Exception {
        host.withSources().withJdk("jdk 25", "25.0.3").withMaven("sleep 1\n" + MAVEN_THAT_BUILDS);

        Process one = host.start(host.home().resolve("halab"), "one");
        Process two = host.start(host.home().resolve("halab"), "two");

        assertThat(Host.finish(one).out()).endsWith("one\n");
        assertThat(Host.finish(two).out()).endsWith("two\n");
        assertThat(host.builds()).isEqualTo(1);
    }

    @Test
    void a_lock_left_by_a_dead_build_does_not_stop_the_next() throws Exception {
        host.withSources().withJdk("jdk 25", "25.0.3").withMaven(MAVEN_THAT_BUILDS);
        Path target = Files.createDirectories(host.home().resolve("target"));
        Files.createSymbolicLink(target.resolve(".building"), Path.of("999999999"));

        assertThat(host.run().status()).isZero();
    }

    @Test
    @Timeout(20)
    void does_not_wait_for_ever_where_no_links_can_be_made() throws Exception {
        host.withSources()
                .withJdk("jdk 25", "25.0.3")
                .withMaven(MAVEN_THAT_BUILDS)
                .withoutLinks();

        Host.Run run = host.run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("halab cannot be built from its sources", "cannot be written, or takes no links");
    }

    @Test
    void says_how_to_get_maven() throws Exception {
        Host.Run run = host.withSources().withJdk("jdk 25", "25.0.3").run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("why   Maven (mvn) is not installed", "next  install Maven");
    }

    @Test
    void says_why_a_build_failed() throws Exception {
        host.withSources().withJdk("jdk 25", "25.0.3").withMaven("echo '[ERROR] Some.java:[3,1] a hole'; exit 1\n");

        Host.Run run = host.run();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("halab could not be built", "exited with status 1: Some.java:[3,1] a hole", "build.log");
    }
}
