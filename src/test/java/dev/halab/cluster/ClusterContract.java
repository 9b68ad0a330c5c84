package dev.halab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every cluster promises, the real one and the one of tests.
public interface ClusterContract {
    Duration LONG = Duration.ofSeconds(20);

    /// A cluster whose `/api/v1/nodes` is `{}`, with `sealed` in `kubeadm-certs`, and nothing else.
    Cluster answering();

    /// A cluster that cannot be reached.
    Cluster unreachable();

    @Test
    default void every_fact_gets_a_reading() {
        List<Fact> facts = List.of(Facts.nodes(), new Fact(Fact.API, "unheard-of", List.of()));

        assertThat(answering().read(facts, LONG)).containsOnlyKeys(facts);
        assertThat(unreachable().read(facts, LONG))
                .containsOnlyKeys(facts)
                .allSatisfy((fact, reading) -> assertThat(reading).isInstanceOf(Reading.Unseen.class));
    }

    @Test
    default void what_is_there_is_seen_and_what_is_unheard_of_is_not_read() {
        Fact unheard = new Fact(Fact.API, "unheard-of", List.of());

        var readings = answering().read(List.of(Facts.nodes(), unheard), LONG);

        assertThat(readings.get(Facts.nodes()))
                .isInstanceOfSatisfying(
                        Reading.Seen.class, seen -> assertThat(seen.text()).isEqualTo("{}"));
        assertThat(readings.get(unheard))
                .isInstanceOfSatisfying(
                        Reading.Unseen.class,
                        unseen -> assertThat(unseen.reason()).isEqualTo(Reading.Reason.NOT_READ));
    }

    @Test
    default void the_sealed_certificate_is_handed_out_or_unobserved() {
        assertThat(answering().sealedCaCertificate())
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("sealed"));
        assertThatThrownBy(() -> unreachable().sealedCaCertificate()).isInstanceOf(Unobserved.class);
    }

    @Test
    default void nothing_to_read_is_nothing_read() {
        assertThat(answering().read(List.of(), LONG)).isEmpty();
    }
}
