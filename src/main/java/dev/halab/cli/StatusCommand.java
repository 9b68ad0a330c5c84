package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.machine.MachineStatus;
import dev.halab.problem.ExitStatus;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.tutor.Machines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab status`.
@Command(
        name = "status",
        description = "The machines.",
        footer = {"", "Example:", "  halab status --json"})
final class StatusCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    StatusCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Option(names = "--json", description = "Print a Status.")
    private boolean json;

    @Override
    public Integer call() {
        Machines machines = desk.machines();
        List<MachineStatus> all = machines.status();
        if (json) {
            console.print(json(machines, all));
        } else if (all.isEmpty()) {
            console.say("There are no machines.");
            console.next("halab up");
        } else {
            console.print(page(machines, all));
        }
        return ExitStatus.OK.code();
    }

    private Page page(Machines machines, List<MachineStatus> all) {
        Page.Builder page = new Page.Builder(console.look());
        page.line(
                Style.DIM,
                "%s, %s"
                        .formatted(
                                machines.provider(),
                                machines.topology().map(t -> t.name()).orElse("no topology")));
        Map<String, String> disturbed = machines.disturbed();
        all.forEach(m -> page.line(
                new Page.Span(Style.STRONG, "%-8s ".formatted(m.node())),
                new Page.Span(m.running() ? Style.GOOD : Style.BAD, "%-12s ".formatted(m.state())),
                new Page.Span(Style.PLAIN, "%-15s".formatted(m.address())),
                new Page.Span(
                        Style.UNSURE,
                        Optional.ofNullable(disturbed.get(m.node()))
                                .map(how -> "  on purpose: " + how)
                                .orElse(""))));
        return page.build();
    }

    private static Json json(Machines machines, List<MachineStatus> all) {
        Json.Builder json = Json.object()
                .put("apiVersion", "halab/v1")
                .put("kind", "Status")
                .put("provider", machines.provider());
        machines.topology().ifPresent(t -> json.put("topology", t.name()));
        return json.put(
                        "machines",
                        Json.array(all.stream().map(m -> machine(machines, m)).toList()))
                .build();
    }

    private static Json machine(Machines machines, MachineStatus machine) {
        Json.Builder json = Json.object()
                .put("node", machine.node())
                .put("state", machine.state())
                .put("address", machine.address());
        Optional.ofNullable(machines.disturbed().get(machine.node())).ifPresent(how -> json.put("disturbed", how));
        machines.log(machine.node()).ifPresent(file -> json.put("log", file.toString()));
        return json.build();
    }
}
