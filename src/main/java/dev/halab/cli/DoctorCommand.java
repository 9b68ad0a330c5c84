package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.machine.Finding;
import dev.halab.problem.ExitStatus;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.tutor.Machines;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab doctor`.
@Command(
        name = "doctor",
        description = "What this host can run, what is missing, and the command that mends it.",
        footer = {"", "Examples:", "  halab doctor", "  halab doctor --topology mini --json"})
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    DoctorCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Option(names = "--provider", paramLabel = "P", description = "Who makes the machines.")
    private String provider = "";

    @Option(names = "--topology", paramLabel = "T", description = "For which machines (default: ${DEFAULT-VALUE}).")
    private String topology = "standard";

    @Option(names = "--json", description = "Print a Doctor.")
    private boolean json;

    @Override
    public Integer call() {
        Machines machines = provider.isEmpty() ? desk.machines() : desk.machines(provider);
        List<Finding> findings = machines.doctor(machines.topology(topology));
        boolean blocked = findings.stream().anyMatch(f -> f.grade() == Finding.Grade.BLOCKS);
        if (json) {
            console.print(json(machines, findings));
        } else {
            console.print(page(machines, findings));
            if (!blocked) {
                console.next("halab up");
            }
        }
        return (blocked ? ExitStatus.LAB_PROBLEM : ExitStatus.OK).code();
    }

    private Page page(Machines machines, List<Finding> findings) {
        Page.Builder page = new Page.Builder(console.look());
        page.line(Style.STRONG, "%s, topology %s".formatted(machines.provider(), topology));
        for (Finding finding : findings) {
            Style style = switch (finding.grade()) {
                case OK -> Style.GOOD;
                case HURTS -> Style.UNSURE;
                case BLOCKS -> Style.BAD;
            };
            page.lead(
                    new Page.Span(style, "%-9s ".formatted(finding.grade().words())),
                    Style.PLAIN,
                    "%s: %s".formatted(finding.subject(), finding.observed()));
            if (!finding.mend().isEmpty()) {
                page.lead(new Page.Span(Style.DIM, "          mend  "), Style.ACCENT, finding.mend());
            }
        }
        return page.build();
    }

    private static Json json(Machines machines, List<Finding> findings) {
        return Json.object()
                .put("apiVersion", "halab/v1")
                .put("kind", "Doctor")
                .put("provider", machines.provider())
                .put(
                        "findings",
                        Json.array(findings.stream()
                                .map(f -> Json.object()
                                        .put("subject", f.subject())
                                        .put("grade", f.grade().name().toLowerCase(Locale.ROOT))
                                        .put("observed", f.observed())
                                        .put("mend", f.mend())
                                        .build())
                                .toList()))
                .build();
    }
}
