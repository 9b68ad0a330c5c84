package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final String RECORDED = Recorded.text("tokens.json");

    private static Trial sinceTask() {
        return Trial.in(new Scope("lab/task/check", Trial.STANDARD, "1.35", true), Token.KIND);
    }

    private static Trial plain() {
        return Trial.of(Token.KIND);
    }

    private static Given tokens(String json) {
        return Given.at(Recorded.NOW).text(Facts.tokens(), json);
    }

    private static String one(String members) {
        return "[{\"id\": \"abcdef\", \"secretSha256\": \"00\", \"uid\": \"u1\", %s}]".formatted(members);
    }

    private static final String USAGES = "\"usages\": [\"signing\", \"authentication\"]";
    private static final String GROUPS = "\"groups\": [\"" + BootstrapToken.JOIN_GROUP + "\"]";

    @Test
    void passes_on_the_recorded_tokens() {
        assertThat(plain().word(tokens(RECORDED))).isEqualTo("pass");
    }

    @Test
    void fails_without_any_token() {
        assertThat(plain().word(tokens("[]"))).isEqualTo("tok.none");
    }

    @Test
    void does_not_take_the_token_that_times_the_certificates_for_one() {
        String proxy = one("\"usages\": [], \"groups\": [], \"expiration\": \"2026-11-23T17:28:56Z\"");

        assertThat(plain().word(tokens(proxy))).isEqualTo("tok.none");
    }

    @Test
    void fails_when_all_have_expired() {
        Given later = Given.at(Instant.parse("2026-11-24T18:30:00Z")).text(Facts.tokens(), RECORDED);

        assertThat(plain().failure(later).cause()).isEqualTo("tok.expired");
        assertThat(plain().failure(later).actual()).isEqualTo("expired 3 h 1 min ago");
    }

    @Test
    void fails_in_the_very_second_of_the_end() {
        String ends = one(USAGES + "," + GROUPS + ", \"expiration\": \"2026-11-23T16:00:00Z\"");

        assertThat(plain().word(tokens(ends))).isEqualTo("tok.expired");
    }

    @Test
    void fails_when_a_usage_or_the_group_is_missing() {
        assertThat(plain().word(tokens(one("\"usages\": [\"authentication\"]," + GROUPS))))
                .isEqualTo("tok.usages");
        assertThat(plain().word(tokens(one(USAGES + ", \"groups\": [\"system:bootstrappers:other\"]"))))
                .isEqualTo("tok.group");
    }

    @Test
    void fails_when_it_expires_too_soon() {
        Trial day = Trial.of(Token.KIND, "expiresIn", Duration.ofHours(24));

        assertThat(day.word(tokens(RECORDED))).isEqualTo("tok.short");
        assertThat(Trial.of(Token.KIND, "expiresIn", Duration.ofHours(23)).word(tokens(RECORDED)))
                .isEqualTo("pass");
    }

    @Test
    void passes_a_token_that_never_expires_with_advice() {
        Given given = tokens(one(USAGES + "," + GROUPS));

        assertThat(Trial.of(Token.KIND, "expiresIn", Duration.ofDays(9)).word(given))
                .isEqualTo("pass");
        assertThat(plain().claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("never expires");
    }

    @Test
    void passes_a_time_with_another_offset() {
        assertThat(plain().word(tokens(one(USAGES + "," + GROUPS + ", \"expiration\": \"2026-11-23T18:30:00+02:00\""))))
                .isEqualTo("pass");
        assertThat(plain().word(tokens(one(USAGES + "," + GROUPS + ", \"expiration\": \"tomorrow\""))))
                .isEqualTo("unknown");
    }

    @Test
    void fails_when_no_token_was_made_since_the_opening() {
        assertThat(sinceTask().word(tokens(RECORDED).atOpening(Facts.tokens(), RECORDED)))
                .isEqualTo("tok.old");
    }

    @Test
    void passes_one_made_anew_under_the_same_id() {
        Given given = tokens(RECORDED).atOpening(Facts.tokens(), RECORDED.replace("uid-of-do4m2k", "earlier"));

        assertThat(sinceTask().word(given)).isEqualTo("pass");
    }

    @Test
    void leaves_the_age_out_without_a_baseline() {
        assertThat(sinceTask().word(tokens(RECORDED))).isEqualTo("pass");
    }

    @Test
    void does_not_know_when_the_api_refuses() {
        assertThat(plain().word(Given.nothing().unseen(Facts.tokens(), Reading.Reason.DENIED)))
                .isEqualTo("unknown");
    }
}
