package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegexTest {
    private static final String ENDLESS = "(.*a){12}b";

    @Test
    void it_matches_the_whole_and_finds_a_part() {
        Regex regex = Regex.of("mode +tcp").orElseThrow();

        assertThat(regex.matches("mode  tcp")).isTrue();
        assertThat(regex.matches(" mode tcp")).isFalse();
        assertThat(regex.finds("    mode tcp # as always")).isTrue();
        assertThat(regex.finds("mode http")).isFalse();
    }

    @Test
    void one_that_is_too_long_or_none_is_refused() {
        assertThat(Regex.of("a".repeat(Regex.LONGEST))).isPresent();
        assertThat(Regex.of("a".repeat(Regex.LONGEST + 1))).isEmpty();
        assertThat(Regex.of("(")).isEmpty();
    }

    @Test
    void one_that_backtracks_without_end_matches_nothing() {
        Regex regex = Regex.of(ENDLESS).orElseThrow();

        assertThat(regex.decides("a".repeat(12) + "b")).contains(true);
        assertThat(regex.decides("a".repeat(60))).isEmpty();
        assertThat(regex.matches("a".repeat(60))).isFalse();
        assertThat(regex.finds("a".repeat(60))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*.cfg, haproxy.cfg, true",
        "*.cfg, haproxy.cfg.bak, false",
        "h?.cfg, ha.cfg, true",
        "h?.cfg, h.cfg, false",
        "a.b, axb, false",
        "a+, aa, false",
        "a+, a+, true"
    })
    void in_a_glob_only_the_star_and_the_question_mark_stand_for_others(String glob, String text, boolean fits) {
        assertThat(Regex.glob(glob).matches(text)).isEqualTo(fits);
    }
}
