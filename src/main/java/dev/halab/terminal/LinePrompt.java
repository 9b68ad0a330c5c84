package dev.halab.terminal;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Asks for lines, for the tutor without screens: with history, and with completion by Tab. On a terminal that can do
/// nothing it does nothing but ask.
public final class LinePrompt implements AutoCloseable {
    private final Terminal terminal;
    private final LineReader reader;

    private LinePrompt(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /// Opens the terminal of this process, or standard input and output where that is none.
    ///
    /// @param environment `TERM=dumb` is a terminal that can do nothing
    /// @param history where lines are kept for another time
    /// @param completions the words that may stand at the end of a line
    public static LinePrompt open(
            Map<String, String> environment, Path history, Function<String, List<String>> completions) {
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("halab")
                    .system(true)
                    .type(dumb ? Terminal.TYPE_DUMB : "xterm-256color")
                    .encoding(StandardCharsets.UTF_8)
                    .dumb(true)
                    .exec(false)
                    .graphemeCluster(false)
                    .build();
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("halab")
                    .completer((line, parsed, candidates) -> completions
                            .apply(parsed.line().substring(0, parsed.cursor()))
                            .forEach(word -> candidates.add(new Candidate(word))))
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.HISTORY_SIZE, 500)
                    .variable(LineReader.BELL_STYLE, "none")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.BRACKETED_PASTE, !dumb)
                    .option(LineReader.Option.DISABLE_HIGHLIGHTER, true)
                    .build();
            return new LinePrompt(terminal, reader);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem("halab cannot read what is typed", String.valueOf(e.getMessage()), "halab check"), e);
        }
    }

    /// Asks for a line.
    ///
    /// @return what was typed; an empty text after Ctrl-C; nothing at the end of input
    public Optional<String> line(String prompt) {
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    /// Prints a text above the next question.
    public void print(String text) {
        terminal.writer().print(text);
        terminal.flush();
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // Nothing more is asked of it.
        }
    }
}
