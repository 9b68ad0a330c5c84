package dev.halab.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotTest {
    private static final Instant AT = Instant.parse("2026-11-28T16:00:00Z");

    private static Instant clock(int status, String text) {
        Reading clock = new Reading.Seen(status, text, "", AT);
        return new Snapshot(0, AT, Map.of(Facts.clock("cp-1"), clock), Map.of()).at("cp-1");
    }

    @Test
    void the_time_on_a_node_is_that_of_its_own_clock() {
        assertThat(clock(0, "1795881497.599360094 1234.56\n")).isEqualTo(Instant.ofEpochMilli(1795881497599L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "179588", "1795881497.59", "1795881497.59 ", "noise 12", "1795881497 x"})
    void a_part_of_a_clock_is_no_time(String part) {
        assertThat(clock(0, part)).isEqualTo(AT);
    }

    @Test
    void a_clock_whose_program_failed_is_no_time() {
        assertThat(clock(137, "1795881400.5 12.5\n")).isEqualTo(AT);
    }
}
