package dev.halab.tui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.JlineVtScreen;
import dev.halab.terminal.Size;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.screen.Msg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptLikeTest {
    private final VtScreen screen = new JlineVtScreen(new Size(40, 6));

    private boolean stands(String printed) {
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        screen.feed(bytes, 0, bytes.length);
        return PromptLike.stands(screen.view(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learner@lb-1:~$ ",
                "root@cp-1:/etc/kubernetes# ",
                "output before\r\n\u001b[1;32mlearner@lb-1\u001b[0m:\u001b[1;34m~\u001b[0m$ ",
                "\u001b[?2004hlearner@lb-1:~$ ",
                "> ",
                "lb-1% ",
                "~ ❯ ",
                "root@cp-1:~#",
                "root@cp-1:/etc/kubernetes#",
                "[root@cp-1 ~]#",
                "(lab) learner@lb-1:~$",
                "\u001b[1;32mlearner@lb-1\u001b[0m:\u001b[1;34m~\u001b[0m$",
                "bash-5.2#",
                "sh-5.2$",
                "$ typed and taken back\r$ \u001b[K"
            })
    void a_prompt_is_one(String printed) {
        assertThat(stands(printed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "learner@lb-1:~$ sleep 600",
                "learner@lb-1:~$ sleep 600\r\n",
                "learner@lb-1:~$ sleep\b\b",
                "[sudo] password for learner: ",
                "Reading package lists... 45% ",
                "Are you sure? [y/N]: ",
                "a file that ends in $",
                "Pulling [=====>   ] ",
                "50%",
                "#",
                "#####",
                "######## 45.2%",
                "learner@lb-1:50%",
                "root@cp-1:/tmp/image.tar  50%",
                "Pulling [=====>",
                "Author: Ada <ada@example.org>",
                "learner@lb-1's password:",
                "root@cp-1:~#id",
                "root@cp-1:~#\b\b",
                "root@cp-1:~# echo a@b#",
                "version 5.2#",
                "a file that ends in$"
            })
    void what_else_stands_there_is_none(String printed) {
        assertThat(stands(printed)).isFalse();
    }

    @Test
    void a_prompt_that_comes_or_goes_is_told_though_nobody_looked_at_the_screen() {
        List<Msg> told = new ArrayList<>();
        LiveShell shell = new LiveShell("lb-1", screen, told::add);

        for (String printed : List.of("Welcome\r\n", "$ ", "sleep 600", "\r\n", "more\r\n", "$ ")) {
            byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
            shell.received(bytes, bytes.length);
        }

        assertThat(told)
                .containsExactly(
                        new Msg.ShellPrinted("lb-1", false, false),
                        new Msg.ShellPrinted("lb-1", false, true),
                        new Msg.ShellPrinted("lb-1", false, false),
                        new Msg.ShellPrinted("lb-1", false, true));
    }
}
