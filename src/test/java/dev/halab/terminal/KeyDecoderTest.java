package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Input.Key;
import dev.halab.terminal.Input.Mouse;
import dev.halab.terminal.Input.Paste;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyDecoderTest {
    /// Everything in the corpus that is whole without waiting: a name for the key, and its bytes (`^[` is ESC).
    static final String CORPUS = """
            a                a
            ü                ü
            漢               漢
            😀               😀
            C-a              \\x01
            C-g              \\x07
            C-j              \\x0a
            C-z              \\x1a
            C-\\             \\x1c
            C-]              \\x1d
            C-_              \\x1f
            C-space          \\x00
            ENTER            \\x0d
            TAB              \\x09
            BACKSPACE        \\x7f
            BACKSPACE        \\x08
            A-x              ^[x
            A-ü              ^[ü
            C-A-x            ^[\\x18
            A-ENTER          ^[\\x0d
            A-BACKSPACE      ^[\\x7f
            BACKTAB          ^[[Z
            UP               ^[[A
            DOWN             ^[OB
            A-LEFT           ^[^[[D
            A-UP             ^[^[OA
            C-RIGHT          ^[[1;5C
            S-UP             ^[[1;2A
            C-A-S-DOWN       ^[[1;8B
            HOME             ^[[H
            HOME             ^[OH
            HOME             ^[[1~
            HOME             ^[[7~
            END              ^[[F
            END              ^[[4~
            INSERT           ^[[2~
            DELETE           ^[[3~
            C-DELETE         ^[[3;5~
            PAGE_UP          ^[[5~
            PAGE_DOWN        ^[[6~
            F1               ^[OP
            F1               ^[[11~
            F1               ^[[[A
            F5               ^[[[E
            F4               ^[OS
            S-F4             ^[[1;2S
            F5               ^[[15~
            F6               ^[[17~
            F10              ^[[21~
            F11              ^[[23~
            C-F12            ^[[24;5~
            C-i              ^[[105;5u
            C-S-A            ^[[97;6u
            A-é              ^[[233;3u
            S-ENTER          ^[[13;2u
            C-ENTER          ^[[27;5;13~
            C-S-T            ^[[27;6;116~
            ESCAPE           ^[[27u
            BACKTAB          ^[[9;2u
            C-TAB            ^[[9;5u
            a                ^[[97;1:1u
            ENTER            ^[OM
            focus            ^[[I
            blur             ^[[O
            press0@9,4       ^[[<0;10;5M
            release0@9,4     ^[[<0;10;5m
            press2@299,79    ^[[<2;300;80M
            drag0@0,0        ^[[<32;1;1M
            up@4,5           ^[[<64;5;6M
            down@4,5         ^[[<65;5;6M
            press0@0,1       ^[[M !"
            release0@0,1     ^[[M#!"
            paste:a⏎b        ^[[200~a\\x0db^[[201~
            paste:^[[A⏎      ^[[200~^[[A\\x0d\\x0a^[[201~
            paste:           ^[[200~^[[201~
            paste:漢         ^[[200~漢^[[201~
            UNKNOWN          ^[[?1;2c
            UNKNOWN          ^[]11;rgb:0000/0000/0000^[\\\\
            UNKNOWN          ^[]0;title\\x07
            UNKNOWN          ^[P>|xterm(390)^[\\\\
            UNKNOWN          ^[[57428u
            �                \\xff
            """;

    record Case(String meaning, byte[] bytes) {}

    static List<Case> corpus() {
        return CORPUS.lines()
                .filter(line -> !line.isBlank())
                .map(line ->
                        new Case(line.split(" +")[0].replace("\\\\", "\\"), bytes(line.replaceFirst("^\\S+ +", ""))))
                .toList();
    }

    @Test
    void every_sequence_means_the_same_wherever_it_is_split() {
        for (Case each : corpus()) {
            for (int cut = 0; cut <= each.bytes().length; cut++) {
                var decoder = new KeyDecoder();
                List<Input> decoded = new ArrayList<>(decoder.feed(each.bytes(), 0, cut));
                decoded.addAll(decoder.feed(each.bytes(), cut, each.bytes().length - cut));

                assertThat(text(decoded))
                        .as("%s split at %d", Raw.of(each.bytes(), 0, each.bytes().length), cut)
                        .isEqualTo(each.meaning());
                assertThat(decoder.waiting()).isFalse();
            }
        }
    }

    @Test
    void all_sequences_one_after_another_mean_the_same_in_pieces_of_any_length() {
        var all = new ByteArrayOutputStream();
        corpus().forEach(each -> all.writeBytes(each.bytes()));
        String meaning = corpus().stream().map(Case::meaning).collect(Collectors.joining(" "));
        for (int length = 1; length < 40; length++) {
            var decoder = new KeyDecoder();
            List<Input> decoded = new ArrayList<>();
            for (int from = 0; from < all.size(); from += length) {
                decoded.addAll(decoder.feed(all.toByteArray(), from, Math.min(length, all.size() - from)));
            }
            assertThat(text(decoded)).isEqualTo(meaning);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "^[, ESCAPE",
        "^[^[, ESCAPE ESCAPE",
        "^[[, A-[",
        "^[O, A-O",
        "^[], A-]",
        "^[P, A-P",
        "^[]ab, A-] a b",
        "^[[1;5, UNKNOWN",
        "\\xe6\\xbc, �",
        "^[^[[, ESCAPE A-[",
    })
    void what_stays_without_an_end_means_something_by_itself_after_a_while(String text, String meaning) {
        var decoder = new KeyDecoder();
        byte[] bytes = bytes(text);
        List<Input> decoded = new ArrayList<>(decoder.feed(bytes, 0, bytes.length));
        assertThat(decoder.waiting()).isTrue();
        decoded.addAll(decoder.expire());

        assertThat(text(decoded)).isEqualTo(meaning);
        assertThat(decoder.waiting()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "^[[1;2\\x01x, UNKNOWN C-a x",
        "^[[1;2^[[A, UNKNOWN UP",
        "^[^[x, ESCAPE A-x",
        "^[[201~a, a",
        "^[[97;1:3ua, a",
        "^[[<35;5;5Ma, a",
        "^[[<66;5;5Ma, a",
    })
    void what_is_broken_or_no_concern_takes_nothing_else_with_it(String text, String meaning) {
        byte[] bytes = bytes(text);

        assertThat(text(new KeyDecoder().feed(bytes, 0, bytes.length))).isEqualTo(meaning);
    }

    @Test
    void a_paste_does_not_end_because_it_takes_a_while() {
        var decoder = new KeyDecoder();
        byte[] begun = bytes("^[[200~rm -rf\\x0d");

        assertThat(decoder.feed(begun, 0, begun.length)).isEmpty();
        assertThat(decoder.waiting()).isFalse();
        assertThat(decoder.expire()).isEmpty();
        byte[] rest = bytes("q^[[201~");
        assertThat(decoder.feed(rest, 0, rest.length)).containsExactly(new Paste("rm -rf\nq"));
    }

    @Test
    void a_very_long_paste_comes_in_pieces_and_whole() {
        var decoder = new KeyDecoder();
        byte[] line = "0123456789abcde漢\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] begin = bytes("^[[200~");
        List<Input> decoded = new ArrayList<>(decoder.feed(begin, 0, begin.length));
        for (int i = 0; i < 200_000; i++) {
            decoded.addAll(decoder.feed(line, 0, line.length));
        }
        byte[] end = bytes("^[[201~");
        decoded.addAll(decoder.feed(end, 0, end.length));

        assertThat(decoded.size()).isBetween(3, 5);
        assertThat(decoded.stream().map(each -> ((Paste) each).text()).collect(Collectors.joining()))
                .isEqualTo("0123456789abcde漢\n".repeat(200_000));
    }

    @Test
    void random_bytes_mean_the_same_in_pieces_as_at_once() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] likely = bytes("^[[O<;:0123456789AMm~uIO^[]P\\xe6\\xbc\\xa2");
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
            }
            var whole = new KeyDecoder();
            List<Input> expected = new ArrayList<>(whole.feed(bytes, 0, bytes.length));
            expected.addAll(whole.expire());
            var decoder = new KeyDecoder();
            List<Input> decoded = new ArrayList<>();
            for (int from = 0; from < bytes.length; ) {
                int length = 1 + random.nextInt(bytes.length - from);
                decoded.addAll(decoder.feed(bytes, from, length));
                from += length;
            }
            decoded.addAll(decoder.expire());

            assertThat(decoded)
                    .as("seed %d, run %d: %s", seed, run, Raw.of(bytes, 0, bytes.length))
                    .isEqualTo(expected);
            assertThat(decoder.waiting()).as("seed %d, run %d", seed, run).isFalse();
        }
    }

    @Test
    void a_key_keeps_the_bytes_that_it_came_as() {
        for (Case each : corpus()) {
            List<Input> decoded = new KeyDecoder().feed(each.bytes(), 0, each.bytes().length);
            if (decoded.getFirst() instanceof Key key) {
                assertThat(key.raw().toArray()).isEqualTo(each.bytes());
            }
            if (decoded.getFirst() instanceof Mouse mouse) {
                assertThat(mouse.raw().toArray()).isEqualTo(each.bytes());
            }
        }
    }

    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("^[", i)) {
                bytes.write(0x1b);
                i++;
            } else if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (text.startsWith("\\\\", i)) {
                bytes.write('\\');
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint) - 1;
            }
        }
        return bytes.toByteArray();
    }

    static String text(List<Input> decoded) {
        return decoded.stream().map(KeyDecoderTest::text).collect(Collectors.joining(" "));
    }

    private static String text(Input input) {
        return switch (input) {
            case Key key ->
                (key.ctrl() ? "C-" : "")
                        + (key.alt() ? "A-" : "")
                        + (key.shift() ? "S-" : "")
                        + (key.name() == KeyName.CHARACTER
                                ? key.codePoint() == ' ' ? "space" : Character.toString(key.codePoint())
                                : key.name().name());
            case Paste paste -> "paste:" + paste.text().replace("\n", "⏎").replace("\u001b", "^[");
            case Mouse mouse ->
                switch (mouse.kind()) {
                            case PRESS -> "press" + mouse.button();
                            case RELEASE -> "release" + mouse.button();
                            case DRAG -> "drag" + mouse.button();
                            case WHEEL_UP -> "up";
                            case WHEEL_DOWN -> "down";
                        }
                        + "@" + mouse.column() + "," + mouse.row();
            case Input.Focus focus -> focus.gained() ? "focus" : "blur";
            case Input.Resized resized -> "resized";
            case Input.Signal signal -> "signal";
            case Input.EndOfInput end -> "end";
        };
    }
}
