package dev.halab.report;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.TaskProgress;
import dev.halab.check.Check;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.json.Json;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import java.util.ArrayList;
import java.util.List;

/// Reports as JSON; the shapes are a contract (README, "For scripts").
public final class ReportJson {
    private static final String VERSION = "halab/v1";

    private ReportJson() {}

    /// A `CheckReport`.
    public static Json check(CheckReport report) {
        return Json.object()
                .put("apiVersion", VERSION)
                .put("kind", "CheckReport")
                .put("lab", report.lab())
                .put("task", report.task().name())
                .put("provider", report.provider())
                .put("at", report.at().toString())
                .put("took", report.took().toString())
                .put("verdict", report.verdict().word())
                .put("points", points(report.earned(), report.task().points()))
                .put(
                        "checks",
                        Json.array(report.counting().stream()
                                .map(ReportJson::result)
                                .toList()))
                .put("advice", Json.array(advice(report)))
                .build();
    }

    /// A `LabReport`.
    public static Json lab(LabReport report) {
        return Json.object()
                .put("apiVersion", VERSION)
                .put("kind", "LabReport")
                .put("lab", report.lab())
                .put("verdict", report.verdict().word())
                .put(
                        "tasks",
                        Json.array(
                                report.tasks().stream().map(ReportJson::check).toList()))
                .build();
    }

    /// A `LabList`.
    public static Json labs(Course course) {
        return Json.object()
                .put("apiVersion", VERSION)
                .put("kind", "LabList")
                .put(
                        "labs",
                        Json.array(course.labs().stream().map(ReportJson::lab).toList()))
                .build();
    }

    /// A `Task`, as it stands for the learner.
    public static Json task(Task task, TaskProgress progress) {
        return Json.object()
                .put("apiVersion", VERSION)
                .put("kind", "Task")
                .put("id", task.id())
                .put("title", task.title())
                .put("points", task.points())
                .put("minutes", task.minutes())
                .put("text", task.text())
                .put("pages", Json.strings(task.pages()))
                .put("state", state(progress))
                .put(
                        "checks",
                        Json.array(task.checks().stream()
                                .map(c -> Json.object()
                                        .put("id", c.id())
                                        .put("title", c.title())
                                        .build())
                                .toList()))
                .build();
    }

    /// A `Progress` over the whole course.
    public static Json progress(Course course, Attempt attempt) {
        Json.Builder json = Json.object().put("apiVersion", VERSION).put("kind", "Progress");
        attempt.current().ifPresent(task -> json.put("current", task.id()));
        return json.put(
                        "labs",
                        Json.array(course.labs().stream()
                                .map(l -> progress(l, attempt))
                                .toList()))
                .build();
    }

    /// One word for where the learner stands with a task: `passed`, `shown`, `open` or `new`.
    public static String state(TaskProgress progress) {
        if (progress.shown()) {
            return "shown";
        }
        if (progress.passed().isPresent()) {
            return "passed";
        }
        return progress.opened().isPresent() || !progress.verdict().isEmpty() ? "open" : "new";
    }

    private static Json progress(Lab lab, Attempt attempt) {
        Attempt.LabProgress sum = attempt.progress(lab);
        List<Json> tasks = new ArrayList<>();
        for (Task task : lab.tasks()) {
            TaskProgress progress = attempt.task(task.id());
            tasks.add(Json.object()
                    .put("id", task.id())
                    .put("state", state(progress))
                    .put("verdict", progress.verdict())
                    .put("holds", progress.holds())
                    .put("points", points(progress.earned(), task.points()))
                    .put("hints", progress.hints())
                    .putIfPresent("passedAt", progress.passed().map(Object::toString))
                    .build());
        }
        return Json.object()
                .put("id", lab.id())
                .put("points", points(sum.earned(), sum.of()))
                .put("tasks", Json.array(tasks))
                .build();
    }

    private static Json lab(Lab lab) {
        List<Json> tasks = lab.tasks().stream()
                .map(t -> Json.object()
                        .put("id", t.id())
                        .put("title", t.title())
                        .put("points", t.points())
                        .put("minutes", t.minutes())
                        .build())
                .toList();
        return Json.object()
                .put("id", lab.id())
                .put("title", lab.title())
                .put("topology", lab.topology())
                .put("tasks", Json.array(tasks))
                .build();
    }

    private static Json points(int earned, int of) {
        return Json.object().put("earned", earned).put("of", of).build();
    }

    private static Json result(Result result) {
        Check check = result.check();
        Json.Builder json = Json.object()
                .put("id", check.id())
                .put("title", check.title())
                .put("severity", check.severity().word())
                .put("verdict", result.verdict().word());
        switch (result.verdict()) {
            case Verdict.Pass(String observed) -> json.put("actual", observed);
            case Verdict.Fail(Mismatch mismatch) -> mismatch(json, mismatch);
            case Verdict.Wait(Mismatch mismatch) -> mismatch(json, mismatch);
            case Verdict.Unknown unknown ->
                json.put("reason", unknown.reason().word()).put("detail", unknown.detail());
            case Verdict.Blocked ignored -> {}
        }
        json.put("blockedBy", Json.strings(result.verdict() instanceof Verdict.Blocked(var by) ? by : List.of()));
        json.put("points", points(result.earned(), check.points()));
        if (!result.unjudged().isEmpty()) {
            json.put("unjudged", result.unjudged());
        }
        return json.put(
                        "evidence",
                        Json.array(result.evidence().stream()
                                .map(ReportJson::evidence)
                                .toList()))
                .build();
    }

    private static void mismatch(Json.Builder json, Mismatch mismatch) {
        json.put("cause", mismatch.cause())
                .put("expected", mismatch.expected())
                .put("actual", mismatch.actual())
                .put("where", mismatch.where());
    }

    private static Json evidence(Result.Evidence evidence) {
        return Json.object()
                .put("node", evidence.fact().source())
                .put("fact", evidence.fact().name())
                .put("at", evidence.at().toString())
                .put("bytes", evidence.bytes())
                .build();
    }

    private static List<Json> advice(CheckReport report) {
        List<Json> advice = new ArrayList<>();
        report.advising().forEach(r -> advice.add(result(r)));
        for (Result result : report.results()) {
            result.advice()
                    .forEach(text -> advice.add(Json.object()
                            .put("id", result.check().id())
                            .put("text", text)
                            .build()));
        }
        return advice;
    }
}
