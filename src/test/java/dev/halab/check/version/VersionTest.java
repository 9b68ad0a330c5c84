package dev.halab.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "2.6.12-1+deb12u4, 2.6.12",
        "v1.35.8, 1.35.8",
        "v1.35.8+k3s1, 1.35.8",
        "3.4-dev5, 3.4",
        "3.2.4-1ppa1~noble, 3.2.4",
        "1.38.0-alpha.1, 1.38",
        "2.2.7, 2.2.7",
        "3.7, 3.7"
    })
    void what_follows_the_numbers_does_not_count(String text, String version) {
        assertThat(Version.of(text)).map(Version::toString).contains(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3.",
                ".4",
                "v",
                "three",
                "1.25.3.1",
                "3.4.",
                "3.4 ",
                " 3.4",
                "3,4",
                "99999.1",
                "x3.4",
                "3.4x"
            })
    void what_is_no_version_is_none(String text) {
        assertThat(Version.of(text)).isEmpty();
    }

    @Test
    void numbers_are_compared_as_numbers() {
        assertThat(version("1.9.11")).isGreaterThan(version("1.9.2")).isLessThan(version("1.13.6"));
        assertThat(version("2.10")).isGreaterThan(version("2.9.9"));
        assertThat(version("3.0")).isGreaterThan(version("2.99.99"));
        assertThat(version("2.4")).isEqualByComparingTo(version("v2.4.0-6cbbecf"));
    }

    private static Version version(String text) {
        return Version.of(text).orElseThrow();
    }
}
