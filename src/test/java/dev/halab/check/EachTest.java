package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EachTest {
    private static final Mismatch WRONG = new Mismatch("stub.wrong", "right", "wrong", "cp-1");
    private static final Verdict PASS = Verdict.pass("this one");
    private static final Verdict FAIL = new Verdict.Fail(WRONG);
    private static final Verdict WAIT = new Verdict.Wait(WRONG);
    private static final Verdict UNKNOWN = new Verdict.Unknown(Reading.Reason.UNREACHABLE, "no way there");

    private static Verdict of(Verdict... verdicts) {
        return Each.of(List.of(verdicts), "all of them", v -> v);
    }

    @Test
    void all_places_have_to_pass() {
        assertThat(of(PASS, PASS)).isEqualTo(Verdict.pass("all of them"));
    }

    @Test
    void a_failure_wins_over_what_was_not_seen_and_that_over_waiting() {
        assertThat(of(PASS, WAIT, UNKNOWN, FAIL)).isEqualTo(FAIL);
        assertThat(of(PASS, WAIT, UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(of(PASS, WAIT)).isEqualTo(WAIT);
    }

    @Test
    void a_place_that_cannot_be_seen_hides_no_failure() {
        Verdict verdict = Each.of(List.of("cp-1", "cp-2"), "all of them", node -> {
            if (node.equals("cp-1")) {
                throw new Unobserved(Facts.sockets(node), Reading.Reason.NO_ANSWER, "it hangs");
            }
            return FAIL;
        });

        assertThat(verdict).isEqualTo(FAIL);
    }

    @Test
    void a_place_that_cannot_be_seen_is_named() {
        Verdict verdict = Each.of(List.of("cp-1"), "all of them", node -> {
            throw new Unobserved(Facts.sockets(node), Reading.Reason.NO_ANSWER, "it hangs");
        });

        assertThat(verdict).isEqualTo(new Verdict.Unknown(Reading.Reason.NO_ANSWER, "cp-1 sockets: it hangs"));
    }

    @Test
    void nothing_to_judge_is_never_a_pass() {
        assertThatThrownBy(() -> of()).isInstanceOf(IllegalArgumentException.class);
    }
}
