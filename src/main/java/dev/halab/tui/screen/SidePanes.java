package dev.halab.tui.screen;

import dev.halab.check.Check;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.check.Verdict;
import dev.halab.lab.Task;
import dev.halab.report.CheckReport;
import dev.halab.tui.Line;
import dev.halab.tui.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands beside the shell, as lines: the checks, the evidence of the marked one, the nodes.
final class SidePanes {
    private SidePanes() {}

    static List<Line> lines(Model model, Pane pane, int width) {
        return switch (pane) {
            case CHECKS -> checks(model, width);
            case EVIDENCE -> evidence(model, width);
            case TOPOLOGY -> topology(model, width);
            case TASK, SHELL -> List.of();
        };
    }

    static String title(Model model, Pane pane) {
        return switch (pane) {
            case CHECKS -> checksTitle(model);
            case EVIDENCE ->
                "Evidence" + Moving.marked(model).map(c -> ": " + c.name()).orElse("");
            case TOPOLOGY ->
                model.work()
                        .survey()
                        .map(s -> "Nodes, %s ago".formatted(Marks.age(s.at(), model.now())))
                        .orElse("Nodes");
            case TASK -> "Task";
            case SHELL -> "Shell";
        };
    }

    private static String checksTitle(Model model) {
        Work work = model.work();
        if (work.busy().equals("checking")) {
            return "Checks: checking" + (model.display().calm() ? "" : dots(model));
        }
        return work.report()
                .map(r -> "Checks %d/%d, %s ago%s"
                        .formatted(
                                r.counting().stream()
                                        .filter(x -> x.verdict() instanceof Verdict.Pass)
                                        .count(),
                                r.counting().size(),
                                Marks.age(r.at().plus(r.took()), model.now()),
                                work.watching() ? waits(model) : ", watch off"))
                .orElse("Checks: not judged yet");
    }

    /// What keeps the checks from running by themselves.
    private static String waits(Model model) {
        return model.work().acted().isAfter(model.work().judged())
                ? Shells.running(model).map(n -> ", waits for " + n).orElse("")
                : "";
    }

    private static String dots(Model model) {
        return ".".repeat((int) (model.now().getEpochSecond() % 4));
    }

    static List<Line> checks(Model model, int width) {
        List<Line> lines = new ArrayList<>();
        Optional<Task> task = model.work().task();
        if (task.isEmpty()) {
            return List.of(Line.of(Role.DIM, "No task is open."));
        }
        task.get().checks().forEach(c -> lines.addAll(check(model, c, width)));
        return lines;
    }

    private static List<Line> check(Model model, Check check, int width) {
        boolean marked = Moving.marked(model).filter(check::equals).isPresent();
        boolean focused = model.bench().focus() == Pane.CHECKS;
        Optional<Result> result = result(model, check);
        List<Line> lines = new ArrayList<>(head(check, result, marked, focused).wrap(width, 5));
        if (marked || result.filter(r -> r.verdict() instanceof Verdict.Fail).isPresent()) {
            result.ifPresent(r -> detail(lines, r, width));
        }
        return lines;
    }

