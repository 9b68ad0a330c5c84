package dev.halab.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.lab.CourseProblem;
import dev.halab.lab.LoadedCourse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each slip of an author gets a place, a reason and a next step.
final class StrictnessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private WrittenCourse course;

    @BeforeEach
    void writes_a_right_course() {
        course = WrittenCourse.in(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "pages: [Installing kubeadm] ~ pages: Installing kubeadm ~ 24:12 task 'lb': 'pages' does not fit | it is a text, not a list | write 'pages: […]'",
                "pages: [Installing kubeadm] ~ pages: [\"\"] ~ 24:13 task 'lb': 'pages' is empty | a text is needed | write one",
                "pages: [Installing kubeadm] ~ pages: [Leases, Leases] ~ 24:21 task 'lb': 'pages' does not fit | 'Leases' stands twice | name it once",
                "pages: [Installing kubeadm] ~ ^pages: [\"a\\nb\"]^ ~ 24:13 task 'lb': 'pages' does not fit | the title of a page is one line | write it as it stands on the page",
                "title: Three ~ titel: Three ~ 1:1 lab 'ha-stacked' has no 'title' | it is needed | add 'title: …'",
                "title: Three ~ titel: Three ~ 4:1 lab 'ha-stacked': unknown key 'titel' | there is no such key (did you mean 'title'?) | use one of: apiVersion, kind, id, title, kubernetes, topology, requires, vars, hints, tasks",
                "halab/v1 ~ halab/v2 ~ 1:13 lab 'ha-stacked': 'apiVersion' does not fit | it is 'halab/v2' | write 'apiVersion: halab/v1'",
                "kind: Lab ~ kind: lab ~ 2:7 lab 'ha-stacked': 'kind' does not fit | it is 'lab' | write 'kind: Lab'",
                "id: ha-stacked ~ id: ha-other ~ 3:1 the id 'ha-other' is not the name of the lab's directory | the directory is labs/ha-stacked | write 'id: ha-stacked', or rename the directory",
                "id: ha-stacked ~ id: HA ~ 3:5 'HA' is no id for a lab | an id is made of a-z, 0-9 and single hyphens, at most 40 characters | write for instance 'join-second'",
                "\"1.35\" ~ 1.35 ~ 5:13 lab 'ha-stacked': 'kubernetes' does not fit | '1.35' without quotes may lose zeros: 1.30 is read as 1.3 | write kubernetes: \"1.35\"",
                "\"1.35\" ~ \"1.35.8\" ~ 5:13 lab 'ha-stacked': 'kubernetes' does not fit | '1.35.8' is no minor version | write for instance kubernetes: \"1.35\"",
                "topology: standard ~ topology: standart ~ 6:11 lab 'ha-stacked': 'topology' does not fit | there is no topology 'standart' (did you mean 'standard'?) | use one of: standard, vip, external-etcd, mini",
                "[power-off] ~ [poweroff] ~ 7:12 lab 'ha-stacked': 'requires' does not fit | no provider can 'poweroff' (did you mean 'power-off'?) | use one of: power-off, pause, partition, delay, vip, own-kernel, checkpoints",
                "{pods: ~ {endpoint: a, pods: ~ 8:8 'endpoint' is no name for a variable | it is predefined | choose another name",
                "{pods: ~ {Pods: a, pods: ~ 8:8 'Pods' is no name for a variable | a name is made of a-z, 0-9 and single hyphens | choose another name",
                "\"6443\" ~ \"${pods}\" ~ 8:35 lab 'ha-stacked': 'vars' does not fit | variables are not inserted into variables | write the text itself",
                "\"6443\" ~ 1.30 ~ 8:35 lab 'ha-stacked': 'vars' does not fit | '1.30' without quotes may be read as a decimal number, which loses its zeros | write port: \"1.30\"",
                "time: 8m ~ time: 8 ~ 13:11 task 'lb': 'time' does not fit | '8' is no number of minutes | write for instance 8m",
                "time: 8m ~ time: 30s ~ 13:11 task 'lb': 'time' does not fit | '30s' is no number of minutes | write for instance 8m",
                "token.expire, ~ token.expires, ~ 14:13 task 'lb': 'opens' does not fit | there is no fault 'token.expires' (did you mean 'token.expire'?) | use one of: token.expire, power.off",
                "cp-2} ~ cp-9} ~ 14:39 task 'lb': 'opens' does not fit | there is no role or node 'cp-9' (did you mean 'cp-1'?) | name one node",
                "points: 6 ~ points: six ~ 15:13 task 'lb': 'points' does not fit | it is no whole number from 0 to 1000 | write one",
                "needs: [config] ~ needs: [confg] ~ 17:59 check 'run' needs 'confg' | task 'ha-stacked/lb' has no such check (did you mean 'config'?) | name a check of task 'ha-stacked/lb'",
                "needs: [config] ~ needs: [join/config] ~ 17:59 check 'run' needs 'join/config' | a check can only need checks of its own task | name a check of task 'ha-stacked/lb'",
                "id: config, ~ id: config, needs: [up], ~ 19:82 checks need each other | run needs config needs up needs run | let the first thing that has to be right need nothing",
                "id: advice ~ id: up ~ 20:9 check 'up' stands twice | ids are unique in a task | rename one",
                "severity: should ~ severity: could ~ 20:50 check 'advice': 'severity' does not fit | there is no severity 'could' | write must or should",
                "severity: should ~ severity: should, points: 1 ~ 20:9 check 'advice' earns points as advice | 'severity: should' never counts | drop 'points:'",
                "since: task ~ since: step ~ 19:106 check 'up': 'since' does not fit | 'step' is no beginning | write 'since: task'",
                "within: 20s ~ within: 20 ~ 19:56 check 'up': 'eventually': 'within' does not fit | '20' is no length of time | write for instance 20s, 2m or 1h30m",
                "{within: 20s, ~ { ~ 19:47 check 'up': 'eventually' has no 'within' | it is needed | add 'within: …'",
                "since: task ~ consistently: {for: 2s} ~ 19:99 check 'up' has two times | 'eventually' and 'consistently' exclude each other | keep one; 'eventually: {within: …, stable: …}' waits and then holds",
                "thing: {on: all} ~ thingy: {on: all} ~ 20:22 check 'advice' claims nothing | there is no kind 'thingy' (did you mean 'thing'?) | use one of: thing, failover, http, lease, reach",
                "thing: {on: all}, ~ ^^ ~ 20:9 check 'advice' claims nothing | none of its keys is a kind | use one of: thing, failover, http, lease, reach",
                "thing: {on: all} ~ thing: {} ~ 20:29 check 'advice' (thing) has no 'on' | it is needed | add 'on: …'",
                "on: all ~ on: [] ~ 20:34 check 'advice' (thing): 'on' does not fit | the list is empty, which would claim nothing | name at least one",
                "on: all ~ on: etcd ~ 20:34 check 'advice' (thing): 'on' does not fit | topology 'standard' has no node of role 'etcd' | use one of: all, lb, cp, w, lb-1, cp-1, cp-2, cp-3, w-1",
                "on: all ~ on: [cp, cp-4] ~ 20:39 check 'advice' (thing): 'on' does not fit | there is no role or node 'cp-4' (did you mean 'cp-1'?) | use one of: all, lb, cp, w, lb-1, cp-1, cp-2, cp-3, w-1",
                "${pods} ~ ${pod} ~ 18:44 check 'config' (thing): 'text' does not fit | there is no variable 'pod' (did you mean 'pods'?) | declare it under 'vars:' or use a predefined one",
                "text: haproxy ~ text: senseless ~ 17:35 check 'run' (thing): 'text' does not fit | it makes no sense | write another",
                "text: haproxy ~ group: {bind: nowhere} ~ 17:43 check 'run' (thing): 'group.bind' does not fit | nothing binds there | write another",
                "text: haproxy ~ group: {mode: tcpp, bnd: x} ~ 17:42 check 'run' (thing): 'group' has no 'bind' | it is needed | add 'bind: …'",
                "text: haproxy ~ group: {bind: x, mode: tcpp} ~ 17:58 check 'run' (thing): 'group.mode' does not fit | there is no choice 'tcpp' (did you mean 'tcp'?) | use one of: tcp, http",
                "task: tasks/lb.md ~ task: ../lb.md ~ 12:11 task 'lb': 'task' does not fit | '../lb.md' leads out of the lab | write 'task: tasks/lb.md'",
                "task: tasks/lb.md ~ task: /etc/hostname ~ 12:11 task 'lb': 'task' does not fit | '/etc/hostname' leads out of the lab | write 'task: tasks/lb.md'",
                "task: tasks/lb.md ~ task: tasks/no.md ~ labs/ha-stacked/tasks/no.md:1:1 'labs/ha-stacked/tasks/no.md' cannot be read | there is no such file | write the file 'labs/ha-stacked/tasks/no.md'",
                "title: Three ~ topology: mini ~ 6:1 a key stands twice | key 'topology' stands twice (first in line 4) | keep one of the two",
                "title: Three ~ ^\ttitle: Three^ ~ 4:1 a line is indented with a tab | YAML is indented with spaces | replace the tab by spaces",
                "title: Three ~ title: &a Three ~ 4:8 this is no YAML that a course may hold | anchors and aliases (& and *) are not allowed | mend the line, or quote the text",
                "title: Three ~ title: !!java.net.URL Three ~ 4:8 this is no YAML that a course may hold | Global tag is not allowed: tag:yaml.org,2002:java.net.URL | mend the line, or quote the text",
            })
    void a_slip_is_named_with_its_place(String old, String now, String expected) {
        assertThat(course.with(old, now).problems()).contains(expected);
    }

    @Test
    void every_problem_is_told_at_once_in_the_order_of_the_file() {
        List<CourseProblem> problems = course.write(
                        WrittenCourse.LAB_FILE,
                        WrittenCourse.LAB
                                .replace("topology: standard", "topology: standart")
                                .replace("time: 8m", "time: soon")
                                .replace("on: all", "on: nobody")
                                .replace("needs: [run]", "needs: [ran]"))
                .load()
                .problems();

        assertThat(problems).extracting(CourseProblem::line).containsExactly(6, 13, 19, 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "text: yes ~ true or false",
                "text: off ~ true or false",
                "text: 0644 ~ an octal number",
                "text: 22:22 ~ a number of base 60",
                "text: 1.30 ~ a decimal number, which loses its zeros",
                "text: 0x1F ~ a number",
                "text: 1e3 ~ a number",
                "text: 2026-11-23 ~ a date",
                "text: null ~ nothing",
                "many: [a, no] ~ true or false",
                "table: {a: 010} ~ an octal number",
            })
    void a_text_that_may_be_read_otherwise_wants_quotes(String field, String mistaken) {
        assertThat(course.with("text: haproxy", field).problems())
                .singleElement()
                .asString()
                .contains("without quotes may be read as " + mistaken + " | write \"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "text: {a: b} ~ it is a mapping where a single value is expected",
                "text: \"\" ~ it is empty",
                "path: etc/hosts ~ 'etc/hosts' is no absolute path on a node",
                "path: /etc/../shadow ~ '/etc/../shadow' is no absolute path on a node",
                "version: 1.35 ~ '1.35' without quotes may lose zeros: 1.30 is read as 1.3",
                "version: \"\" ~ it is empty",
                "whole: \"5\" ~ '5' is no whole number",
                "whole: 5.5 ~ '5.5' is no whole number",
                "whole: 017 ~ '017' is no whole number",
                "whole: 9001 ~ 9001 is out of bounds",
                "flag: yes ~ 'yes' is neither true nor false",
                "flag: \"true\" ~ 'true' is neither true nor false",
                "length: 5 ~ '5' is no length of time",
                "choice: opened ~ there is no choice 'opened' (did you mean 'open'?)",
                "servers: cp ~ 'cp' is not ROLE:PORT or NODE:PORT",
                "servers: cp:0 ~ 'cp:0' is not ROLE:PORT or NODE:PORT",
                "servers: cp:65536 ~ 'cp:65536' is not ROLE:PORT or NODE:PORT",
                "servers: co:6443 ~ there is no role or node 'co' (did you mean 'cp'?)",
                "endpoint: here ~ 'here' is not HOST:PORT",
                "many: [] ~ the list is empty, which would claim nothing",
                "table: {} ~ the mapping is empty, which would claim nothing",
                "table: [a] ~ it is a list, not a mapping",
                "group: a ~ it is a text, not a mapping",
            })
    void a_value_of_another_type_is_refused(String field, String why) {
        assertThat(course.with("text: haproxy", field).problems())
                .singleElement()
                .asString()
                .contains("| " + why + " |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "text: \"yes\" ~ text ~ yes",
                "text: 10 ~ text ~ 10",
                "text: true ~ text ~ true",
                "path: /etc/hosts ~ path ~ /etc/hosts",
                "path: \"/var/${port}\" ~ path ~ /var/6443",
                "version: \"1.30\" ~ version ~ 1.30",
                "whole: 17 ~ whole ~ 17",
                "whole: \"${port}\" ~ whole ~ 6443",
                "flag: false ~ flag ~ false",
                "length: 1h30m ~ length ~ PT1H30M",
                "length: 2d ~ length ~ PT48H",
                "length: 500ms ~ length ~ PT0.5S",
                "choice: off ~ choice ~ off",
                "servers: w:80 ~ servers ~ [Server[node=NodeSpec[name=w-1, role=WORKER, address=192.168.56.21], port=80]]",
                "endpoint: \"${endpoint}\" ~ endpoint ~ k8s-api.lab:6443",
                "many: one ~ many ~ [one]",
                "many: [one, two] ~ many ~ [one, two]",
                "table: {b: x, a: 1} ~ table ~ {b=x, a=1}",
                "group: {bind: x} ~ group ~ Fields[values={bind=x}]",
            })
    void a_value_of_the_declared_type_is_converted(String field, String name, String expected) {
        LoadedCourse loaded = course.with("text: haproxy", field).load();

        WrittenCourse.Thing thing = (WrittenCourse.Thing) loaded.course()
                .task("ha-stacked/lb")
                .orElseThrow()
                .checks()
                .get(1)
                .claim();
        assertThat(thing.fields().values().get(name)).hasToString(expected);
    }

    @Test
    void a_variable_is_not_looked_for_in_what_another_inserted() {
        course.with("text: haproxy", "text: \"$${x}{pods}\"");

        assertThat(course.problems()).singleElement().asString().contains("there is no variable 'x'");
    }

    @Test
    void nodes_that_are_named_twice_count_once() {
        LoadedCourse loaded = course.with("on: all", "on: [cp-1, cp]").load();

        WrittenCourse.Thing thing = (WrittenCourse.Thing) loaded.course()
                .task("ha-stacked/lb")
                .orElseThrow()
                .checks()
                .get(3)
                .claim();
        assertThat(thing.fields().nodes("on")).hasSize(3);
    }

    /// Whatever stands in a file: problems or a course, never an exception and never a hang.
    @Test
    void a_mangled_file_is_refused_or_read_but_never_breaks_the_reader() {
        long seed = 20261123L;
        Random random = new Random(seed);
        List<String> alphabet = Stream.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        "-",
                        "&a",
                        "*a",
                        "!!x",
                        "\"",
                        "'",
                        "|",
                        ">",
                        "\n",
                        "  ",
                        "\t",
                        "#",
                        "${",
                        "0",
                        "~",
                        "%",
                        "?",
                        ",",
                        "\u0000",
                        "é",
                        "\uD83D\uDE00",
                        "---",
                        "...")
                .toList();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            StringBuilder text = new StringBuilder(WrittenCourse.LAB);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(6)),
                        alphabet.get(random.nextInt(alphabet.size())));
            }
            course.write(WrittenCourse.LAB_FILE, text.toString());
            LoadedCourse loaded = course.load();
            if (loaded.problems().isEmpty() == loaded.course().labs().isEmpty()) {
                broken.add(text.toString());
            }
        }
        assertThat(broken)
                .as("texts with both problems and a lab, or neither, seed %d", seed)
                .isEmpty();
    }
}
