package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchTest {
    private static final String NONCE = "0123456789abcdef";

    @Test
    void no_argument_stands_in_the_script_as_it_is() {
        String evil = "/tmp/'\";$(reboot)`reboot`\n|&><\\ü";

        String script = new Batch(NONCE, List.of(Facts.file("cp-1", evil))).script();

        assertThat(script.lines().toList().getLast()).matches("batch [0-9a-f]+ [A-Za-z0-9+/=]+ </dev/null");
        assertThat(script).doesNotContain("reboot").matches("\\p{ASCII}*");
    }

    @Test
    void only_a_machine_with_more_time_than_usual_gives_its_programs_more() {
        Batch batch = new Batch(NONCE, List.of(Facts.swaps("cp-1")));

        assertThat(batch.script(Duration.ofSeconds(4))).isEqualTo(batch.script());
        assertThat(batch.script(Duration.ofSeconds(20))).isEqualTo("patience=15\n" + batch.script());
    }

    @Test
    void comments_stay_at_home() {
        assertThat(new Batch(NONCE, List.of(Facts.swaps("cp-1"))).script().lines())
                .noneMatch(line -> line.strip().startsWith("# ") || line.isBlank());
    }

    @Test
    void a_fact_that_no_unix_can_have_is_not_asked() {
        assertThat(Batch.canAsk(Facts.file("cp-1", "/etc/a\0b"))).isFalse();
        assertThat(Batch.canAsk(Facts.file("cp-1", ""))).isFalse();
        assertThat(Batch.canAsk(new Fact("cp-1", "file;reboot", List.of()))).isFalse();
        assertThat(Batch.canAsk(Facts.file("cp-1", "/etc/a\nb"))).isTrue();
    }

    @Test
    void a_nonce_is_hexadecimal_and_nothing_else() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch("$(reboot)", List.of()));
    }
}
