package dev.halab.machine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `host.sh` on a made-up root directory: users are lines of a file there.
@DisabledOnOs(OS.WINDOWS)
final class HostScriptTest {
    private static final String HOSTS = "127.0.0.1 localhost\n127.0.1.1 cp-1\n";
    private static final List<String> TAKE = List.of(
            "take", "ab12", "ada@laptop", "2026-11-23T09:00:00Z", "ssh-ed25519 AAAA", "10.0.0.5 lb-1\n10.0.0.7 cp-1");

    @TempDir
    private Path root;

    private int status;

    @BeforeEach
    void a_fresh_host() throws IOException {
        Files.createDirectories(root.resolve("etc/sudoers.d"));
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.writeString(root.resolve("etc/hosts"), HOSTS);
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef\n");
        Files.createFile(root.resolve("users"));
        program(
                "id",
                "[ \"$1\" = -u ] && [ $# = 1 ] && { echo 0; exit; }; grep -qx \"$2\" $HALAB_ROOT/users && echo 1000");
        program("useradd", "echo \"$4\" >>$HALAB_ROOT/users; mkdir -p $HALAB_ROOT/home/$4");
        program(
                "userdel",
                "[ \"$1\" = -r ] && shift; sed -i \"/^$1\\$/d\" $HALAB_ROOT/users; rm -r $HALAB_ROOT/home/$1");
        program(
                "getent",
                "grep -qx \"$2\" $HALAB_ROOT/users && echo \"$2:x:1000:1000::$HALAB_ROOT/home/$2:/bin/bash\"");
        program("chown", ":");
        program("pkill", ":");
        program("hostname", "echo cp-1");
        program("ip", "echo '2: eth1    inet 10.0.0.7/24 brd 10.0.0.255'");
    }

    @Test
    void looking_says_what_is_there_and_changes_nothing() throws IOException, InterruptedException {
        HostLook look = HostLook.of(run("look"));

        assertThat(look.machineId()).isEqualTo("0123456789abcdef");
        assertThat(look.said()).containsEntry("hostname", "cp-1").containsEntry("addresses", "10.0.0.7");
        assertThat(look.said()).containsEntry("root", "yes").containsEntry("init", "systemd");
        assertThat(look.lab()).isEmpty();
        assertThat(root.resolve("etc/halab")).doesNotExist();
    }

    @Test
    void taking_makes_users_keys_rights_and_names_and_a_second_time_changes_nothing()
            throws IOException, InterruptedException {
        run(TAKE.toArray(String[]::new));
        assertThat(status).isZero();
        run(TAKE.toArray(String[]::new));

        assertThat(status).isZero();
        assertThat(text("users")).isEqualTo("learner\nhalab\n");
        assertThat(text("home/halab/.ssh/authorized_keys")).isEqualTo("ssh-ed25519 AAAA halab-ab12\n");
        assertThat(text("etc/sudoers.d/halab-lab")).contains("learner ALL=(ALL:ALL) NOPASSWD: ALL");
        assertThat(text("etc/hosts")).isEqualTo("# halab: begin\n10.0.0.5 lb-1\n10.0.0.7 cp-1\n# halab: end\n" + HOSTS);
        assertThat(HostLook.of(run("look")).lab()).isEqualTo("ab12");
    }

    @Test
    void another_lab_gets_neither_in_nor_anything_removed() throws IOException, InterruptedException {
        run(TAKE.toArray(String[]::new));
        String before = text("etc/hosts");

        String said = run("take", "other", "bob@tower", "now", "ssh-ed25519 BBBB", "10.0.0.7 cp-1");
        assertThat(status).isEqualTo(9);
        assertThat(said).contains("who ada@laptop", "since 2026-11-23T09:00:00Z");
        run("release", "other");

        assertThat(status).isEqualTo(9);
        assertThat(text("etc/hosts")).isEqualTo(before);
        assertThat(text("home/halab/.ssh/authorized_keys")).doesNotContain("BBBB");
    }

    @Test
    void releasing_leaves_the_host_as_it_was_and_may_be_repeated() throws IOException, InterruptedException {
        run(TAKE.toArray(String[]::new));
        Files.writeString(root.resolve("etc/hosts"), text("etc/hosts") + "10.0.0.5 k8s-api.lab\n");

        String said = run("release", "ab12");

        assertThat(status).isZero();
        assertThat(said).contains("user learner with its files", "user halab with its files");
        assertThat(text("etc/hosts")).isEqualTo(HOSTS + "10.0.0.5 k8s-api.lab\n");
        assertThat(text("users")).isEmpty();
        assertThat(root.resolve("etc/halab")).doesNotExist();
        assertThat(root.resolve("etc/sudoers.d")).isEmptyDirectory();
        assertThat(run("release", "ab12")).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void a_user_who_was_there_before_stays_and_keeps_their_own_keys() throws IOException, InterruptedException {
        Files.writeString(root.resolve("users"), "learner\n");
        Files.createDirectories(root.resolve("home/learner/.ssh"));
        Files.writeString(root.resolve("home/learner/.ssh/authorized_keys"), "ssh-rsa MINE me\n");

        run(TAKE.toArray(String[]::new));
        assertThat(text("home/learner/.ssh/authorized_keys"))
                .isEqualTo("ssh-rsa MINE me\nssh-ed25519 AAAA halab-ab12\n");
        run("release", "ab12");

        assertThat(text("users")).isEqualTo("learner\n");
        assertThat(text("home/learner/.ssh/authorized_keys")).isEqualTo("ssh-rsa MINE me\n");
    }

    @Test
    void a_take_that_broke_off_is_finished_by_the_next_and_can_be_released() throws IOException, InterruptedException {
        program("chown", "exit 1");
        run(TAKE.toArray(String[]::new));
        assertThat(status).isEqualTo(1);

        assertThat(run("release", "ab12")).contains("user learner with its files");

        assertThat(text("users")).isEmpty();
        assertThat(text("etc/hosts")).isEqualTo(HOSTS);
        program("chown", ":");
        run(TAKE.toArray(String[]::new));
        assertThat(status).isZero();
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(root.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Made-up programs come before those in sbin, which the script puts first.
    private String run(String... arguments) throws IOException, InterruptedException {
        String script;
        try (var in = HostVisit.class.getResourceAsStream("host.sh")) {
            script = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> argv = new ArrayList<>(List.of("sh", "-s"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment()
                .putAll(Map.of("HALAB_ROOT", root.toString(), "PATH", root.resolve("bin") + ":/usr/bin:/bin"));
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        status = process.waitFor();
        return out;
    }
}
