package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptTest {
    /// As `vagrant status --machine-readable` of 2.3.4 printed it.
    private static final String STATUS = """
            1795852831,lb-1,metadata,provider,libvirt
            1795852831,cp-1,metadata,provider,libvirt
            1795852831,lb-1,provider-name,libvirt
            1795852831,lb-1,state,running
            1795852831,lb-1,state-human-short,running
            1795852831,cp-1,provider-name,libvirt
            1795852831,cp-1,state,not_created
            1795852831,cp-1,state-human-long,The Libvirt domain is not created. Run `vagrant up` to create it.
            1795852831,,ui,info,Current machine states:\\n\\nlb-1                      running (libvirt)
            """;

    @Test
    void states_and_providers_are_read_by_machine() {
        Transcript transcript = Transcript.of(STATUS);

        assertThat(transcript.states()).containsEntry("lb-1", "running").containsEntry("cp-1", "not_created");
        assertThat(transcript.providers()).containsEntry("lb-1", "libvirt").hasSize(2);
        assertThat(transcript.failure()).isEmpty();
        assertThat(transcript.raw()).isEmpty();
    }

    @Test
    void a_state_that_nobody_has_heard_of_is_passed_on() {
        assertThat(Transcript.of("1795852831,cp-1,state,levitating").states()).containsEntry("cp-1", "levitating");
        assertThat(States.word("levitating")).isEqualTo("levitating");
    }

    @ParameterizedTest
    @CsvSource({
        "running, running",
        "poweroff, off",
        "shutoff, off",
        "stopped, off",
        "saved, paused",
        "aborted, off",
        "paused, paused",
        "not_created, missing",
        "host_state_unknown, missing"
    })
    void states_of_different_providers_are_one_word(String state, String word) {
        assertThat(States.word(state)).isEqualTo(word);
    }

    @Test
    void fields_are_unescaped() {
        Line line = Line.parse("1795852831,lb-1,ui,info,==> lb-1: a%!(VAGRANT_COMMA) b\\n==> lb-1: c\\r")
                .orElseThrow();

        assertThat(line.data()).containsExactly("info", "==> lb-1: a, b\n==> lb-1: c\r");
        assertThat(line.said()).containsExactly("a, b", "c");
    }

    @Test
    void prefixes_and_colours_are_taken_off_what_is_said() {
        assertThat(said("1795852831,cp-1,ui,detail,    cp-1: halab: host-key ssh-ed25519 AAAA"))
                .containsExactly("halab: host-key ssh-ed25519 AAAA");
        assertThat(said("1795852831,cp-1,ui,info,\u001B[0;32m==> cp-1: Starting domain.\u001B[0m"))
                .containsExactly("Starting domain.");
        assertThat(said("1795852831,,ui,info,Bringing machine 'cp-1' up"))
                .containsExactly("Bringing machine 'cp-1' up");
        assertThat(said("1795852831,cp-1,state,running")).isEmpty();
    }

    private static List<String> said(String line) {
        return Line.parse(line).orElseThrow().said();
    }

    @Test
    void the_error_at_the_end_is_named_without_its_modules() {
        Transcript transcript = Transcript.of("""
                1795852831,,ui,error,An action 'up' was attempted on the machine 'cp-1'%!(VAGRANT_COMMA)\\nbut another process
                1795852831,,error-exit,Vagrant::Errors::MachineActionLockedError,An action 'up' was attempted on the machine 'cp-1'%!(VAGRANT_COMMA)\\nbut another process is already executing
                """);

        assertThat(transcript.failure())
                .contains(
                        new Transcript.Failure(
                                "MachineActionLockedError",
                                "An action 'up' was attempted on the machine 'cp-1',\nbut another process is already executing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "a plugin says hello",
                "1795852831",
                "1795852831,lb-1",
                "1795852831,lb-1,Type,x",
                "12,lb-1,state,running",
                "Host lb-1",
                "  IdentityFile \"/x, y/key\"",
                "[fog][WARNING] deprecated, use something else"
            })
    void what_is_not_a_line_of_vagrants_is_kept_as_raw_text(String text) {
        Transcript transcript = Transcript.of(text + "\n1795852831,lb-1,state,running\n");

        assertThat(transcript.lines()).hasSize(1);
        assertThat(transcript.raw()).isEqualTo(text + "\n");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
        assertThat(Transcript.of("\uFEFF1795852831,lb-1,state,running\r\n").states())
                .containsEntry("lb-1", "running");
    }

    @Test
    void a_line_that_was_cut_off_says_less_and_throws_nothing() {
        String line = "1795852831,,error-exit,Vagrant::Errors::MachineLocked,An action%!(VAGRANT_COMMA) and more";
        for (int length = 0; length <= line.length(); length++) {
            Transcript.of(line.substring(0, length)).failure();
        }
        assertThat(Transcript.of("1795852831,cp-1,state").states()).containsEntry("cp-1", "");
    }

    @Test
    void no_garbage_throws() {
        long seed = 20_261_128;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(STATUS);
            for (int change = 0; change < 5; change++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
            }
            Transcript transcript = Transcript.of(text.toString());
            transcript.states();
            transcript.providers();
            transcript.said();
            SshConfig.of("lb-1", text.toString());
        }
        assertThat(seed).isPositive();
    }

    @Test
    void fifty_megabytes_of_output_are_no_trouble() {
        String noise = "a plugin prints and prints, line after line\n".repeat(200_000);

        assertThat(Transcript.of(noise + STATUS + noise).states()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'Importing base box ''bento/debian-12''...', create",
        "'Box ''x'' could not be found. Attempting to find and install...', box",
        "'Creating image (snapshot of base box volume).', create",
        "Booting VM..., boot",
        "'Waiting for domain to get an IP address...', boot",
        "'SSH address: 127.0.0.1:2222', ssh",
        "Configuring and enabling network interfaces..., network",
        "'Running provisioner: machine (shell)...', provision"
    })
    void phases_begin_with_what_vagrant_prints(String line, String phase) {
        assertThat(Phases.begun(line)).contains(phase);
    }

    @Test
    void a_line_that_is_not_known_begins_no_phase() {
        assertThat(Phases.begun("Calibrating the flux")).isEmpty();
    }
}
