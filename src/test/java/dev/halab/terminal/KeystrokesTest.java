package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Input.Key;
import dev.halab.terminal.Input.Mouse;
import dev.halab.terminal.VtModes.MouseTracking;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeystrokesTest {
    private static final VtModes ASKED = new VtModes(true, MouseTracking.DRAGS, true, true, true, false);

    private static Input decoded(String text) {
        byte[] bytes = KeyDecoderTest.bytes(text);
        return new KeyDecoder().feed(bytes, 0, bytes.length).getFirst();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .replace("\u001b", "^[")
                .replace("\r", "⏎")
                .replace("\u0007", "^G");
    }

    @Test
    void keys_go_as_they_came() {
        for (KeyDecoderTest.Case each : KeyDecoderTest.corpus()) {
            Input input =
                    new KeyDecoder().feed(each.bytes(), 0, each.bytes().length).getFirst();
            boolean arrow = each.meaning().matches("UP|DOWN|LEFT|RIGHT|HOME|END");
            if (input instanceof Key key && !arrow) {
                assertThat(Keystrokes.of(key, ASKED)).isEqualTo(each.bytes());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "^[[A, ^[OA, ^[[A",
        "^[OA, ^[OA, ^[[A",
        "^[[1~, ^[OH, ^[[H",
        "^[[F, ^[OF, ^[[F",
        "^[[1;5A, ^[[1;5A, ^[[1;5A"
    })
    void arrows_go_in_the_form_that_the_program_asked_for(String came, String asked, String plain) {
        Key key = (Key) decoded(came);

        assertThat(text(Keystrokes.of(key, ASKED))).isEqualTo(asked);
        assertThat(text(Keystrokes.of(key, VtModes.INITIAL))).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "ENTER, 0, false, false, ⏎",
        "CHARACTER, 103, true, false, ^G",
        "CHARACTER, 120, false, true, ^[x",
        "UP, 0, false, false, ^[[A"
    })
    void a_key_that_nobody_pressed_is_made(KeyName name, int codePoint, boolean ctrl, boolean alt, String sent) {
        assertThat(text(Keystrokes.of(new Key(name, codePoint, ctrl, alt, false, Raw.NONE), VtModes.INITIAL)))
                .isEqualTo(sent);
    }

    @Test
    void a_paste_is_marked_where_that_is_wanted_and_cannot_end_its_mark() {
        assertThat(text(Keystrokes.paste("a\nb^[".replace("^[", "\u001b") + "[201~rm\u0003\u009b", ASKED)))
                .isEqualTo("^[[200~a⏎b[201~rm^[[201~");
        assertThat(text(Keystrokes.paste("ls 漢", VtModes.INITIAL))).isEqualTo("ls 漢");
    }

    @Test
    void the_mouse_goes_to_who_asked_for_it_with_places_of_the_pane() {
        Mouse press = (Mouse) decoded("^[[<2;41;12M");
        Mouse drag = (Mouse) decoded("^[[<32;41;12M");
        VtModes clicks = new VtModes(false, MouseTracking.CLICKS, false, false, false, false);

        assertThat(Keystrokes.of(press, 38, 3, ASKED).map(KeystrokesTest::text)).contains("^[[<2;3;9M");
        assertThat(Keystrokes.of((Mouse) decoded("^[[<2;41;12m"), 38, 3, ASKED).map(KeystrokesTest::text))
                .contains("^[[<2;3;9m");
        assertThat(Keystrokes.of(drag, 38, 3, ASKED).map(KeystrokesTest::text)).contains("^[[<32;3;9M");
        assertThat(Keystrokes.of(press, 38, 3, clicks).map(KeystrokesTest::text))
                .contains("^[[M\"#)");
        assertThat(Keystrokes.of(drag, 38, 3, clicks)).isEmpty();
        assertThat(Keystrokes.of(press, 38, 3, VtModes.INITIAL)).isEmpty();
        assertThat(Keystrokes.of(press, 60, 3, ASKED)).isEmpty();
        assertThat(Keystrokes.of((Mouse) decoded("^[[<64;41;12M"), 0, 0, ASKED).map(KeystrokesTest::text))
                .contains("^[[<64;41;12M");
    }

    @Test
    void focus_is_told_to_who_asked_for_it() {
        assertThat(Keystrokes.focus(true, ASKED).map(KeystrokesTest::text)).contains("^[[I");
        assertThat(Keystrokes.focus(false, ASKED).map(KeystrokesTest::text)).contains("^[[O");
        assertThat(Keystrokes.focus(true, VtModes.INITIAL)).isEmpty();
    }
}
