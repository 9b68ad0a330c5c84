package dev.halab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerTextTest {
    private static AnswerText.Parsed read(String text) {
        return AnswerText.read("a.md", text, List.of("lb-1", "cp-1"));
    }

    private static List<String> problems(String text) {
        return read(text).problems().stream()
                .map(p -> "%d:%d %s | %s"
                        .formatted(
                                p.line(),
                                p.column(),
                                p.problem().what(),
                                p.problem().why()))
                .toList();
    }

    @Test
    void blocks_that_say_where_they_run_are_read_in_order() {
        AnswerText.Parsed parsed = read("""
                First the file:

                ```file node=lb-1 path=/etc/haproxy/haproxy.cfg mode=0600
                mode tcp

                # end
                ```

                ~~~~ bash  node=cp-1 capture=TOKEN/([a-z0-9.]+) now/ capture=ALL/.*/ expect=1
                kubeadm token create
                ```
                not a fence here
                ~~~~
                """);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.answer().blocks())
                .containsExactly(
                        new Answer.Block.Write("lb-1", 3, "/etc/haproxy/haproxy.cfg", "0600", "mode tcp\n\n# end\n"),
                        new Answer.Block.Run(
                                "cp-1",
                                9,
                                "kubeadm token create\n```\nnot a fence here\n",
                                Map.of("TOKEN", "([a-z0-9.]+) now", "ALL", ".*"),
                                1));
    }

    @Test
    void other_fences_are_prose() {
        assertThat(read("```\nbash node=lb-1\n```\n\n```yaml\na: b\n```\n\n```bash\nls\n```\n``` x `y` ```\n")
                        .answer()
                        .blocks())
                .isEmpty();
    }

    @Test
    void a_block_in_a_list_loses_its_indentation() {
        AnswerText.Parsed parsed = read("1. Do\n\n   ```bash node=lb-1\n   ls\n     deeper\n ls\n   ```\n");

        assertThat(parsed.answer().blocks())
                .containsExactly(new Answer.Block.Run("lb-1", 3, "ls\n  deeper\nls\n", Map.of(), 0));
    }

    @Test
    void a_question_is_answered() {
        assertThat(read("```answer check=how-many\n1\n```\n").answer().blocks())
                .containsExactly(new Answer.Block.Reply(1, "how-many", "1"))
                .allSatisfy(block -> assertThat(block.node()).isEmpty());
    }

    @Test
    void blocks_below_the_heading_undo_are_kept_apart() {
        Answer answer = read("```bash node=lb-1\na\n```\n## Undo\n```bash node=cp-1\nb\n```\n")
                .answer();

        assertThat(answer.blocks()).containsExactly(new Answer.Block.Run("lb-1", 1, "a\n", Map.of(), 0));
        assertThat(answer.undo()).containsExactly(new Answer.Block.Run("cp-1", 5, "b\n", Map.of(), 0));
    }

    @Test
    void an_empty_file_can_be_written() {
        assertThat(read("```file node=lb-1 path=/etc/empty\n```\n").answer().blocks())
                .containsExactly(new Answer.Block.Write("lb-1", 1, "/etc/empty", "0644", ""));
    }

    @Test
    void front_matter_is_read_and_is_no_prose() {
        AnswerText.Parsed parsed = read("---\ncause: hap.mode-http\ncheck: config\ntitle: Wrong mode\n---\nText.\n");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.answer().front())
                .isEqualTo(Map.of("cause", "hap.mode-http", "check", "config", "title", "Wrong mode"));
        assertThat(parsed.answer().text()).isEqualTo("Text.\n");
    }

    @Test
    void an_empty_text_is_an_answer_without_blocks() {
        assertThat(read("").answer()).isEqualTo(new Answer("a.md", Map.of(), "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "bash node=lb-2 ~ 2:1 a bash block runs nowhere | there is no node 'lb-2' (did you mean 'lb-1'?)",
                "bash nod=lb-1 ~ 2:1 unknown word 'nod=' in a fence | a bash block has no 'nod=' (did you mean 'node'?)",
                "bash nod=lb-1 ~ 2:1 a bash block runs nowhere | 'node=' is missing",
                "bash on lb-1 ~ 2:1 'on' in a fence cannot be read | it is neither KEY=VALUE nor capture=NAME/REGEX/",
                "bash node=lb-1 node=cp-1 ~ 2:1 'node=cp-1' in a fence cannot be read | 'node=' stands twice",
                "bash node=lb-1 expect=no ~ 2:1 'expect=no' is no exit status | it is 0 to 255",
                "bash node=lb-1 expect=256 ~ 2:1 'expect=256' is no exit status | it is 0 to 255",
                "bash node=lb-1 capture=T ~ 2:1 'capture=T' in a fence cannot be read | it is neither KEY=VALUE nor capture=NAME/REGEX/",
                "bash node=lb-1 capture=T/(/ ~ 2:1 '(' in a fence cannot be read | it is no regular expression: Unclosed group",
                "bash node=lb-1 capture=T/a/ capture=T/b/ ~ 2:1 'capture=T' in a fence cannot be read | this block captures 'T' twice",
                "bash node=lb-1 path=/etc/x ~ 2:1 unknown word 'path=' in a fence | a bash block has no 'path='",
                "file node=lb-1 ~ 2:1 a file block names no file | 'path=' is no absolute path of a file",
                "file node=lb-1 path=/etc/ ~ 2:1 a file block names no file | 'path=/etc/' is no absolute path of a file",
                "file node=lb-1 path=/etc/../x ~ 2:1 a file block names no file | 'path=/etc/../x' is no absolute path of a file",
                "file node=lb-1 path=/x mode=9 ~ 2:1 'mode=9' is no mode | it is four octal digits",
                "file node=lb-1 path=/x capture=T/a/ ~ 2:1 a file block captures nothing | it has no output",
                "answer node=lb-1 ~ 2:1 an answer block answers nothing | it needs 'check=NAME', nothing else, and a line below it",
                "answer check=a capture=T/a/ ~ 2:1 an answer block answers nothing | it needs 'check=NAME', nothing else, and a line below it",
                "answer check=a node=lb-1 ~ 2:1 an answer block answers nothing | it needs 'check=NAME', nothing else, and a line below it",
                "file path=/x ~ 2:1 a file block runs nowhere | 'node=' is missing",
            })
    void a_slip_in_a_fence_is_named_with_its_line(String fence, String expected) {
        String text = "Text.\n```%s\nls\n```\n".formatted(fence);

        assertThat(problems(text)).contains(expected);
        assertThat(read(text).answer().blocks()).isEmpty();
    }

    @Test
    void an_empty_reply_is_a_problem() {
        assertThat(problems("```answer check=a\n\n```\n")).hasSize(1);
    }

    @Test
    void an_empty_command_is_a_problem() {
        assertThat(problems("```bash node=lb-1\n\n```\n"))
                .containsExactly("1:1 a bash block is empty | it holds no command");
    }

    @Test
    void a_fence_that_is_not_closed_is_a_problem() {
        assertThat(problems("a\n\n````bash node=lb-1\nls\n```\n"))
                .containsExactly("3:1 a fence is not closed | no '````' follows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "cause: a ~ 1:1 the front matter is not closed | no second line '---' follows",
                "cuse: a\\n---\\n ~ 2:1 unknown key 'cuse' in the front matter | an answer has no such key (did you mean 'cause'?)",
                "cause: [a]\\n---\\n ~ 2:1 'cause' holds no text | a text is needed",
                "cause:\\n---\\n ~ 2:1 'cause' holds no text | a text is needed",
                "- a\\n---\\n ~ 2:1 the front matter cannot be read | it is a list",
                "title: a\\ntitle: b\\n---\\n ~ 3:1 the front matter cannot be read | key 'title' stands twice (first in line 2)",
            })
    void a_slip_in_the_front_matter_is_named_with_its_line(String text, String expected) {
        assertThat(problems("---\n" + text.replace("\\n", "\n"))).containsExactly(expected);
    }

    @Test
    void only_known_variables_are_inserted_so_that_the_shell_keeps_its_own() {
        Map<String, String> known = Map.of("TOKEN", "abc${HOME}$1\\", "node.cp-1", "192.168.56.11");

        assertThat(Variables.insert("${TOKEN} ${HOME} $TOKEN ${node.cp-1} ${node.cp-9} ${A:-b} $(x)", known))
                .isEqualTo("abc${HOME}$1\\ ${HOME} $TOKEN 192.168.56.11 ${node.cp-9} ${A:-b} $(x)");
    }

    @Test
    void uses_of_variables_are_found_with_their_index() {
        assertThat(Variables.uses("a ${B} ${c.d-1}${}"))
                .containsExactly(new Variables.Use("B", 2), new Variables.Use("c.d-1", 7));
    }
}
