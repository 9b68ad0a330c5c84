package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On texts as `KubeWriteTrialTest` sees the trial tell them, written by hand; `ApiWriteRecordingTest` has real ones.
final class ApiWriteKindTest {
    private static final ApiWriteKind KIND = new ApiWriteKind();
    private static final Trial ENDPOINT = Trial.of(KIND);
    private static final Fact FACT = Facts.write("k8s-api.lab", 6443);
    private static final String TIMED_OUT = "500 etcdserver: request timed out";

    /// A step as `NAME STATUS MESSAGE`, or `NAME ERROR`.
    private static String step(String written) {
        String[] words = written.split(" ", 3);
        if (!Character.isDigit(words[1].charAt(0))) {
            return "{\"do\":\"%s\",\"error\":\"%s\",\"detail\":\"said of it\",\"ms\":1}".formatted(words[0], words[1]);
        }
        String message = words.length > 2 ? "\"message\":\"%s\",".formatted(words[2].replace("\"", "\\\"")) : "";
        return "{\"do\":\"%s\",\"status\":%s,%s\"ms\":1}".formatted(words[0], words[1], message);
    }

    private static Given after(String more, String... steps) {
        String all = Arrays.stream(steps).map(ApiWriteKindTest::step).collect(Collectors.joining(","));
        return Given.nothing().text(FACT, "{\"server\":\"k8s-api.lab:6443\",\"steps\":[%s]%s}".formatted(all, more));
    }

    private static String word(String more, String... steps) {
        return ENDPOINT.word(after(more, steps));
    }

    @Test
    void passes_when_what_was_written_was_read_and_deleted() {
        String same = ",\"same\":true";

        assertThat(word(same, "look 200", "create 201", "read 200", "delete 200"))
                .isEqualTo("pass");
        assertThat(word(same, "look 404", "namespace 201", "create 201", "read 200", "delete 202"))
                .isEqualTo("pass");
        assertThat(word(same, "look 404", "namespace 409 exists", "create 201", "read 200", "delete 404 not found"))
                .isEqualTo("pass");
    }

    @Test
    void fails_without_quorum_whatever_the_first_write_is() {
        assertThat(word("", "look 200", "create " + TIMED_OUT, "look-again 200"))
                .isEqualTo("etcd.no-quorum");
        assertThat(word("", "look 404", "namespace " + TIMED_OUT, "look-again 404"))
                .isEqualTo("etcd.no-quorum");
        assertThat(word("", "look 200", "create 201", "read " + TIMED_OUT, "delete " + TIMED_OUT, "look-again 200"))
                .isEqualTo("etcd.no-quorum");
        assertThat(word(
                        ",\"same\":true",
                        "look 200",
                        "create 201",
                        "read 200",
                        "delete 500 etcdserver: request timed out, possibly due to previous leader failure",
                        "look-again 200"))
                .isEqualTo("etcd.no-quorum");
    }

    @Test
    void says_that_reads_work_and_writes_do_not() {
        assertThat(ENDPOINT.failure(after("", "look 200", "create " + TIMED_OUT, "look-again 200"))
                        .actual())
                .isEqualTo("create: status 500: etcdserver: request timed out; older data can be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "look refused | write.unreachable",
                "look no-route | write.unreachable",
                "look timed-out | unknown",
                "look unknown-host | write.unreachable",
                "look closed | write.unreachable",
                "look tls | write.tls",
                "look 401 Unauthorized | write.denied",
                "look 403 namespaces is forbidden: User \"kubernetes-admin\" cannot get resource | write.denied",
                "look 500 etcdserver: request timed out | write.error",
                "look 503 no healthy upstream | write.error",
            })
    void fails_before_anything_is_written(String look, String cause) {
        assertThat(word("", look)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create 403 configmaps is forbidden: User \"kubernetes-admin\" cannot create | write.denied",
                "create 403 is forbidden: unable to create new content in namespace halab-probe because it is being terminated | write.error",
                "create 403 configmaps is forbidden: exceeded quota: q, requested: configmaps=1 | write.error",
                "create 403 admission webhook denied the request | write.error",
                "create 401 Unauthorized | write.denied",
                "create 500 etcdserver: mvcc: database space exceeded | write.no-space",
                "create 500 Internal error occurred: failed calling webhook | write.error",
                "create 404 namespaces \"halab-probe\" not found | write.error",
                "create timed-out | write.timeout",
                "create closed | write.unreachable",
                "create refused | write.unreachable",
            })
    void fails_when_nothing_can_be_created(String create, String cause) {
        assertThat(word("", "look 200", create, "look-again 200")).isEqualTo(cause);
    }

