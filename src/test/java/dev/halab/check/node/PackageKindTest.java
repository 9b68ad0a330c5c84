package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Mismatch;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackageKindTest {
    @ParameterizedTest
    @CsvSource({
        "hi  1.35.8-1.1, true, true, 1.35, pass",
        "hi  1.35.8-1.1, true, true, 1.35.8, pass",
        "hi 1:1.35.8-1.1, true, true, 1.35.8, pass",
        "ii  1.35.8-1.1, true, true, 1.35, pkg.not-held",
        "ii  1.35.8-1.1, true, false, 1.35, pass",
        "hi  1.34.10-1.1, true, true, 1.35, pkg.version",
        "hi  1.3.5-1, true, true, 1.35, pkg.version",
        "hi  1.35.80-1.1, true, true, 1.35.8, pkg.version",
        "absent, true, true, 1.35, pkg.missing",
        "rc  1.35.8-1.1, true, true, 1.35, pkg.missing",
        "hU  1.35.8-1.1, true, true, 1.35, pkg.missing"
    })
    void decides_by_what_dpkg_has_done(String dpkg, boolean installed, boolean held, String version, String cause) {
        Trial trial = Trial.of(
                new PackageKind(),
                "on",
                Trial.nodes("cp-1"),
                "name",
                List.of("kubelet"),
                "installed",
                installed,
                "version",
                version,
                "held",
                held);

        assertThat(trial.word(Given.nothing().text(Facts.debianPackage("cp-1", "kubelet"), dpkg)))
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"absent, pass", "rc 1.22-1, pass", "ii 1.22.1-9, pkg.present"})
    void a_package_may_have_to_be_away(String dpkg, String cause) {
        Trial trial =
                Trial.of(new PackageKind(), "on", Trial.nodes("lb-1"), "name", List.of("nginx"), "installed", false);

        assertThat(trial.word(Given.nothing().text(Facts.debianPackage("lb-1", "nginx"), dpkg)))
                .isEqualTo(cause);
    }

    @Test
    void every_package_on_every_node_counts() {
        Trial trial = Trial.of(new PackageKind(), "on", Trial.nodes("cp"), "name", List.of("kubelet", "kubeadm"));
        Given given = Given.nothing();
        trial.claim().facts().forEach(fact -> given.text(fact, "ii 1.35.8-1.1"));
        given.text(Facts.debianPackage("cp-3", "kubeadm"), "absent");

        Mismatch mismatch = trial.failure(given);

        assertThat(mismatch.cause()).isEqualTo("pkg.missing");
        assertThat(mismatch.where()).isEqualTo("cp-3");
        assertThat(mismatch.actual()).contains("kubeadm");
    }

    @ParameterizedTest
    @CsvSource({
        "absent, kubelet is not installed",
        "un, kubelet is not installed",
        "rc 1.35.8-1.1, kubelet 1.35.8-1.1 is only half there (dpkg says rc)"
    })
    void a_failure_says_what_dpkg_has_of_it(String dpkg, String actual) {
        Trial trial = Trial.of(new PackageKind(), "on", Trial.nodes("cp-1"), "name", List.of("kubelet"));

        assertThat(trial.failure(Given.nothing().text(Facts.debianPackage("cp-1", "kubelet"), dpkg))
                        .actual())
                .isEqualTo(actual);
    }

    @Test
    void the_title_says_all_that_is_claimed() {
        assertThat(title("name", List.of("kubelet", "kubeadm"), "version", "1.35", "held", true))
                .isEqualTo("kubelet and kubeadm are installed (1.35) and held on cp-1");
        assertThat(title("name", List.of("nginx"), "installed", false)).isEqualTo("nginx is not installed on cp-1");
    }

    private static String title(Object... fields) {
        List<Object> all = new ArrayList<>(List.of("on", Trial.nodes("cp-1")));
        all.addAll(List.of(fields));
        return Trial.of(new PackageKind(), all.toArray()).claim().title();
    }

    @Test
    void is_unknown_when_dpkg_says_nothing() {
        Trial trial = Trial.of(new PackageKind(), "on", Trial.nodes("cp-1"), "name", List.of("kubelet"));

        assertThat(trial.judge(Given.nothing().text(Facts.debianPackage("cp-1", "kubelet"), "")))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() ->
                        Trial.of(new PackageKind(), "on", Trial.nodes("cp"), "name", List.of("x"), "version", "latest"))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> Trial.of(
                        new PackageKind(),
                        "on",
                        Trial.nodes("cp"),
                        "name",
                        List.of("x"),
                        "installed",
                        false,
                        "held",
                        true))
                .isInstanceOf(FieldProblem.class);
    }
}