    /// The number of the check that a line of theirs is about.
    static Optional<Integer> checkAt(Model model, int width, int line) {
        int end = 0;
        List<Check> checks = model.work().task().map(Task::checks).orElse(List.of());
        for (int number = 0; number < checks.size(); number++) {
            end += check(model, checks.get(number), width).size();
            if (line < end) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /// Two lines for small screens: all checks by name, and the marked one.
    static List<Line> brief(Model model) {
        Line names = Line.EMPTY;
        for (Check check : model.work().task().map(Task::checks).orElse(List.of())) {
            Marks.Mark mark = Marks.of(result(model, check).map(Result::verdict));
            names = names.and(mark.role(), mark.text().strip() + " ").and(Role.TEXT, check.name() + "   ");
        }
        Optional<Check> check = Moving.marked(model);
        Optional<Verdict> verdict = check.flatMap(c -> result(model, c)).map(Result::verdict);
        Line marked = Line.of(Role.DIM, check.map(Check::title).orElse(""));
        if (verdict.isPresent() && verdict.get() instanceof Verdict.Fail(Mismatch m)) {
            marked = Line.of(Role.DIM, check.map(Check::name).orElse("") + ": got ")
                    .and(Role.FAIL, m.actual())
                    .and(Role.DIM, "  want ")
                    .and(Role.TEXT, m.expected());
        }
        return List.of(names, marked);
    }

    private static Line head(Check check, Optional<Result> result, boolean marked, boolean focused) {
        Marks.Mark mark = Marks.of(result.map(Result::verdict));
        String advice = check.severity() == Severity.SHOULD ? "advice: " : "";
        Line line = Line.of(marked ? Role.ACCENT : Role.TEXT, marked ? "> " : "  ")
                .and(mark.role(), mark.text() + " ")
                .and(Role.DIM, advice);
        return line.and(marked && focused ? Role.SELECTED : Role.TEXT, check.title());
    }

    private static void detail(List<Line> lines, Result result, int width) {
        switch (result.verdict()) {
            case Verdict.Pass(String observed) -> part(lines, "saw", Role.DIM, observed, width);
            case Verdict.Fail(Mismatch m) -> mismatch(lines, m, width);
            case Verdict.Wait(Mismatch m) -> mismatch(lines, m, width);
            case Verdict.Unknown u ->
                part(lines, "why", Role.WARN, "%s: %s".formatted(u.reason().word(), u.detail()), width);
            case Verdict.Blocked(List<String> by) ->
                part(
                        lines,
                        "after",
                        Role.STALE,
                        String.join(
                                ", ",
                                by.stream()
                                        .map(id -> id.substring(id.lastIndexOf('/') + 1))
                                        .toList()),
                        width);
        }
        result.advice().forEach(a -> part(lines, "note", Role.WARN, a, width));
        if (!result.unjudged().isEmpty() && !(result.verdict() instanceof Verdict.Blocked)) {
            part(lines, "left out", Role.DIM, result.unjudged(), width);
        }
    }

    private static void mismatch(List<Line> lines, Mismatch m, int width) {
        part(lines, "want", Role.TEXT, m.expected(), width);
        part(lines, "got", Role.FAIL, m.actual(), width);
        if (!m.where().isEmpty()) {
            part(lines, "where", Role.TEXT, m.where(), width);
        }
        part(lines, "cause", Role.DIM, m.cause(), width);
    }

    private static void part(List<Line> lines, String name, Role role, String text, int width) {
        List<String> parts = text.lines().toList();
        for (int i = 0; i < parts.size(); i++) {
            lines.addAll(Line.of(Role.DIM, "     %-6s".formatted(i == 0 ? name : ""))
                    .and(role, parts.get(i))
                    .wrap(width, 11));
        }
    }

    private static Optional<Result> result(Model model, Check check) {
        return model.work().report().map(CheckReport::results).stream()
                .flatMap(List::stream)
                .filter(r -> r.check().id().equals(check.id()))
                .findFirst();
    }

    private static List<Line> evidence(Model model, int width) {
        Optional<Check> check = Moving.marked(model);
        Optional<Result> result = check.flatMap(c -> result(model, c));
        if (check.isEmpty() || result.isEmpty()) {
            return List.of(Line.of(Role.DIM, "Nothing was read yet."));
        }
        List<Line> lines =
                new ArrayList<>(Line.of(Role.TITLE, check.get().title()).wrap(width, 0));
        detail(lines, result.get(), width);
        lines.add(Line.of(Role.DIM, "read for it:"));
        for (Result.Evidence evidence : result.get().evidence()) {
            lines.addAll(Line.of(
                            Role.ACCENT, "  %-6s ".formatted(evidence.fact().source()))
                    .and(Role.TEXT, evidence.fact().name())
                    .and(Role.DIM, "  %d B, %s ago".formatted(evidence.bytes(), Marks.age(evidence.at(), model.now())))
                    .wrap(width, 9));
        }
        if (result.get().evidence().isEmpty()) {
            lines.add(Line.of(Role.DIM, "  nothing"));
        }
        return lines;
    }

    private static List<Line> topology(Model model, int width) {
        Optional<Survey> survey = model.work().survey();
        if (survey.isEmpty()) {
            return List.of(Line.of(Role.DIM, "Not looked at yet."));
        }
        List<Line> lines = new ArrayList<>();
        survey.get()
                .endpoint()
                .ifPresent(e ->
                        lines.addAll(figure(model, Line.EMPTY, Role.TEXT, e).wrap(width, 2)));
        for (Survey.Row row : survey.get().rows()) {
            Line line = Line.of(Role.ACCENT, "%-6s ".formatted(row.node()))
                    .and(role(row.state()), "%-2s ".formatted(row.state().mark()));
            line = figures(model, line, Role.TEXT, row.figures());
            if (!row.before().isEmpty()) {
                line = figures(model, line.and(Role.DIM, "; before: "), Role.STALE, row.before());
            }
            lines.addAll(line.wrap(width, 10));
        }
        return lines;
    }

    private static Line figures(Model model, Line begun, Role role, List<Survey.Figure> figures) {
        Line line = begun;
        for (int i = 0; i < figures.size(); i++) {
            line = figure(model, i == 0 ? line : line.and(Role.DIM, ", "), role, figures.get(i));
        }
        return line;
    }

    /// What was seen, and how long ago.
    private static Line figure(Model model, Line begun, Role role, Survey.Figure figure) {
        return begun.and(role, figure.words()).and(Role.DIM, " (%s)".formatted(Marks.age(figure.at(), model.now())));
    }

    static Role role(Survey.State state) {
        return switch (state) {
            case OK -> Role.OK;
            case BARE -> Role.DIM;
            case BAD -> Role.FAIL;
            case UNSEEN -> Role.WARN;
        };
    }
}
