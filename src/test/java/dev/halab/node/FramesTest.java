package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramesTest {
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final Fact HOSTS = Facts.file("cp-1", "/etc/hosts");
    private static final Fact SWAPS = Facts.swaps("cp-1");
    private static final Fact CLOCK = Facts.clock("cp-1");
    private static final Batch BATCH = new Batch(NONCE, List.of(HOSTS, SWAPS, CLOCK));
    private static final Unseen MISSING = new Unseen(Reason.NO_ANSWER, "late");
    private static final String WHOLE = """
            Welcome to Debian!
            %1$s 0 0 "regular 0644 root root 5 1.5",%2$s -
            noise between
            %1$s 2 0 "1795447016.591 2288.765" -
            %1$s 1 1 - %3$s
            %1$s END 3
            """.formatted(NONCE, base64("a\nb\0c"), base64("no such file\n"));

    @Test
    void reads_records_in_any_order_and_ignores_what_stands_around_them() {
        Frames frames = frames(WHOLE);

        Map<Fact, Reading> readings = frames.readings(MISSING);
        assertThat(frames.ended()).isTrue();
        assertThat(readings.get(HOSTS)).isEqualTo(seen(0, "regular 0644 root root 5 1.5\na\nb\0c", ""));
        assertThat(readings.get(SWAPS)).isEqualTo(seen(1, "", "no such file\n"));
        assertThat(readings.get(CLOCK)).isEqualTo(seen(0, "1795447016.591 2288.765\n", ""));
        assertThat(readings.keySet()).containsExactly(HOSTS, SWAPS, CLOCK);
    }

    @Test
    void noise_without_a_newline_before_a_record_does_not_spoil_it() {
        assertThat(frames("prompt$ " + NONCE + " 1 0 \"x\" -\n")
                        .readings(MISSING)
                        .get(SWAPS))
                .isEqualTo(seen(0, "x\n", ""));
    }

    @Test
    void an_answer_cut_at_any_byte_never_gives_anything_but_the_truth() {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        Map<Fact, Reading> truth = frames(WHOLE).readings(MISSING);
        for (int end = 0; end < whole.length; end++) {
            Frames frames = Frames.of(BATCH, Arrays.copyOf(whole, end), Instant.EPOCH);

            frames.readings(MISSING).forEach((fact, reading) -> {
                if (reading instanceof Seen) {
                    assertThat(reading).isEqualTo(truth.get(fact));
                }
            });
            assertThat(frames.ended()).isFalse();
        }
    }

    @Test
    void a_record_without_its_newline_is_unreadable_and_the_others_are_only_missing() {
        String cut = WHOLE.substring(0, WHOLE.indexOf(" -\nnoise"));

        Map<Fact, Reading> readings = frames(cut).readings(MISSING);

        assertThat(readings.get(HOSTS))
                .isInstanceOfSatisfying(
                        Unseen.class, unseen -> assertThat(unseen.reason()).isEqualTo(Reason.UNREADABLE));
        assertThat(readings.get(SWAPS)).isEqualTo(MISSING);
    }

    @Test
    void garbage_never_raises_anything_nor_becomes_a_fact() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);

            assertThat(Frames.of(BATCH, bytes, Instant.EPOCH).readings(MISSING).values())
                    .as("seed %d round %d", seed, round)
                    .containsOnly(MISSING);
        }
    }

    @Test
    void a_damaged_answer_gives_the_truth_or_nothing_for_facts_whose_record_is_whole() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Map<Fact, Reading> truth = frames(WHOLE).readings(MISSING);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
            int at = random.nextInt(WHOLE.indexOf("noise"));
            bytes[at] = (byte) random.nextInt(256);

            Map<Fact, Reading> readings = Frames.of(BATCH, bytes, Instant.EPOCH).readings(MISSING);

            // The damage may turn another record's index into this one: then there are two, and neither is believed.
            assertThat(readings.get(CLOCK))
                    .as("seed %d round %d", seed, round)
                    .satisfiesAnyOf(
                            reading -> assertThat(reading).isEqualTo(truth.get(CLOCK)),
                            reading -> assertThat(reading).isInstanceOf(Unseen.class));
        }
    }

    @Test
    void records_of_another_nonce_are_noise() {
        String spoof = WHOLE.replace(NONCE, "ffeeddccbbaa99887766554433221100");

        assertThat(frames(spoof).readings(MISSING).values()).containsOnly(MISSING);
    }

    @Test
    void two_different_records_of_one_fact_make_it_unreadable() {
        String twice = NONCE + " 1 0 \"a\" -\n" + NONCE + " 1 0 \"b\" -\n" + NONCE + " 1 0 \"a\" -\n";

        assertThat(frames(twice).readings(MISSING).get(SWAPS)).isInstanceOf(Unseen.class);
    }

    @Test
    void fields_that_are_not_fields_make_that_fact_unreadable() {
        for (String bad : List.of(
                "1 0 \"a - -",
                "1 0 YWJ -",
                "1 0 ,YWJj -",
                "1 0 YWJj, -",
                "1 0 \"a\"YWJj -",
                "1 x - -",
                "1 0 -",
                "1 0 - - -",
                "1 large - -",
                "1 unknown - -",
                "1 0 **** -",
                "1")) {
            assertThat(frames(NONCE + " " + bad + "\n").readings(MISSING).get(SWAPS))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            Unseen.class, unseen -> assertThat(unseen.reason()).isEqualTo(Reason.UNREADABLE));
        }
    }

    @Test
    void an_index_that_was_not_asked_is_ignored() {
        assertThat(frames(NONCE + " 3 0 - -\n" + NONCE + " 999999 0 - -\n")
                        .readings(MISSING)
                        .values())
                .containsOnly(MISSING);
    }

    @Test
    void an_end_with_another_count_is_no_end() {
        assertThat(frames(NONCE + " END 2\n").ended()).isFalse();
    }

    @Test
    void a_very_long_record_of_many_pieces_is_read() {
        String pieces = "\"line\",".repeat(20_000);

        assertThat(frames(NONCE + " 1 0 " + pieces + "\"last\" -\n")
                        .readings(MISSING)
                        .get(SWAPS))
                .isEqualTo(seen(0, "line\n".repeat(20_000) + "last\n", ""));
    }

    private static Frames frames(String answer) {
        return Frames.of(BATCH, answer.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    private static Seen seen(int status, String text, String error) {
        return new Seen(status, text, error, Instant.EPOCH);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
