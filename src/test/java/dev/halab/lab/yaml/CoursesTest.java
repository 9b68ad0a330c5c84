package dev.halab.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Check;
import dev.halab.check.Kind;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.kinds.Kinds;
import dev.halab.lab.Answer;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.Lab;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.Task;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoursesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private WrittenCourse course;

    @BeforeEach
    void writes_a_right_course() {
        course = WrittenCourse.in(root);
    }

    private Task task() {
        return course.load().course().task("ha-stacked/lb").orElseThrow();
    }

    private static WrittenCourse.Thing thing(Task task, int check) {
        return (WrittenCourse.Thing) task.checks().get(check).claim();
    }

    @Test
    void a_lab_is_read_for_the_kubernetes_of_the_machines_if_it_knows_it() {
        course.with("kubernetes: \"1.35\"", "kubernetes: [\"1.35\", \"1.34\"]");

        assertThat(course.load().course().labs().getFirst().kubernetes()).isEqualTo("1.35");
        assertThat(course.loadFor("1.34").course().labs().getFirst().kubernetes())
                .isEqualTo("1.34");
        assertThat(course.loadFor("1.36").course().labs().getFirst().kubernetes())
                .isEqualTo("1.35");
        assertThat(course.with("kubernetes: \"1.35\"", "kubernetes: []").load().problems())
                .anySatisfy(p -> assertThat(p.problem().why()).contains("the list is empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "http://192.168.1.1:80/", "https://cp-1.example.org:6443/readyz"})
    void a_check_that_asks_a_host_outside_of_the_lab_is_refused_with_its_line(String url) {
        course.with("thing: {on: all}", "http: {url: \"%s\"}".formatted(url));
        List<Kind> kinds = Stream.concat(
                        WrittenCourse.KINDS.stream().filter(k -> k.name().equals("thing")),
                        Kinds.all().stream().filter(k -> k.name().equals("http")))
                .toList();

        List<CourseProblem> problems = Courses.load(
                        root, Topology.DEFAULT_PREFIX, Optional.empty(), kinds, List.of("token.expire", "power.off"))
                .problems();

        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.file()).isEqualTo(WrittenCourse.LAB_FILE);
            assertThat(p.line()).isEqualTo(20);
            assertThat(p.problem().what()).isEqualTo("check 'advice' (http): 'url' does not fit");
            assertThat(p.problem().why()).contains("no node of the lab").endsWith("halab asks nobody else");
        });
    }

    @Test
    void a_task_names_the_pages_of_the_exam_or_none() {
        assertThat(task().pages()).containsExactly("Installing kubeadm");

        course.with("    pages: [Installing kubeadm]", "");
        assertThat(task().pages()).isEmpty();
    }

    @Test
    void a_right_course_has_no_problem() {
        assertThat(course.problems()).isEmpty();
    }

    @Test
    void a_lab_holds_what_its_file_says() {
        Lab lab = course.load().course().lab("ha-stacked").orElseThrow();

        assertThat(lab.title()).isEqualTo("Three control planes behind HAProxy");
        assertThat(lab.kubernetes()).isEqualTo("1.35");
        assertThat(lab.topology()).isEqualTo("standard");
        assertThat(lab.requires()).containsExactly("power-off");
        assertThat(lab.vars()).containsEntry("pods", "10.244.0.0/16").containsEntry("port", "6443");
    }

    @Test
    void a_task_holds_what_its_file_says() {
        Task task = task();

        assertThat(task.title()).isEqualTo("HAProxy passes TLS to k8s-api.lab");
        assertThat(task.text()).contains("Pass TLS to k8s-api.lab:6443; ${HOME} stays.");
        assertThat(task.minutes()).isEqualTo(8);
        assertThat(task.opens()).containsExactly("token.expire", "power.off cp-2");
        assertThat(task.points()).isEqualTo(6);
        assertThat(task.ladder("thing.wrong")).endsWith("Write `thing` for k8s-api.lab:6443");
        assertThat(task.ladder("thing.other")).containsExactly("What?", "Where?", "This");
        assertThat(task.answer().blocks())
                .containsExactly(new Answer.Block.Run("lb-1", 3, "true\n", java.util.Map.of(), 0));
    }

    @Test
    void checks_stand_after_what_they_need_and_need_by_full_id() {
        List<Check> checks = task().checks();

        assertThat(checks).extracting(Check::name).containsExactly("config", "run", "up", "advice");
        assertThat(checks.get(1).needs()).containsExactly("ha-stacked/lb/config");
    }

    @Test
    void a_check_holds_what_its_line_says() {
        Check up = task().checks().get(2);

        assertThat(up.id()).isEqualTo("ha-stacked/lb/up");
        assertThat(up.title()).isEqualTo("Up at 192.168.56.10:6443");
        assertThat(up.timing()).isEqualTo(new Timing.Eventually(Duration.ofSeconds(20), Duration.ofSeconds(2)));
        assertThat(up.sinceTask()).isTrue();
        assertThat(up.points()).isEqualTo(2);
        assertThat(up.severity()).isEqualTo(Severity.MUST);
        Check advice = task().checks().get(3);
        assertThat(advice.points()).isZero();
        assertThat(advice.severity()).isEqualTo(Severity.SHOULD);
        assertThat(advice.title()).isEqualTo("a thing");
        assertThat(advice.timing()).isEqualTo(new Timing.Consistently(Duration.ofMinutes(1)));
    }

    @Test
    void a_claim_is_made_of_typed_values_and_its_scope() {
        WrittenCourse.Thing config = thing(task(), 0);

        assertThat(config.fields().nodes("on")).extracting(NodeSpec::name).containsExactly("cp-1", "cp-2", "cp-3");
        assertThat(config.fields().text("text")).isEqualTo("k8s-api.lab:6443 10.244.0.0/16");
        assertThat(config.scope().checkId()).isEqualTo("ha-stacked/lb/config");
        assertThat(config.scope().kubernetes()).isEqualTo("1.35");
        assertThat(config.scope().sinceTask()).isFalse();
        assertThat(thing(task(), 2).scope().sinceTask()).isTrue();
    }

    @Test
    void claims_are_made_for_the_network_of_the_lab() {
        Task task = course.load("10.1.2").course().task("ha-stacked/lb").orElseThrow();

        assertThat(thing(task, 0).fields().nodes("on").getFirst().address()).isEqualTo("10.1.2.11");
        assertThat(task.checks().get(2).title()).isEqualTo("Up at 10.1.2.10:6443");
    }

    @Test
    void labs_stand_in_the_order_of_their_names_without_a_course_file() {
        another_lab("a-first");

        assertThat(course.load().course().labs()).extracting(Lab::id).containsExactly("a-first", "ha-stacked");
    }

    @Test
    void labs_stand_in_the_order_of_the_course_file() {
        another_lab("a-first");
        course.write("course.yaml", "apiVersion: halab/v1\nkind: Course\nlabs: [ha-stacked, a-first]\n");

        assertThat(course.problems()).isEmpty();
        assertThat(course.load().course().labs()).extracting(Lab::id).containsExactly("ha-stacked", "a-first");
    }

    @Test
    void a_course_file_has_to_name_every_lab_once() {
        another_lab("a-first");
        course.write("course.yaml", "apiVersion: halab/v1\nkind: Course\nlabs: [ha-staked, ha-stacked, ha-stacked]\n");

        assertThat(course.problems())
                .containsExactly(
                        "course.yaml:1:1 lab 'a-first' has no place | 'labs' leaves it out | add it",
                        "course.yaml:3:8 the course: 'labs' does not fit | there is no labs/ha-staked (did you mean 'ha-stacked'?) | name each directory below labs once",
                        "course.yaml:3:31 the course: 'labs' does not fit | 'ha-stacked' stands twice | name each directory below labs once");
    }

    @Test
    void a_lab_with_a_problem_is_left_out_and_the_others_stay() {
        another_lab("a-first");
        LoadedCourse loaded = course.with("on: lb", "on: lbb").load();

        assertThat(loaded.problems()).isNotEmpty();
        assertThat(loaded.course().labs()).extracting(Lab::id).containsExactly("a-first");
        assertThat(loaded.sources()).hasSize(1);
    }

    private void another_lab(String id) {
        course.write("labs/%s/lab.yaml".formatted(id), WrittenCourse.LAB.replace("id: ha-stacked", "id: " + id));
        course.write("labs/%s/tasks/lb.md".formatted(id), "# HAProxy\n");
    }

    @Test
    void hints_of_the_lab_serve_tasks_without_their_own() {
        course.with("tasks:\n", "hints: {thing.gone: [a, b, c], thing.wrong: [a, b, d]}\ntasks:\n");
        assertThat(task().ladder("thing.gone")).containsExactly("a", "b", "c");
        assertThat(task().ladder("thing.wrong")).hasSize(3).doesNotContain("a");
    }

    @Test
    void general_hints_of_the_lab_serve_tasks_without_their_own() {
        course.write(
                WrittenCourse.LAB_FILE,
                WrittenCourse.LAB
                        .replaceAll(" *\"\\*\":.*\n", "")
                        .replace("tasks:\n", "hints: {\"*\": [a, b, c]}\ntasks:\n"));

        assertThat(course.problems()).isEmpty();
        assertThat(task().ladder("thing.gone")).containsExactly("a", "b", "c");
    }

    @Test
    void a_directory_that_is_not_there_is_one_problem() {
        LoadedCourse loaded = new WrittenCourse(root.resolve("nowhere")).load();

        assertThat(loaded.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.problem().what()).endsWith("is no course"));
        assertThat(loaded.course().labs()).isEmpty();
    }

    @Test
    void a_directory_without_labs_is_a_problem() {
        assertThat(new WrittenCourse(root.resolve("answers")).problems())
                .containsExactly("labs:1:1 the course has no labs | there is no labs/LAB/lab.yaml | write one");
    }
}
