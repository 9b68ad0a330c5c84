package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/etc/nginx/nginx.conf, /etc/nginx/nginx.conf, true",
        "/etc/nginx/*.conf, /etc/nginx/stream.conf, true",
        "/etc/nginx/*.conf, /etc/nginx/conf.d/stream.conf, false",
        "/etc/*/x, /etc/a/b/x, false",
        "/etc/nginx/*, /etc/nginx/.hidden, false",
        "/etc/nginx/.*, /etc/nginx/.hidden, true",
        "/etc//nginx/x, /etc/nginx/x, true",
        "/etc/nginx/x, /etc/other/x, false"
    })
    void no_wildcard_stands_for_a_slash_or_a_first_dot(String pattern, String path, boolean fits) {
        assertThat(PathPattern.fits(pattern, path)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/nginx/../haproxy/./haproxy.cfg, /etc/haproxy/haproxy.cfg",
        "//etc//hosts/, /etc/hosts",
        "/../etc, /etc",
        "/, /"
    })
    void a_path_is_made_plain(String path, String plain) {
        assertThat(PathPattern.normal(path)).isEqualTo(plain);
    }
}
