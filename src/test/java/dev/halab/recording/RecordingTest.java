package dev.halab.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingTest {
    private static final List<Reading.Reason> REASONS = List.of(Reading.Reason.values());

    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    private static Recording small() {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        readings.put(Facts.swaps("lb-1"), new Reading.Seen(0, "a\nb\n", "", AT));
        readings.put(Facts.nodes(), new Reading.Unseen(Reading.Reason.UNREACHABLE, "no connection"));
        return new Recording("ha-stacked/lb", "docker", Map.of("kubernetes", "1.35.8"), AT, readings, Map.of());
    }

    @Test
    void a_recording_is_written_with_a_line_for_each_line() {
        assertThat(small().text()).isEqualTo("""
                        {
                          "apiVersion": "halab/v1",
                          "kind": "Facts",
                          "task": "ha-stacked/lb",
                          "provider": "docker",
                          "versions": {
                            "kubernetes": "1.35.8"
                          },
                          "at": "2026-11-23T09:00:00Z",
                          "readings": [
                            {
                              "source": "api",
                              "fact": [
                                "get",
                                "/api/v1/nodes"
                              ],
                              "unseen": "unreachable",
                              "detail": "no connection"
                            },
                            {
                              "source": "lb-1",
                              "fact": [
                                "swaps"
                              ],
                              "status": 0,
                              "text": [
                                "a",
                                "b",
                                ""
                              ],
                              "error": "",
                              "at": "2026-11-23T09:00:00Z"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void what_is_read_again_is_what_was_written() {
        long seed = 35L;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Recording written = new Recording(
                    text(random),
                    text(random),
                    Map.of(text(random), text(random)),
                    AT,
                    readings(random),
                    readings(random));

            Recording read = Recording.parse(written.text());

            assertThat(read).as("seed %d, round %d", seed, i).isEqualTo(written);
            assertThat(read.text()).isEqualTo(written.text());
        }
    }

    private static Map<Fact, Reading> readings(Random random) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            Fact fact =
                    new Fact(text(random), text(random), List.of(text(random)).subList(0, random.nextInt(2)));
            Reading.Reason reason = REASONS.get(random.nextInt(REASONS.size()));
            readings.put(
                    fact,
                    random.nextBoolean()
                            ? new Reading.Seen(random.nextInt(256), text(random), text(random), AT.plusNanos(i))
                            : new Reading.Unseen(reason, text(random)));
        }
        return readings;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        List<String> parts =
                List.of("a", "\n", "\r", "\"", "\\", "\u0000", "é", "\uD83D\uDE00", "\u2028", "<", "\t", "{", " ");
        for (int i = 0; i < random.nextInt(8); i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @Test
    void a_recording_is_a_snapshot() {
        assertThat(small().snapshot().text(Facts.swaps("lb-1"))).isEqualTo("a\nb\n");
        assertThat(small().snapshot().baseline()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "\"kind\": \"Facts\" ~ \"kind\": \"Lab\" ~ it does not say \"apiVersion\": \"halab/v1\", \"kind\": \"Facts\"",
                "\"apiVersion\": ~ apiVersion: ~ it is no JSON",
                "\"task\": ~ \"tusk\": ~ \"task\" is missing",
                "2026-11-23 ~ 2026-23-11 ~ \"at\" is '2026-23-11T09:00:00Z', which is no time",
                "unreachable ~ asleep ~ \"unseen\" is 'asleep', which is no reason",
                "\"status\": 0 ~ \"status\": \"zero\" ~ \"status\" is 'zero', which is no number",
                "\"a\", ~ 1, ~ \"text\" holds something that is no text",
                "\"error\": \"\" ~ \"error\": {} ~ \"error\" holds something that is no text",
                "\"error\": \"\" ~ \"error\": 1 ~ \"error\" holds something that is no text",
                "\"error\": \"\" ~ \"error\": true ~ \"error\" holds something that is no text",
                "\"fact\" ~ \"fict\" ~ a reading has no \"fact\"",
            })
    void a_text_that_is_no_recording_is_refused_with_a_reason(String old, String now, String why) {
        String text = small().text().replace(old, now);

        assertThatThrownBy(() -> Recording.parse(text))
                .isInstanceOfSatisfying(
                        MalformedRecording.class, e -> assertThat(e.why()).startsWith(why));
    }

    @Test
    void a_fact_that_stands_twice_is_refused() {
        String text =
                small().text().replace("\"swaps\"", "\"get\",\"/api/v1/nodes\"").replace("lb-1", "api");

        assertThatThrownBy(() -> Recording.parse(text))
                .hasMessage("'api get:/api/v1/nodes' stands twice in \"readings\"");
    }

    @Test
    void an_error_that_was_left_out_is_empty() {
        String text = small().text().replace("\"error\": \"\",", "");

        assertThat(Recording.parse(text)).isEqualTo(small());
    }
}
