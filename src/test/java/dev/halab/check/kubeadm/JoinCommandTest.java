package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Redaction;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCommandTest {
    private static final String PATH = "/etc/kubernetes/join.sh";
    private static final Fact FILE = Facts.joinCommand("cp-1", PATH);
    private static final String WORKER = Recorded.text("join-worker.txt").strip();
    private static final String CONTROL_PLANE =
            Recorded.text("join-control-plane.txt").strip();
    private static final String TOKEN = WORKER.replaceAll(".*--token (\\S+) .*", "$1");
    private static final String HASH = WORKER.replaceAll(".*-hash (\\S+).*", "$1");

    private static Trial trial(String role, Object... more) {
        Object[] fields = new Object[6 + more.length];
        fields[0] = "on";
        fields[1] = Trial.nodes("cp-1");
        fields[2] = "file";
        fields[3] = PATH;
        fields[4] = "role";
        fields[5] = role;
        System.arraycopy(more, 0, fields, 6, more.length);
        return Trial.of(JoinCommand.KIND, fields);
    }

    private static Given file(String text) {
        return Recorded.cluster().file(FILE, text);
    }

    private static String worker(String text) {
        return trial("worker").word(file(text));
    }

    private static String controlPlane(String text) {
        return trial("control-plane", "node", Trial.nodes("cp-2")).word(file(text));
    }

    @Test
    void passes_on_the_recorded_commands() {
        assertThat(worker(WORKER + " \n")).isEqualTo("pass");
        assertThat(controlPlane(CONTROL_PLANE)).isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/bash\nset -e\n# kubeadm join as printed:\nsudo -n %s\n",
                "  /usr/bin/%s --v=5   # the end\n",
                "$ sudo env X=1 %s\n",
                "ssh w-1 sudo %s && echo joined\n",
                "echo now run: kubeadm join\n%s\n",
            })
    void passes_whatever_stands_around_it(String around) {
        assertThat(worker(around.formatted(WORKER))).isEqualTo("pass");
    }

    @Test
    void passes_however_the_flags_are_written() {
        String wrapped = WORKER.replace(" --discovery", " \\\n\t--discovery");
        String equals = WORKER.replace("--token ", "--token=").replace("-hash ", "-hash=\"") + "\"";
        String turned =
                "kubeadm join --discovery-token-ca-cert-hash %s --token '%s' 192.168.56.10:6443".formatted(HASH, TOKEN);
        String parts =
                "kubeadm join k8s-api.lab:6443 --discovery-token %s --tls-bootstrap-token %s --discovery-token-ca-cert-hash %s"
                        .formatted(TOKEN, TOKEN, HASH);
        String several = WORKER.replace(HASH, "sha256:" + "0".repeat(64) + "," + HASH.replace("sha256:", "SHA256:"));

        assertThat(worker(wrapped)).isEqualTo("pass");
        assertThat(worker(equals)).isEqualTo("pass");
        assertThat(worker(turned)).isEqualTo("pass");
        assertThat(worker(parts)).isEqualTo("pass");
        assertThat(worker(several)).isEqualTo("pass");
    }

    @Test
    void puts_in_variables_that_the_file_sets() {
        String script =
                "export TOKEN=%s\nHASH=\"%s\"\nkubeadm join k8s-api.lab:6443 --token $TOKEN --discovery-token-ca-cert-hash \"${HASH}\"\n"
                        .formatted(TOKEN, HASH);

        assertThat(worker(script)).isEqualTo("pass");
        assertThat(worker(script.replace("export TOKEN", "export OTHER"))).isEqualTo("join.variable");
        assertThat(worker(script.replace("$TOKEN", "$(kubeadm token create)"))).isEqualTo("join.variable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubeadm join | # kubeadm join | join.none",
                "kubeadm join | echo kubeadm join | join.none",
                "kubeadm join | kubeadm  init | join.none",
                "k8s-api.lab:6443 | 192.168.56.11:6443 | join.not-lb",
                "k8s-api.lab:6443 | https://k8s-api.lab:6443 | join.not-lb",
                "k8s-api.lab:6443 | k8s-api.lab | join.not-lb",
                "k8s-api.lab:6443 | k8s-api.lab:6443 cp-1 | join.arguments",
                "k8s-api.lab:6443 | '' | join.arguments",
                "--token | --tokn | join.unknown-flag",
                "--discovery-token-ca-cert-hash | --discovery-token-unsafe-skip-ca-verification=true --node-name | join.no-ca-hash",
                "--discovery-token-ca-cert-hash | \\\\ --discovery-token-ca-cert-hash | join.arguments",
                "sha256:c | sha256:d | join.ca-hash",
                "sha256:c | c | join.ca-hash",
                "do4m2k. | do4m2x. | join.token-dead",
                "do4m2k.sha256-8 | do4m2k.sha256-9 | join.token-secret",
                "do4m2k.sha256- | sha256-do4m2k | join.no-token",
                "kubeadm join | kubeadm join --config=/etc/kubernetes/join.yaml | join.config-file",
                "kubeadm join | kubeadm join --control-plane | join.is-control-plane",
            })
    void a_command_for_a_worker_fails_by_its_cause(String from, String to, String cause) {
        assertThat(WORKER).contains(from);
        assertThat(worker(WORKER.replace(from, to))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opens-yes | opens-bad-tag | join.key-stale",
                "opens-yes | opens-no-secret | join.certs-gone",
                "opens-yes | opens-unknown | unknown",
                "opens-yes | malformed | join.key-malformed",
                "--certificate-key | --patches | join.key-missing",
                "--control-plane | '' | join.not-control-plane",
                "--control-plane | --control-plane=false | join.not-control-plane",
                "--control-plane | --experimental-control-plane | join.unknown-flag",
                "--apiserver-advertise-address | --cri-socket | join.no-advertise",
                "192.168.56.12 | 192.168.56.11 | join.advertise-other",
                "192.168.56.12 | 10.0.2.15 | join.advertise-other",
            })
    void a_command_for_a_control_plane_fails_by_its_cause(String from, String to, String expected) {
        assertThat(CONTROL_PLANE).contains(from);
        assertThat(controlPlane(CONTROL_PLANE.replace(from, to))).isEqualTo(expected);
    }

    @Test
    void asks_for_no_address_of_a_node_that_is_not_named() {
        Trial any = trial("control-plane");
        String without = CONTROL_PLANE.replaceAll(" --apiserver-advertise-address \\S+", "");

        assertThat(any.word(file(without))).isEqualTo("pass");
        assertThat(any.word(file(CONTROL_PLANE.replace("192.168.56.12", "10.0.2.15"))))
                .isEqualTo("join.advertise-other");
    }

    @Test
    void the_output_of_init_is_not_one_command() {
        assertThat(worker(Recorded.text("init-join-commands.txt"))).isEqualTo("join.two");
    }

    @Test
    void a_line_broken_without_a_backslash_lacks_what_follows() {
        assertThat(worker(WORKER.replace(" --discovery", "\n--discovery"))).isEqualTo("join.no-ca-hash");
    }

    @Test
    void fails_when_the_token_has_expired_or_is_not_for_joining() {
        Given later = Recorded.withCa(Given.at(Instant.parse("2026-11-25T00:00:00Z")), "ca.crt")
                .text(Facts.tokens(), Recorded.text("tokens.json"))
                .file(FILE, WORKER);
        String mute = Recorded.text("tokens.json").replace("\"signing\"", "\"nothing\"");

        assertThat(trial("worker").failure(later).actual()).isEqualTo("token do4m2k has expired");
        assertThat(trial("worker").word(file(WORKER).text(Facts.tokens(), mute)))
                .isEqualTo("join.token-dead");
    }

    @Test
    void advises_against_ignoring_preflight_errors() {
        Given given = file(WORKER + " --ignore-preflight-errors=all");

        assertThat(trial("worker").word(given)).isEqualTo("pass");
        assertThat(trial("worker").claim().advice(given.snapshot())).hasSize(1);
    }

    @Test
    void fails_when_there_is_no_file() {
        assertThat(trial("worker").word(Recorded.cluster().text(FILE, "absent\n")))
                .isEqualTo("join.missing");
    }

    @Test
    void does_not_know_without_the_file_or_the_tokens() {
        assertThat(trial("worker").word(Recorded.cluster().unseen(FILE, Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
        assertThat(trial("worker").word(file(WORKER).unseen(Facts.tokens(), Reading.Reason.NO_ANSWER)))
                .isEqualTo("unknown");
    }

    @Test
    void compares_what_the_reduction_leaves_of_secrets() {
        String raw = "kubeadm join k8s-api.lab:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash %s "
                        .formatted(HASH)
                + "--control-plane --certificate-key " + "0a".repeat(32);
        String tokens = Redaction.reduce(
                "[{\"id\": \"abcdef\", \"secretSha256\": \"%s\", \"uid\": \"u\", \"usages\": [\"signing\", \"authentication\"], \"groups\": [\"%s\"]}]"
                        .formatted(Redaction.sha256("0123456789abcdef"), BootstrapToken.JOIN_GROUP));
        Given opens = file(Redaction.reduce(raw, key -> ":opens-yes")).text(Facts.tokens(), tokens);
        Given other = file(Redaction.reduce(raw.replace("9abcdef ", "9abcdee "), key -> ":opens-yes"))
                .text(Facts.tokens(), tokens);
        Given damaged = file(Redaction.reduce(raw + "0", key -> ":opens-yes")).text(Facts.tokens(), tokens);

        assertThat(trial("control-plane").word(opens)).isEqualTo("pass");
        assertThat(trial("control-plane").word(other)).isEqualTo("join.token-secret");
        assertThat(trial("control-plane").word(damaged)).isEqualTo("join.key-malformed");
        assertThat(Redaction.reduce(Recorded.text("tokens.json"))).isEqualTo(Recorded.text("tokens.json"));
    }

    @Test
    void is_for_one_node() {
        assertThatThrownBy(() -> trial("worker", "node", Trial.nodes("cp"))).isInstanceOf(FieldProblem.class);
    }
}
