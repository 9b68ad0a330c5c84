package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.machine.Access;
import dev.halab.machine.Jump;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.problem.HalabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A machine that only its jump host reaches.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JumpTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path dir;

    private TestSshd machine;
    private TestSshd jump;
    private final SshNodes nodes = new SshNodes();

    @BeforeEach
    void start() {
        machine = new TestSshd(dir);
        jump = new TestSshd(dir);
    }

    @AfterEach
    void stop() {
        nodes.close();
        machine.close();
        jump.close();
    }

    @Test
    void commands_facts_and_tunnels_go_through_the_jump_host() throws IOException {
        Path file = Files.writeString(dir.resolve("motd"), "hello\n");
        Fact fact = Facts.file("cp-1", file.toString());
        try (Node node = nodes.open(access(jump.access().hostKey()))) {
            assertThat(node.run(Command.asLearner("echo there; exit 3", LIMIT)).status())
                    .isEqualTo(3);
            assertThat(node.read(List.of(fact), LIMIT).get(fact)).isInstanceOf(Reading.Seen.class);
            try (var socket = node.tunnels().createSocket("127.0.0.1", machine.port())) {
                byte[] greeting = socket.getInputStream().readNBytes(4);
                assertThat(new String(greeting, StandardCharsets.US_ASCII)).isEqualTo("SSH-");
            }
        }
        assertThat(jump.logins()).isPositive();
        assertThat(jump.commands()).isZero();
    }

    @Test
    void the_shown_key_is_that_of_the_machine_behind() throws IOException {
        assertThat(nodes.shownKey(access(jump.access().hostKey()), LIMIT))
                .isEqualTo(machine.access().hostKey());
        assertThat(nodes.shownKey(machine.access(), LIMIT))
                .isEqualTo(machine.access().hostKey());
        assertThat(machine.logins()).isZero();
    }

    @Test
    void a_jump_host_with_another_key_is_refused_before_the_machine_is_asked() {
        try (Node node = nodes.open(access(machine.access().hostKey()))) {
            assertThatExceptionOfType(HalabException.class)
                    .isThrownBy(() -> node.run(Command.asLearner("true", LIMIT)))
                    .satisfies(e -> assertThat(e.problem().why()).contains("the jump host", "shows another host key"));
        }
        assertThat(jump.logins()).isZero();
        assertThat(machine.logins()).isZero();
    }

    @Test
    void a_jump_host_that_refuses_the_key_is_named_and_the_facts_are_unseen() {
        jump.refuseLogins();
        Fact fact = Facts.addresses("cp-1");
        try (Node node = nodes.open(access(jump.access().hostKey()))) {
            assertThat(node.read(List.of(fact), LIMIT).get(fact))
                    .isInstanceOfSatisfying(Reading.Unseen.class, unseen -> {
                        assertThat(unseen.reason()).isEqualTo(Reading.Reason.UNREACHABLE);
                        assertThat(unseen.detail()).contains("the jump host", "refused the key");
                    });
        }
    }

    @Test
    void a_connection_that_the_jump_host_cuts_is_made_again() {
        try (Node node = nodes.open(access(jump.access().hostKey()))) {
            assertThat(node.run(Command.asLearner("true", LIMIT)).status()).isZero();
            jump.cutAll();
            assertThat(reachedAgain(node)).isTrue();
        }
    }

    /// sshj 0.40.0 then fails with an index of -5 where it should say that the stream is broken
    /// (hierynomus/sshj issues 461 and 532).
    @Test
    void a_connection_whose_jump_host_is_gone_is_left_without_a_complaint() {
        for (int i = 0; i < 20; i++) {
            Node node = nodes.open(access(jump.access().hostKey()));
            assertThat(node.run(Command.asLearner("true", LIMIT)).status()).isZero();
            jump.cutAll();
            assertThatCode(node::close).doesNotThrowAnyException();
        }
    }

    /// sshj notices the end of a tunnel a moment after it.
    private static boolean reachedAgain(Node node) {
        for (int i = 0; i < 3; i++) {
            try {
                return node.run(Command.asLearner("true", LIMIT)).status() == 0;
            } catch (HalabException e) {
                assertThat(e.problem().what()).isNotBlank();
            }
        }
        return false;
    }

    private Access access(String jumpKey) {
        Access direct = machine.access();
        Jump through = new Jump("127.0.0.1", jump.port(), "halab", jump.access().key(), jumpKey);
        return new Access(
                direct.node(),
                direct.host(),
                direct.port(),
                direct.key(),
                direct.hostKey(),
                direct.machineId(),
                Optional.of(through));
    }
}
