package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT3H10M, 3 h 10 min",
        "PT-3H-1M, 3 h 1 min",
        "PT23H59M, 23 h 59 min",
        "PT24H, 1 d",
        "P364D, 364 d"
    })
    void a_length_of_time_is_told_by_its_largest_units(Duration length, String text) {
        assertThat(Times.text(length)).isEqualTo(text);
    }
}
