package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileKindTest {
    private static final String PATH = "/etc/modules-load.d/k8s.conf";
    private static final Fact FILE = Facts.file("cp-1", PATH);

    @Test
    void passes_when_a_file_is_there() {
        assertThat(trial().judge(Given.nothing().file(FILE, "overlay\n"))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void fails_when_there_is_none() {
        assertThat(trial().failure(Given.nothing().text(FILE, "absent\n")).cause())
                .isEqualTo("file.missing");
        assertThat(trial("state", "directory")
                        .failure(Given.nothing().text(FILE, "absent"))
                        .cause())
                .isEqualTo("file.missing");
    }

    @Test
    void is_unknown_when_the_node_is_off() {
        assertThat(trial().judge(Given.nothing().unseen(FILE, Reading.Reason.UNREACHABLE)))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void is_unknown_when_the_answer_is_not_about_a_file() {
        assertThat(trial().judge(Given.nothing().text(FILE, "bash: stat: no such program")))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void fails_when_a_directory_lies_in_the_place_of_a_file() {
        Given given = Given.nothing().text(FILE, "directory 0755 root root 4096 1.5");

        assertThat(trial().failure(given).cause()).isEqualTo("file.type");
        assertThat(trial("state", "directory").judge(given)).isInstanceOf(Verdict.Pass.class);
        assertThat(trial("state", "directory")
                        .failure(Given.nothing().file(FILE, "x"))
                        .cause())
                .isEqualTo("file.type");
    }

    @Test
    void fails_when_an_absent_file_is_there() {
        assertThat(trial("state", "absent")
                        .failure(Given.nothing().file(FILE, "x"))
                        .cause())
                .isEqualTo("file.present");
        assertThat(trial("state", "absent").judge(Given.nothing().text(FILE, "absent")))
                .isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0600,0600,true",
        "0600,0400,true",
        "0644,0600,true",
        "0600,0640,false",
        "0640,0604,false",
        "0755,4755,false"
    })
    void a_mode_may_be_stricter_but_no_wider(String most, String mode, boolean passes) {
        Given given = Given.nothing().text(FILE, "regular %s root root 3 1.0\nabc".formatted(mode));

        Verdict verdict = trial("modeAtMost", most).judge(given);

        assertThat(verdict instanceof Verdict.Pass).isEqualTo(passes);
    }

    @Test
    void fails_when_owner_or_group_differ() {
        Given given = Given.nothing().text(FILE, "regular 0644 learner adm 0 1.0\n");

        assertThat(trial("owner", "root").failure(given).cause()).isEqualTo("file.owner");
        assertThat(trial("group", "root").failure(given).cause()).isEqualTo("file.group");
        assertThat(trial("owner", "learner", "group", "adm").judge(given)).isInstanceOf(Verdict.Pass.class);
        assertThat(trial("nonEmpty", true).failure(given).cause()).isEqualTo("file.empty");
        assertThat(trial("modeAtMost", "0600").failure(given).cause()).isEqualTo("file.mode-wide");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.ipv4.ip_forward = 1 | net.ipv4.ip_forward   =  1   | true",
                "net.ipv4.ip_forward = 1 | net.ipv4.ip_forward = 1 # on | true",
                "net.ipv4.ip_forward = 1 | #net.ipv4.ip_forward = 1     | false",
                "net.ipv4.ip_forward = 1 | net.ipv4.ip_forward = 10     | false",
                "glob:server cp-? *:6443 | server cp-1  10.0.0.1:6443    | true",
                "glob:server cp-?        | server cp-12                  | false",
                "re:ip_forward ?= ?1     | ip_forward=1                  | true",
                "re:ip_forward           | x ip_forward                  | false",
                "auth_pass a#b           | auth_pass a#b                 | true"
            })
    void a_line_counts_as_a_whole(String wanted, String line, boolean found) {
        Given given = Given.nothing().file(FILE, "first\n" + line + "\nlast");

        Verdict has = trial("lines", Trial.fields("has", List.of(wanted))).judge(given);
        Verdict lacks = trial("lines", Trial.fields("lacks", List.of(wanted))).judge(given);

        assertThat(has instanceof Verdict.Pass).isEqualTo(found);
        assertThat(lacks instanceof Verdict.Pass).isNotEqualTo(found);
    }

    @Test
    void a_line_that_takes_too_much_work_to_compare_is_neither_missing_nor_absent() {
        Given given = Given.nothing().file(FILE, "first\n" + "a".repeat(2000) + "\nlast");

        for (String part : List.of("has", "lacks")) {
            assertThat(trial("lines", Trial.fields(part, List.of("re:.*a.*a.*a.*b")))
                            .word(given))
                    .isEqualTo("unknown");
        }
        assertThat(trial("lines", Trial.fields("lacks", List.of("re:.*a.*a.*a.*b", "last")))
                        .word(given))
                .isEqualTo("file.line-present");
    }

    @Test
    void a_line_that_should_not_be_there_is_shown_with_its_number() {
        Given given = Given.nothing().file(FILE, "a\n/swap.img none swap sw 0 0\n");

        var mismatch =
                trial("lines", Trial.fields("lacks", List.of("glob:* swap *"))).failure(given);

        assertThat(mismatch.cause()).isEqualTo("file.line-present");
        assertThat(mismatch.where()).isEqualTo("cp-1:" + PATH + ":2");
    }

    @Test
    void a_missing_line_is_named() {
        var mismatch = trial("lines", Trial.fields("has", List.of("overlay")))
                .failure(Given.nothing().file(FILE, "br_netfilter\n"));

        assertThat(mismatch.cause()).isEqualTo("file.line-missing");
        assertThat(mismatch.expected()).contains("overlay");
    }

    @Test
    void is_unknown_when_a_file_is_too_large_to_have_been_read() {
        Given given = Given.nothing().text(FILE, "regular 0644 root root 99999 1.0");

        assertThat(trial("lines", Trial.fields("has", List.of("x"))).judge(given))
                .isInstanceOf(Verdict.Unknown.class);
        assertThat(trial().judge(given)).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/kubernetes/pki/sa.key, key",
        "/etc/kubernetes/admin.conf, kubeconfig",
        "/home/learner/.kube/config, kubeconfig",
        "/etc/kubernetes/pki/sa.pub, file"
    })
    void secrets_stay_on_the_node(String path, String fact) {
        Trial trial = Trial.of(new FileKind(), "on", Trial.nodes("cp-1"), "path", path);

        assertThat(trial.claim().facts()).extracting(Fact::kind).containsExactly(fact);
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        refused("modeAtMost", "modeAtMost", "rw-");
        refused("state", "state", "absent", "owner", "root");
        refused("state", "state", "absent", "nonEmpty", true);
        refused("state", "state", "absent", "group", "root");
        refused("state", "state", "absent", "modeAtMost", "0600");
        refused("state", "state", "directory", "nonEmpty", true);
        refused("lines.has", "lines", Trial.fields("has", List.of("re:(")));
        refused("lines.has", "lines", Trial.fields("has", List.of("re:" + "x".repeat(500))));
        refused("lines.lacks", "lines", Trial.fields("lacks", List.of("# a comment")));
        refused("lines", "path", "/etc/kubernetes/pki/ca.key", "lines", Trial.fields("has", List.of("x")));
    }

    @Test
    void titles_say_what_is_claimed() {
        assertThat(trial("state", "absent").claim().title()).isEqualTo(PATH + " is absent on cp-1");
        assertThat(trial().claim().title()).isEqualTo(PATH + " is there on cp-1");
        assertThat(trial("lines", Trial.fields("has", List.of("x"))).claim().title())
                .contains("says");
    }

    @Test
    void a_failure_says_what_is_there_instead() {
        Given directory = Given.nothing().text(FILE, "directory 0755 root root 4096 1.5");
        Given file = Given.nothing().file(FILE, "abc");

        assertThat(trial().failure(directory)).satisfies(m -> {
            assertThat(m.expected()).isEqualTo("a file");
            assertThat(m.actual()).isEqualTo("a directory");
        });
        assertThat(trial("state", "directory").failure(file)).satisfies(m -> {
            assertThat(m.expected()).isEqualTo("a directory");
            assertThat(m.actual()).isEqualTo("a file of 3 bytes");
        });
        assertThat(trial("state", "directory")
                        .failure(Given.nothing().text(FILE, "absent\n"))
                        .expected())
                .isEqualTo("a directory " + PATH);
    }

    @Test
    void an_empty_file_has_no_line() {
        assertThat(trial("lines", Trial.fields("has", List.of("overlay")))
                        .failure(Given.nothing().file(FILE, ""))
                        .cause())
                .isEqualTo("file.line-missing");
    }

    private static void refused(String field, Object... fields) {
        assertThatThrownBy(() -> trial(fields))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static Trial trial(Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"on", Trial.nodes("cp-1"), "path", PATH}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Trial.of(new FileKind(), all);
    }
}
