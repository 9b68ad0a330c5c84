package dev.halab.tui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.KeyName;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KeysTest {
    private static final Keymap STANDARD = Keymap.standard();

    @Test
    void no_key_stands_for_two_things() {
        assertThat(STANDARD.duplicates()).isEmpty();
    }

    @Test
    void every_action_has_a_key_and_an_id_of_its_own() {
        assertThat(Action.ids()).doesNotHaveDuplicates();
        assertThat(Action.values()).allSatisfy(a -> assertThat(STANDARD.keys(a)).isNotEmpty());
    }

    @Test
    void a_key_of_the_context_goes_before_one_of_anywhere() {
        assertThat(STANDARD.action(Context.LAB, Chord.of(KeyName.ENTER))).contains(Action.SHELL);
        assertThat(STANDARD.action(Context.HOME, Chord.of(KeyName.ENTER))).contains(Action.CHOOSE);
        assertThat(STANDARD.action(Context.SCROLL, Chord.of('q'))).contains(Action.LIVE);
    }

    @Test
    void what_is_written_is_what_is_shown() {
        assertThat(Arrays.asList("C-g", "M-x", "tab", "f12", "?", "space", "page-up").stream()
                        .map(k -> Chord.parse(k).orElseThrow().text()))
                .containsExactly("^G", "M-x", "Tab", "F12", "?", "Space", "PgUp");
        assertThat(Chord.parse("tabb")).isEmpty();
        assertThat(Chord.parse("")).isEmpty();
    }

    @Test
    void a_file_names_other_keys() {
        KeysFile.Outcome read = KeysFile.read("leader: C-b\ncheck: [x, f5]\n", STANDARD);

        assertThat(read.problems()).isEmpty();
        assertThat(read.keymap().leader().text()).isEqualTo("^B");
        assertThat(read.keymap().action(Context.LAB, Chord.of(KeyName.F5))).contains(Action.CHECK);
        assertThat(read.keymap().action(Context.LAB, Chord.of('c'))).isEmpty();
    }

    @Test
    void what_a_file_has_wrong_is_named_with_its_line_and_the_rest_holds() {
        KeysFile.Outcome read = KeysFile.read("""
                # mine
                chekc: x
                hint: tabb
                watch: c
                leader: g
                check: f5
                zoom: C-g
                """, STANDARD);

        assertThat(read.problems())
                .containsExactly(
                        "keys.yaml:2:1: 'chekc' is no action (did you mean 'check'?)",
                        "keys.yaml:3:7: 'tabb' is no key (did you mean 'tab'?)",
                        "keys.yaml:4:1: c would be both check and watch",
                        "keys.yaml:5:9: the leader may not be a character that is typed; write for instance C-b",
                        "keys.yaml:7:1: ^G is the leader and cannot be zoom");
        assertThat(read.keymap().key(Action.CHECK)).isEqualTo("F5");
        assertThat(read.keymap().key(Action.WATCH)).isEqualTo("w");
    }

    @Test
    void a_file_that_is_no_yaml_changes_nothing() {
        assertThat(KeysFile.read("check: [", STANDARD).problems()).hasSize(1);
        assertThat(KeysFile.read("- c\n", STANDARD).problems())
                .containsExactly("keys.yaml:1:1: write `ACTION: KEY` lines");
        assertThat(KeysFile.read("\n# nothing\n", STANDARD).problems()).isEmpty();
    }
}
