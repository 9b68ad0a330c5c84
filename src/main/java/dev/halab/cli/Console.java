package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import dev.halab.report.Page;
import dev.halab.report.Style;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Where commands write and ask.
///
/// @param out results
/// @param err problems and progress
/// @param look what the terminal can show
/// @param presence whether a person can be asked
/// @param answers the next line that the person types; empty at the end of input
public record Console(PrintWriter out, PrintWriter err, Look look, Presence presence, Supplier<String> answers) {
    /// Whether a person can be asked.
    public enum Presence {
        TERMINAL,
        SCRIPT
    }

    void print(Page page) {
        out.print(page.render(look));
        out.flush();
    }

    void print(Json json) {
        out.println(json.pretty());
        out.flush();
    }

    /// A line of the result.
    void say(String line) {
        print(new Page.Builder(look).text(Style.PLAIN, line).build());
    }

    /// What to do next, as the last line.
    void next(String command) {
        print(new Page.Builder(look)
                .line(new Page.Span(Style.DIM, "next  "), new Page.Span(Style.ACCENT, command))
                .build());
    }

    /// A line about work in progress; it is no part of the result.
    void note(String line) {
        err.print(new Page.Builder(look).line(Style.DIM, line).build().render(look));
        err.flush();
    }

    /// The same for several lines.
    void note(Page page) {
        err.print(page.render(look));
        err.flush();
    }

    /// Prints a problem in its three parts.
    void problem(Problem problem) {
        Page.Builder page = new Page.Builder(look).text(Style.BAD, problem.what());
        page.lead(new Page.Span(Style.DIM, "  why   "), Style.PLAIN, problem.why());
        page.lead(new Page.Span(Style.DIM, "  next  "), Style.ACCENT, problem.next());
        err.print(page.build().render(look));
        err.flush();
    }

    /// Asks before something that is hard to take back.
    ///
    /// @param command the command, for whoever cannot be asked
    /// @throws HalabException if the person says no, or there is nobody to ask
    void confirm(String question, Consent consent, String command) {
        if (consent == Consent.GIVEN) {
            return;
        }
        if (presence == Presence.SCRIPT) {
            throw HalabException.usage(new Problem(
                    "`%s` needs a yes".formatted(command), "there is no terminal to ask on", command + " --yes"));
        }
        err.print(question + " [y/N] ");
        err.flush();
        if (!reply().strip().matches("(?i)y|yes")) {
            throw HalabException.usage(new Problem(
                    "Nothing was done",
                    "the answer was not yes",
                    "Run `%s` again when you want it".formatted(command)));
        }
    }

    /// Reading a line cannot be interrupted, waiting for another thread to do it can.
    private String reply() {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> line.complete(answers.get()));
        try {
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException e) {
            return "";
        }
    }

    /// Whether `--yes` was given.
    enum Consent {
        GIVEN,
        ASK;

        static Consent of(boolean yes) {
            return yes ? GIVEN : ASK;
        }
    }
}