    @Test
    void a_server_that_answers_no_more_is_not_one_whose_reads_work() {
        assertThat(word("", "look 200", "create timed-out", "look-again closed"))
                .isEqualTo("write.unreachable");
        assertThat(word("", "look 200", "create timed-out", "look-again 503 shutting down"))
                .isEqualTo("write.unreachable");
    }

    @Test
    void a_server_that_is_silent_may_be_off_or_have_too_much_to_do() {
        assertThat(word("", "look 200", "create timed-out", "look-again timed-out"))
                .isEqualTo("unknown");
    }

    @Test
    void fails_when_something_else_is_read_back() {
        assertThat(word(",\"same\":false", "look 200", "create 201", "read 200", "delete 200"))
                .isEqualTo("write.differs");
        assertThat(word("", "look 200", "create 201", "read 404 not found", "delete 404 not found"))
                .isEqualTo("write.differs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-time", "lost"})
    void is_unknown_when_a_step_says_nothing_about_the_cluster(String error) {
        assertThat(word("", "look " + error)).isEqualTo("unknown");
        assertThat(word("", "look 200", "create " + error)).isEqualTo("unknown");
        assertThat(word("", "look 404", "namespace " + error)).isEqualTo("unknown");
        assertThat(word("", "look 200", "create timed-out", "look-again " + error))
                .isEqualTo("unknown");
        assertThat(word("", "look 200", "create 201", "read " + error, "delete 200"))
                .isEqualTo("unknown");
        assertThat(word(",\"same\":true", "look 200", "create 201", "read 200", "delete " + error))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_a_step_or_the_comparison_is_missing() {
        assertThat(word("")).isEqualTo("unknown");
        assertThat(word("", "look 200")).isEqualTo("unknown");
        assertThat(word("", "look 404", "create 201")).isEqualTo("unknown");
        assertThat(word("", "look 200", "create 201")).isEqualTo("unknown");
        assertThat(word("", "look 200", "create 201", "read 200", "delete 200")).isEqualTo("unknown");
        assertThat(word(",\"same\":true", "look 200", "create 201", "read 200")).isEqualTo("unknown");
        assertThat(word("", "look 200", "create timed-out")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"steps\":[{}]}",
                "{\"steps\":[{\"do\":\"look\"}]}",
                "{\"steps\":[{\"do\":\"look\",\"status\":\"yes\"}]}",
                "{\"steps\":[{\"do\":\"look\",\"status\":200,\"error\":\"closed\"}]}",
            })
    void is_unknown_when_the_trial_is_not_told(String text) {
        assertThat(ENDPOINT.word(Given.nothing().text(FACT, text))).isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_nothing_was_tried() {
        assertThat(ENDPOINT.judge(Given.nothing().unseen(FACT, Reading.Reason.NOT_READ)))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void advises_to_delete_what_may_be_left() {
        String left = ",\"left\":\"probe-0123456789abcdef\"";
        Given given = after(left, "look 200", "create " + TIMED_OUT, "look-again 200");

        assertThat(ENDPOINT.claim().advice(given.snapshot()))
                .containsExactly(
                        "ConfigMap probe-0123456789abcdef of this check may be left in the namespace halab-probe: "
                                + "kubectl -n halab-probe delete configmap probe-0123456789abcdef");
        assertThat(ENDPOINT.claim().advice(after("", "look 200").snapshot())).isEmpty();
    }

    @Test
    void goes_through_the_endpoint_or_one_control_plane() {
        assertThat(ENDPOINT.claim().facts()).containsExactly(FACT);
        assertThat(Trial.of(KIND, "via", "endpoint").claim()).isEqualTo(ENDPOINT.claim());
        assertThat(Trial.of(KIND, "via", "cp-2").claim().facts()).containsExactly(Facts.write("192.168.56.12", 6443));
        assertThat(Trial.of(KIND, "via", "cp-2").claim().title()).isEqualTo("the cluster takes writes through cp-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cp", "lb-1", "w-1", "all", "cp-9", "192.168.56.12", "https://example.org", ""})
    void asks_nobody_else(String via) {
        assertThatThrownBy(() -> Trial.of(KIND, "via", via))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("no control plane");
    }

    @Test
    void has_nothing_to_compare_with_since_the_task_began() {
        Scope since = new Scope("lab/task/check", Trial.STANDARD, "1.35", true);

        assertThatThrownBy(() -> Trial.in(since, KIND)).isInstanceOf(FieldProblem.class);
    }

    @Test
    void every_cause_is_expected_here() {
        assertThat(KIND.causes())
                .extracting(c -> c.code())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "write.unreachable",
                        "write.tls",
                        "write.denied",
                        "etcd.no-quorum",
                        "write.no-space",
                        "write.timeout",
                        "write.differs",
                        "write.error"));
    }
}
