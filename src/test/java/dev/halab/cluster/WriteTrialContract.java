package dev.halab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What every trial of writes promises, the real one and the one of tests.
public interface WriteTrialContract {
    Duration LONG = Duration.ofSeconds(20);

    Fact TRIAL = Facts.write("k8s-api.lab", 6443);

    /// A cluster that takes writes, with the namespace `halab-probe` or without.
    WriteTrial working();

    /// A cluster that can be read, whose etcd gives up every write.
    WriteTrial withoutQuorum();

    /// A cluster that refuses halab's user.
    WriteTrial denying();

    /// A host that refuses connections.
    WriteTrial refusing();

    /// A cluster to which there is no way.
    WriteTrial unreachable();

    private static Json tried(WriteTrial trial) {
        Reading reading =
                Objects.requireNonNull(trial.attempt(List.of(TRIAL), LONG).get(TRIAL));
        assertThat(reading).isInstanceOf(Reading.Seen.class);
        Json json = Json.parse(((Reading.Seen) reading).text());
        assertThat(json.text("server")).contains("k8s-api.lab:6443");
        return json;
    }

    private static Json step(Json trial, String name) {
        return trial.items("steps").stream()
                .filter(s -> s.text("do").orElseThrow().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void what_is_written_is_read_and_taken_back() {
        Json trial = tried(working());

        for (String step : List.of("create", "read", "delete")) {
            assertThat(step(trial, step).text("status").orElseThrow()).as(step).startsWith("20");
        }
        assertThat(trial.text("same")).contains("true");
        assertThat(trial.has("left")).isFalse();
    }

    @Test
    default void a_write_that_etcd_gives_up_is_told_and_reads_are_tried_again() {
        Json trial = tried(withoutQuorum());

        assertThat(step(trial, "create").text("status")).contains("500");
        assertThat(step(trial, "create").text("message")).contains("etcdserver: request timed out");
        assertThat(step(trial, "look-again").text("status")).contains("200");
        assertThat(trial.has("same")).isFalse();
    }

    @Test
    default void a_refusal_is_told_and_nothing_is_tried() {
        Json trial = tried(denying());

        assertThat(step(trial, "look").text("status")).contains("403");
        assertThat(trial.items("steps")).hasSize(1);
    }

    @Test
    default void a_host_where_nothing_listens_is_told() {
        Json trial = tried(refusing());

        assertThat(step(trial, "look").text("error")).contains("refused");
        assertThat(trial.items("steps")).hasSize(1);
    }

    @Test
    default void what_could_not_be_reached_is_unseen() {
        assertThat(unreachable().attempt(List.of(TRIAL), LONG).get(TRIAL)).isInstanceOf(Reading.Unseen.class);
    }

    @Test
    default void every_fact_gets_a_reading_and_what_is_unheard_of_is_not_tried() {
        Fact unheard = new Fact(Fact.WRITE, "secret", List.of("k8s-api.lab", "6443"));

        var readings = working().attempt(List.of(TRIAL, unheard), LONG);

        assertThat(readings).containsOnlyKeys(TRIAL, unheard);
        assertThat(readings.get(unheard))
                .isInstanceOfSatisfying(
                        Reading.Unseen.class, u -> assertThat(u.reason()).isEqualTo(Reading.Reason.NOT_READ));
    }

    @Test
    default void nothing_to_try_is_nothing_tried() {
        assertThat(working().attempt(List.of(), LONG)).isEmpty();
    }
}
