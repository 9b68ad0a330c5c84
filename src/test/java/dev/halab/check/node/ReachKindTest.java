package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReachKindTest {
    @ParameterizedTest
    @CsvSource({
        "open, open, pass",
        "open, refused, net.refused",
        "open, filtered, net.filtered",
        "refused, refused, pass",
        "refused, open, net.open",
        "filtered, filtered, pass",
        "filtered, open, net.open",
        "open, error No route to host, net.filtered",
        "filtered, error No route to host, pass",
        "open, error the name does not resolve, unknown"
    })
    void a_connection_ends_as_expected(String expect, String answer, String word) {
        Trial trial = Trial.of(
                new ReachKind(), "from", Trial.nodes("w-1"), "to", Trial.servers("cp-1", 6443), "expect", expect);

        assertThat(trial.word(Given.nothing().text(Facts.reach("w-1", "192.168.56.11", 6443), answer + "\n")))
                .isEqualTo(word);
    }

    @Test
    void a_failure_tells_silence_from_a_rejection() {
        Trial trial = Trial.of(
                new ReachKind(), "from", Trial.nodes("w-1"), "to", Trial.servers("cp-1", 6443), "expect", "open");
        var way = Facts.reach("w-1", "192.168.56.11", 6443);

        assertThat(trial.failure(Given.nothing().text(way, "filtered")).actual())
                .startsWith("filtered: no answer");
        assertThat(trial.failure(Given.nothing().text(way, "error No route to host"))
                        .actual())
                .startsWith("no route to the host");
        assertThat(trial.claim().title()).isEqualTo("from w-1 to cp-1:6443: open");
    }

    @Test
    void every_node_connects_to_every_other() {
        Trial trial = Trial.of(new ReachKind(), "from", Trial.nodes("cp"), "to", Trial.servers("cp", 2380));
        Given given = Given.nothing();
        trial.claim().facts().forEach(fact -> given.text(fact, "open"));
        given.text(Facts.reach("cp-2", "192.168.56.11", 2380), "filtered");

        assertThat(trial.claim().facts()).hasSize(6);
        assertThat(trial.failure(given).where()).isEqualTo("cp-2 -> cp-1:2380");
    }

    @Test
    void a_node_that_would_only_reach_itself_is_refused() {
        assertThatThrownBy(
                        () -> Trial.of(new ReachKind(), "from", Trial.nodes("cp-1"), "to", Trial.servers("cp-1", 2380)))
                .isInstanceOf(FieldProblem.class);
    }
}
