package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.machine.MachineStatus;
import dev.halab.report.Look;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.topology.Role;
import dev.halab.tutor.Plan;
import java.util.List;
import java.util.Locale;

/// What bringing machines up will do, for people and for scripts.
final class PlanPage {
    private static final String API = "halab/v1";

    private PlanPage() {}

    static Page page(Plan plan, Look look) {
        Page.Builder page = new Page.Builder(look);
        page.line(Style.STRONG, "%s, topology %s".formatted(plan.provider(), plan.topology()));
        plan.machines()
                .forEach(m -> page.line(
                        new Page.Span(Style.STRONG, "%-8s ".formatted(m.node().name())),
                        new Page.Span(
                                Style.PLAIN,
                                "%-14s %-15s %-10s "
                                        .formatted(
                                                role(m.node().role()),
                                                m.node().address(),
                                                m.size()
                                                        .map(s -> gib(s.memory()))
                                                        .orElse(""))),
                        new Page.Span(Style.DIM, step(m.step()))));
        page.line(Style.DIM, sum(plan));
        return page.build();
    }

    private static String role(Role role) {
        return switch (role) {
            case LOAD_BALANCER -> "load balancer";
            case CONTROL_PLANE -> "control plane";
            case WORKER -> "worker";
            case ETCD -> "etcd";
        };
    }

    private static String step(Plan.Step step) {
        return switch (step) {
            case MAKE -> "is made";
            case START -> "is there, is started";
            case KEEP -> "runs";
        };
    }

    private static String sum(Plan plan) {
        int left = plan.of(Plan.Step.MAKE).size() + plan.of(Plan.Step.START).size();
        if (left == 0) {
            return "All run; each is looked at.";
        }
        String size = plan.memory() == 0
                ? ""
                : ", %s of memory, up to %s of disk".formatted(gib(plan.memory()), gib(plan.disk()));
        String time = plan.about()
                .map(d -> ", about %s%s"
                        .formatted(
                                UpScreen.length(d),
                                plan.basis() == Plan.Basis.MEASURED ? ", as before" : "; it was never done here"))
                .orElse("; how long it takes is not known yet");
        return "%d machines%s%s".formatted(plan.machines().size(), size, time);
    }

    private static String gib(long mebibytes) {
        return String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
    }

    /// An `UpPlan`.
    static Json.Builder json(Plan plan) {
        Json.Builder json = Json.object()
                .put("apiVersion", API)
                .put("kind", "UpPlan")
                .put("provider", plan.provider())
                .put("topology", plan.topology());
        return planned(json, plan);
    }

    /// An `Up`: the plan, and the machines as they are now.
    static Json.Builder json(Plan plan, List<MachineStatus> now) {
        return Json.object()
                .put("apiVersion", API)
                .put("kind", "Up")
                .put("provider", plan.provider())
                .put("topology", plan.topology())
                .put("plan", planned(Json.object(), plan).build())
                .put(
                        "machines",
                        Json.array(now.stream()
                                .map(m -> Json.object()
                                        .put("node", m.node())
                                        .put("state", m.state())
                                        .put("address", m.address())
                                        .build())
                                .toList()));
    }

    private static Json.Builder planned(Json.Builder json, Plan plan) {
        plan.about()
                .ifPresent(d -> json.put("about", d.toString())
                        .put("basis", plan.basis().name().toLowerCase(Locale.ROOT)));
        return json.put(
                "machines",
                Json.array(plan.machines().stream().map(PlanPage::machine).toList()));
    }

    private static Json machine(Plan.Machine machine) {
        Json.Builder json = Json.object()
                .put("node", machine.node().name())
                .put("role", machine.node().role().word())
                .put("address", machine.node().address())
                .put("step", machine.step().word());
        machine.size().ifPresent(s -> json.put("memoryMiB", s.memory()).put("diskMiB", s.disk()));
        return json.build();
    }
}
