package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticPodTest {
    private static final String API = "kube-apiserver";
    private static final String RECORDED = Recorded.text("manifest-kube-apiserver.yaml");
    private static final String ETCD = Recorded.text("manifest-etcd.yaml");
    private static final String JOINED = Recorded.text("manifest-etcd-cp-3-1.34.yaml");

    private static Trial trial(Object... more) {
        return trialOf(API, more);
    }

    private static Trial trialOf(String component, Object... more) {
        Object[] fields = new Object[4 + more.length];
        fields[0] = "on";
        fields[1] = Trial.nodes("cp-1");
        fields[2] = "component";
        fields[3] = component;
        System.arraycopy(more, 0, fields, 4, more.length);
        return Trial.of(StaticPod.KIND, fields);
    }

    private static String line(String name, String text) {
        return name + " " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static Given manifests(String lines) {
        return Given.nothing().text(Facts.manifests("cp-1"), lines);
    }

    private static Given api(String text) {
        return manifests(line("etcd.yaml", ETCD) + line("kube-apiserver.yaml", text));
    }

    /// The recorded manifest's command line as the process that the kubelet starts with it.
    private static String process(String manifest) {
        return "4711 1795447068.25 /usr/local/bin/kube-apiserver\n"
                + manifest.lines()
                        .dropWhile(l -> !l.equals("  - command:"))
                        .skip(1)
                        .takeWhile(l -> l.startsWith("    - "))
                        .map(l -> "\t" + l.substring(6) + "\n")
                        .collect(Collectors.joining());
    }

    private static String live(String manifest, String processes) {
        return trial("live", true).word(api(manifest).text(Facts.processes("cp-1", API), processes));
    }

    private static Map<String, String> exact(String name, String value) {
        return Map.of(name, value);
    }

    @Test
    void passes_on_the_recorded_manifest() {
        assertThat(trial(
                                "flags", exact("--advertise-address", "own"),
                                "contains", Map.of("--authorization-mode", List.of("RBAC")),
                                "sets", Map.of("--etcd-servers", List.of("https://127.0.0.1:2379")),
                                "absent", List.of("--anonymous-auth"),
                                "version", "1.35",
                                "image", "registry.k8s.io/kube-apiserver:v1.35.8")
                        .word(api(RECORDED)))
                .isEqualTo("pass");
        assertThat(live(RECORDED, process(RECORDED))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--secure-port=6443 | --secure_port=6443",
                "- --secure-port=6443 | - --secure-port\\n    - \"6443\"",
                "- --secure-port=6443 | - --secure-port=1\\n    - --secure-port=6443",
                "- --secure-port=6443 | - \"--secure-port=6443\"",
            })
    void reads_a_flag_however_it_is_written(String from, String to) {
        Given given = api(RECORDED.replace(from, to.replace("\\n", "\n")));

        assertThat(trial("flags", exact("--secure-port", "6443")).word(given)).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- --secure-port=6443 | - --secure-port=6443\\n    - --secure-port=1 | sp.flag-value",
                "- --secure-port=6443 | - --secure-port-x=6443 | sp.flag-missing",
                "- --secure-port=6443 | # - --secure-port=6443 | sp.flag-missing",
                "- --secure-port=6443 | - --secure-port=64430 | sp.flag-value",
                "- --secure-port=6443 | - --bind=--secure-port=6443 | sp.flag-missing",
            })
    void is_not_taken_in_by_lookalikes(String from, String to, String cause) {
        Given given = api(RECORDED.replace(from, to.replace("\\n", "\n")));

        assertThat(trial("flags", exact("--secure-port", "6443")).word(given)).isEqualTo(cause);
    }

    @Test
    void compares_lists_by_their_elements() {
        String two = "https://192.168.56.31:2379,https://192.168.56.32:2379";
        Trial both = trial("sets", Map.of("--etcd-servers", List.of(two)));
        String other = "https://192.168.56.32:2379,https://192.168.56.31:2379";

        assertThat(both.word(api(RECORDED.replace("https://127.0.0.1:2379", other))))
                .isEqualTo("pass");
        assertThat(both.word(api(RECORDED.replace("https://127.0.0.1:2379", other + ",https://192.168.56.33:2379"))))
                .isEqualTo("sp.flag-value");
        assertThat(
                        both.word(
                                api(
                                        RECORDED.replace(
                                                "- --etcd-servers=https://127.0.0.1:2379",
                                                "- --etcd-servers=https://192.168.56.31:2379\n    - --etcd-servers=https://192.168.56.32:2379"))))
                .isEqualTo("pass");
    }

    @Test
    void an_element_is_not_a_part_of_a_word() {
        Trial trial = trial("contains", Map.of("--enable-admission-plugins", List.of("NodeRestriction")));

        assertThat(trial.word(api(RECORDED.replace("=NodeRestriction", "=NodeRestrictionX"))))
                .isEqualTo("sp.flag-value");
    }

    @Test
    void fails_when_a_flag_is_there_that_should_not_be() {
        Trial trial = trialOf("etcd", "absent", List.of("--initial-cluster-state"));
        Given joined = manifests(line("etcd.yaml", JOINED));

        assertThat(trial.word(joined)).isEqualTo("sp.flag-there");
        assertThat(trialOf("etcd", "flags", exact("--initial-cluster-state", "existing"))
                        .word(joined))
                .isEqualTo("pass");
    }

    @Test
    void judges_the_image() {
        assertThat(trial("version", "1.34").word(api(RECORDED))).isEqualTo("sp.image");
        assertThat(trial("version", "1.3").word(api(RECORDED))).isEqualTo("sp.image");
        assertThat(trial("version", "1.35.8").word(api(RECORDED.replace(":v1.35.8", ":v1.35.8@sha256:00"))))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-apiserver.yaml.bak", "backup.yaml", "kube-apiserver.yaml~"})
    void fails_when_a_copy_lies_beside_the_manifest(String copy) {
        Given given = manifests(line(copy, RECORDED) + line("kube-apiserver.yaml", RECORDED));

        assertThat(trial().word(given)).isEqualTo("sp.twice");
    }

    @Test
    void does_not_care_for_the_name_of_the_file() {
        assertThat(trial().word(manifests(line("api.yml", RECORDED)))).isEqualTo("pass");
    }

    @Test
    void tells_a_missing_manifest_from_a_damaged_one() {
        assertThat(trial().word(manifests(line("etcd.yaml", ETCD)))).isEqualTo("sp.missing");
        assertThat(trial().word(Given.nothing().status(Facts.manifests("cp-1"), 2, "")))
                .isEqualTo("sp.missing");
        assertThat(trial().word(api(RECORDED.replace("spec:", " spec")))).isEqualTo("sp.unreadable");
        assertThat(trial().word(manifests("kube-apiserver.yaml -\n"))).isEqualTo("sp.unreadable");
    }

    @Test
    void waits_while_no_process_runs() {
        assertThat(live(RECORDED, "")).isEqualTo("wait sp.not-running");
    }

    @Test
    void waits_while_the_process_is_the_old_one() {
        String edited = RECORDED.replace("--secure-port=6443", "--secure-port=6444");

        assertThat(live(edited, process(RECORDED))).isEqualTo("wait sp.stale");
        assertThat(live(edited, process(RECORDED) + process(edited))).isEqualTo("wait sp.stale");
        assertThat(live(RECORDED + "    # a comment\n", process(RECORDED))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "'    - --secure-port=6443\\n', '', runs with --secure-port=6443",
        "'    - --secure-port=6443\\n', '    - --secure-port=6443\\n    - --v=4\\n', runs without --v=4",
        "'    - --allow-privileged=true\\n    - --authorization-mode=Node,RBAC\\n', '    - --authorization-mode=Node,RBAC\\n    - --allow-privileged=true\\n', has them in another order",
    })
    void says_how_the_old_process_differs(String from, String to, String actual) {
        String there = from.replace("\\n", "\n");
        assertThat(RECORDED).contains(there);
        Given given = api(RECORDED.replace(there, to.replace("\\n", "\n")))
                .text(Facts.processes("cp-1", API), process(RECORDED));

        assertThat(trial("live", true).judge(given))
                .isInstanceOfSatisfying(
                        Verdict.Wait.class,
                        wait -> assertThat(wait.mismatch().actual()).isEqualTo("process 4711 " + actual));
    }

    @Test
    void the_container_of_the_component_counts_wherever_it_stands() {
        String beside = RECORDED.replaceFirst(
                "(?m)^  containers:\n",
                "  containers:\n  - name: proxy\n    image: registry.k8s.io/pause:3.10\n    command: [pause]\n");

        assertThat(beside).isNotEqualTo(RECORDED);
        assertThat(trial("flags", exact("--secure-port", "6443"), "version", "1.35")
                        .word(api(beside)))
                .isEqualTo("pass");
    }

    @Test
    void a_pod_without_its_container_has_no_image_and_no_flags() {
        String none = "apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver}\nspec: {containers: []}\n";

        assertThat(trial("version", "1.35").failure(api(none)).actual()).isEqualTo("no image");
        assertThat(trial("flags", exact("--secure-port", "6443")).word(api(none)))
                .isEqualTo("sp.flag-missing");
    }

    @Test
    void takes_what_the_kubelet_puts_in_for_a_variable() {
        String variable = RECORDED.replace("--advertise-address=192.168.56.11", "--advertise-address=$(HOST_IP)");

        assertThat(live(variable, process(RECORDED))).isEqualTo("pass");
    }

    @Test
    void does_not_know_when_the_node_is_off() {
        assertThat(trial().word(Given.nothing().unseen(Facts.manifests("cp-1"), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
        assertThat(trial().word(manifests("garbage"))).isEqualTo("unknown");
    }
}
