package dev.halab.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.lab.CourseProblem;
import dev.halab.lab.yaml.WrittenCourse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LintTest {
    private static final String ANSWER = "answers/ha-stacked/lb.md";
    private static final String MUTANT = "answers/ha-stacked/lb/mutants/wrong.md";
    private static final String TEXT = "labs/ha-stacked/tasks/lb.md";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private WrittenCourse course;

    @BeforeEach
    void writes_a_course_without_fault() {
        course = WrittenCourse.in(root);
        course.with("\"Up at", "\"Is up at")
                .with("severity: should", "severity: should, title: Better so")
                .write(WrittenCourse.LAB_FILE, lab())
                .write(TEXT, "# HAProxy passes TLS to ${endpoint.name}\n\nPass TLS on.\n")
                .write(ANSWER, "```bash node=lb-1\nsudo systemctl restart haproxy\n```\n")
                .write(MUTANT, "---\ncause: thing.wrong\ncheck: config\n---\n```bash node=lb-1\nfalse\n```\n");
    }

    private static String lab() {
        return WrittenCourse.LAB
                .replace("severity: should", "severity: should, title: Better so")
                .replace("needs: [config], points: 1", "needs: [config], points: 1, title: Runs");
    }

    private List<String> findings() {
        return Lint.findings(course.load(), course.cases()).stream()
                .map(LintTest::line)
                .toList();
    }

    private static String line(LintFinding finding) {
        CourseProblem p = finding.problem();
        return "%s %s %s | %s"
                .formatted(
                        finding.level().word(),
                        p.place(),
                        p.problem().what(),
                        p.problem().why());
    }

    private void lab(String old, String now) {
        assertThat(lab()).contains(old);
        course.write(WrittenCourse.LAB_FILE, lab().replace(old, now));
    }

    @Test
    void a_course_without_fault_has_no_finding() {
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "\"*\": ~ thing.god: ~ error labs/ha-stacked/lab.yaml:23:7 nobody will see the hints for 'thing.god' | no check of the task fails with it (did you mean 'thing.gone'?)",
                "\"*\": ~ thing.god: ~ error labs/ha-stacked/lab.yaml:21:5 task 'ha-stacked/lb' has no hint for thing.gone | its checks can fail with it, and nothing would be said",
                "\"Where?\", ~ ^^ ~ error labs/ha-stacked/lab.yaml:23:7 the hints for '*' are no ladder | there are 2 rungs",
                "Look at it ~ Do sudo systemctl restart haproxy now ~ error labs/ha-stacked/lab.yaml:22:35 rung 2 for 'thing.wrong' gives the answer away | 'sudo systemctl restart haproxy' stands in the answer",
                "Look at it ~ Try `restart haproxy` ~ error labs/ha-stacked/lab.yaml:22:35 rung 2 for 'thing.wrong' gives the answer away | 'restart haproxy' stands in the answer",
                "title: Three control planes behind HAProxy ~ title: Three control planes. ~ warning labs/ha-stacked/lab.yaml:4:1 the title 'Three control planes.' does not fit | a title is one line of at most 60 characters without a full stop",
                "title: Runs ~ title: Better so ~ warning labs/ha-stacked/lab.yaml:20:9 check 'advice' looks like another one | both are called 'Better so'",
                "title: HAProxy passes ~ title: HAProxy does pass ~ error labs/ha-stacked/tasks/lb.md:1:1 the heading is not the task's title | it is 'HAProxy passes TLS to k8s-api.lab', and the title is 'HAProxy does pass TLS to k8s-api.lab'",
                "pages: [Installing kubeadm] ~ pages: [] ~ warning labs/ha-stacked/lab.yaml:24:5 task 'ha-stacked/lb' names no page to read | the exam allows the documentation, and learners practise finding their way in it",
                "    pages: [Installing kubeadm] ~ ^^ ~ warning labs/ha-stacked/lab.yaml:10:5 task 'ha-stacked/lb' names no page to read | the exam allows the documentation, and learners practise finding their way in it",
                "time: 8m ~ time: 2h ~ warning labs/ha-stacked/lab.yaml:13:5 task 'ha-stacked/lb' is long | it takes 120 minutes",
                "pods: 10.244.0.0/16 ~ pods: 192.168.56.0/24 ~ error labs/ha-stacked/lab.yaml:8:14 an address of the lab network stands here | '192.168.56.0/24' is wrong where the lab uses another network",
                "Look at it ~ \"Look at ${nodes.cp-1}\" ~ error labs/ha-stacked/lab.yaml:22:35 '${nodes.cp-1}' stays as it is | there is no variable 'nodes.cp-1' (did you mean 'node.cp-1'?)",
                "points: 6 ~ points: 7 ~ error labs/ha-stacked/lab.yaml:15:5 the points of task 'ha-stacked/lb' do not add up | it states 7, and its checks earn 6",
                "requires: [power-off] ~ requires: [pause] ~ error labs/ha-stacked/lab.yaml:14:5 lab 'ha-stacked' does not say that it needs 'power-off' | task 'ha-stacked/lb' opens with power.off cp-2",
                "topology: standard ~ topology: vip ~ error labs/ha-stacked/lab.yaml:1:1 lab 'ha-stacked' does not say that it needs 'vip' | topology 'vip' has a virtual address",
                "thing: {on: lb}, eventually: {within: 20s ~ lease: {moved: true}, eventually: {within: 16s ~ error labs/ha-stacked/lab.yaml:19:40 check 'up' gives up too early | a lease lasts 15 s and is tried for every 2 s (defaults of kube-scheduler and kube-controller-manager)",
                "thing: {on: lb, text: haproxy} ~ reach: {expect: refused} ~ error labs/ha-stacked/lab.yaml:17:9 check 'run' passes in the first moment of absence | what is gone now may be back in a second",
                "kubernetes: \"1.35\" ~ kubernetes: \"1.38\" ~ error labs/ha-stacked/lab.yaml:4:1 lab 'ha-stacked' teaches Kubernetes 1.38 | halab knows Kubernetes 1.33 to 1.37, so checks of others are unknown",
                "on: all ~ on: nobody ~ error labs/ha-stacked/lab.yaml:20:34 check 'advice' (thing): 'on' does not fit | there is no role or node 'nobody'",
            })
    void a_fault_of_a_lab_is_found(String old, String now, String expected) {
        lab(old, now);

        assertThat(findings()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "\"*\": [\"What?\", \"Where?\", This] ~ thing.gone: [\"What?\", \"Where?\", This]",
                "Look at it ~ Look into `/etc/haproxy/haproxy.cfg`",
                "Look at it ~ Look at `haproxy`",
                "This] ~ sudo systemctl restart haproxy]",
                "thing: {on: lb}, eventually: {within: 20s ~ lease: {moved: true}, eventually: {within: 17s",
                "thing: {on: lb}, eventually: {within: 20s ~ lease: {moved: false}, eventually: {within: 5s",
                "thing: {on: all}, ~ ^reach: {expect: refused}, ^",
                "thing: {on: lb}, eventually ~ reach: {expect: refused}, eventually",
                "thing: {on: lb, text: haproxy} ~ reach: {expect: open}",
                "Look at it ~ \"Look at ${HOME} and ${nothing_alike}\"",
                "points: 6 ~ opens: []",
            })
    void what_is_right_is_left_alone(String old, String now) {
        if (now.equals("opens: []")) {
            lab(old + "\n", "\n");
        } else {
            lab(old, now);
        }

        assertThat(findings()).isEmpty();
    }

    /// The check `up`, and the one that it needs, in other words.
    private void breaking(String up, String run) {
        course.write(
                WrittenCourse.LAB_FILE,
                lab().replace("thing: {on: lb}, eventually: {within: 20s, stable: 2s}", up)
                        .replace(", since: task, title", ", title")
                        .replace("thing: {on: lb, text: haproxy}", run));
    }

    @Test
    void what_breaks_a_machine_needs_a_check_of_the_endpoint() {
        breaking("failover: {fault: kill}", "thing: {on: lb}");
        assertThat(findings())
                .singleElement()
                .asString()
                .contains("check 'up' breaks a machine of a lab that may not be right | none of the checks that it"
                        + " needs asks the endpoint (lb.reach or http)");

        breaking("failover: {fault: kill}", "http: {status: 200}");
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_breaks_a_machine_is_done_once() {
        breaking("failover: {fault: kill}, eventually: {within: 20s}", "http: {status: 200}");

        assertThat(findings())
                .singleElement()
                .asString()
                .contains("check 'up' cannot be judged again and again | a machine is broken for it once");
    }

    @Test
    void a_lab_says_that_its_machines_have_to_be_broken() {
        breaking("failover: {fault: pause}", "http: {status: 200}");

        assertThat(findings())
                .singleElement()
                .asString()
                .contains("lab 'ha-stacked' does not say that it needs 'pause' | check 'up' of task 'ha-stacked/lb'"
                        + " breaks a machine");
    }

    @Test
    void checks_that_are_all_advice_decide_nothing() {
        course.write(
                WrittenCourse.LAB_FILE,
                lab().replace("points: 6\n", "points: 0\n").replaceAll(", points: \\d([,}])", ", severity: should$1"));

        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/lab.yaml:16:5 nothing decides task 'ha-stacked/lb' | all its checks are advice");
    }

    @Test
    void checks_that_earn_nothing_decide_nothing() {
        course.write(
                WrittenCourse.LAB_FILE,
                lab().replace("points: 6\n", "points: 0\n").replaceAll(", points: \\d([,}])", ", points: 0$1"));

        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/lab.yaml:16:5 nothing decides task 'ha-stacked/lb' | its checks earn no points");
    }

    @Test
    void a_long_title_of_a_check_is_found() {
        lab("title: Better so", "title: " + "Better ".repeat(20));

        assertThat(findings()).singleElement().asString().contains("the title of check 'advice' is long | it has 139");
    }

    @Test
    void a_text_with_nothing_but_a_heading_is_found() {
        course.write(TEXT, "\n# HAProxy passes TLS to ${endpoint.name}\n");

        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/tasks/lb.md:1:1 task 'ha-stacked/lb' has no text | nothing but a heading stands there");
    }

    @Test
    void a_text_needs_no_heading() {
        course.write(TEXT, "Pass TLS on.\n");

        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "192.168.56.10:6443 ~ ${endpoint.ip}",
                "192.168.56.12 ~ ${node.cp-2}",
                "192.168.56.12:2379 ~ ${node.cp-2}",
                "192.168.56.0/24 ~ ${network}",
                "192.168.56.99 ~ a name, or the address of a node: ${node.cp-1}",
            })
    void an_address_in_a_text_is_found_with_its_variable(String address, String variable) {
        course.write(TEXT, "Look:\nuse " + address + ".\n");

        assertThat(Lint.findings(course.load(), course.cases())).singleElement().satisfies(f -> {
            assertThat(f.problem().place()).hasToString(TEXT + ":2:5");
            assertThat(f.problem().problem().next()).isEqualTo("write " + variable);
        });
    }

    @ParameterizedTest
    @CsvSource({"1192.168.56.1", "192.168.56.1000", "10.0.0.1"})
    void another_address_is_left_alone(String address) {
        course.write(TEXT, "Use " + address + ".\n");

        assertThat(findings()).isEmpty();
    }

    @Test
    void an_address_in_an_answer_is_found() {
        course.write(ANSWER, "```bash node=lb-1\ntrue\ncurl https://192.168.56.11:6443\n```\n");

        assertThat(findings())
                .containsExactly("error answers/ha-stacked/lb.md:3:14 an address of the lab network stands here"
                        + " | '192.168.56.11:6443' is wrong where the lab uses another network");
    }

    @Test
    void an_address_in_what_undoes_a_mutant_is_found() {
        course.write(
                MUTANT,
                "---\ncause: thing.wrong\n---\n```bash node=lb-1\nfalse\n```\n## Undo\n```bash node=lb-1\nping 192.168.56.11\n```\n");

        assertThat(findings()).singleElement().asString().startsWith("error " + MUTANT + ":9:6 an address");
    }

    @Test
    void a_task_without_an_answer_is_found() throws Exception {
        Files.delete(root.resolve(ANSWER));

        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/lab.yaml:10:5 task 'ha-stacked/lb' has no answer | there is no 'answers/ha-stacked/lb.md'");
    }

    @Test
    void an_answer_that_does_nothing_is_found() {
        course.write(ANSWER, "```bash\ntrue\n```\n");

        assertThat(findings())
                .containsExactly(
                        "error answers/ha-stacked/lb.md:1:1 the answer does nothing | it has no 'bash node=…' or 'file node=… path=…' block");
    }

    @Test
    void hints_of_the_lab_that_serve_no_task_are_found_once_each() {
        lab("tasks:\n", "hints: {thing.gone: [a, b, c], thing.god: [a, b, c], thing.wrong: [a, b, d]}\ntasks:\n");

        String why = " | no check of the lab fails with it, or each task has hints of its own for it";
        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/lab.yaml:9:32 nobody will see the hints for 'thing.god'" + why,
                        "error labs/ha-stacked/lab.yaml:9:54 nobody will see the hints for 'thing.wrong'" + why);
    }

    @Test
    void a_reply_to_a_check_that_asks_nothing_is_found() {
        course.write(ANSWER, "```answer check=config\n1\n```\n");

        assertThat(findings())
                .containsExactly("error answers/ha-stacked/lb.md:1:1 'config' asks nothing"
                        + " | task 'ha-stacked/lb' has no check of kind 'answer' with this id");
    }

    @Test
    void captures_are_followed_through_an_answer() {
        course.write(ANSWER, """
                ```bash node=lb-1 capture=LATER/.*/ capture=UNUSED/.*/ capture=pods/.*/
                echo ${LATER} ${HOME}
                ```

                ```file node=lb-1 path=/tmp/x
                ${LATER} ${pods}
                ```
                """);

        assertThat(findings())
                .containsExactly(
                        "warning answers/ha-stacked/lb.md:1:1 the capture 'UNUSED' is never used | no later block holds '${UNUSED}'",
                        "error answers/ha-stacked/lb.md:1:1 the capture 'pods' hides a variable | '${pods}' already means '10.244.0.0/16'",
                        "error answers/ha-stacked/lb.md:2:6 '${LATER}' is used before it is captured | the block that captures it ends later");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "title: x ~ mutant 'wrong' states no cause | its front matter has no 'cause:'",
                "cause: thing.rong ~ mutant 'wrong' states a cause that cannot come | no such check fails with 'thing.rong' (did you mean 'thing.wrong'?)",
                "cause: thing.wrong\\ncheck: confg ~ mutant 'wrong' breaks an unknown check | there is no check 'confg' (did you mean 'config'?)",
            })
    void a_mutant_has_to_say_what_it_breaks(String front, String expected) {
        course.write(MUTANT, "---\n%s\n---\n```bash node=lb-1\nfalse\n```\n".formatted(front.replace("\\n", "\n")));

        assertThat(findings()).containsExactly("error " + MUTANT + ":1:1 " + expected);
    }

    @Test
    void a_variant_breaks_nothing() {
        course.write(
                "answers/ha-stacked/lb/variants/other.md",
                "---\ncause: thing.wrong\n---\n```bash node=lb-1\ntrue\n```\n");

        assertThat(findings())
                .containsExactly("error answers/ha-stacked/lb/variants/other.md:1:1 the variant states what it breaks"
                        + " | 'cause:' and 'check:' belong to mutants, and this has to pass");
    }

    @Test
    void a_case_is_live_or_not() {
        course.write(
                "answers/ha-stacked/lb/variants/other.md", "---\nlive: never\n---\n```bash node=lb-1\ntrue\n```\n");

        assertThat(findings())
                .containsExactly(
                        "error answers/ha-stacked/lb/variants/other.md:1:1 'live: never' says nothing | 'no' keeps"
                                + " a case out of the sample that runs on machines each time; its recording proves it");
    }

    @Test
    void a_task_without_a_mutant_is_found() throws Exception {
        Files.delete(root.resolve(MUTANT));

        assertThat(findings())
                .containsExactly(
                        "error labs/ha-stacked/lab.yaml:10:5 task 'ha-stacked/lb' has no mutant | nothing shows that its checks can fail");
    }

    @Test
    void a_file_that_belongs_to_no_case_is_found() {
        course.write("answers/ha-stacked/lb/mutants/lost.facts.json", "{}");

        assertThat(findings())
                .containsExactly("error answers/ha-stacked/lb/mutants/lost.facts.json:1:1"
                        + " 'lost.facts.json' belongs to no case"
                        + " | a case is CASE.md, and what was recorded of it CASE.facts.json");
    }

    @Test
    void levels_have_words_and_an_order() {
        assertThat(LintFinding.Level.ERROR.word()).isEqualTo("error");
        assertThat(LintFinding.Level.WARNING.word()).isEqualTo("warning");
    }
}
