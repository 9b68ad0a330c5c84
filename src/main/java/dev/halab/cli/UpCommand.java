package dev.halab.cli;

import dev.halab.lab.Lab;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Plan;
import dev.halab.tutor.Story;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab up`.
@Command(
        name = "up",
        description = "Bring the machines of a lab up. Goes on where it was interrupted.",
        footer = {
            "",
            "Examples:",
            "  halab up",
            "  halab up ha-stacked",
            "  halab up --topology mini",
            "  halab up --only lb-1,cp-1",
            "  halab up --plan"
        })
final class UpCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    UpCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB", description = "For which lab; the current or first one if none.")
    private String lab = "";

    @Option(names = "--provider", paramLabel = "P", description = "Who makes the machines.")
    private String provider = "";

    @Option(names = "--topology", paramLabel = "T", description = "Other machines than the lab's.")
    private String topology = "";

    @Option(names = "--only", paramLabel = "NODES", split = ",", description = "Only these machines.")
    private List<String> only = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Install a missing container engine without asking.")
    private boolean yes;

    @Option(names = "--plan", description = "Only say what would be done.")
    private boolean planOnly;

    @Option(names = "--json", description = "Print an UpPlan, or an Up once they are up.")
    private boolean json;

    @Override
    public Integer call() {
        Machines machines = provider.isEmpty() ? desk.machines() : desk.machines(provider);
        Topology wanted = wanted(machines);
        if (!planOnly) {
            machines.lacking().ifPresent(this::install);
        }
        Plan plan = machines.plan(wanted, new LinkedHashSet<>(only));
        if (planOnly) {
            return show(plan);
        }
        console.note(PlanPage.page(plan, console.look()));
        try (UpScreen screen = UpScreen.start(console, plan.nodes(), plan.about(), machines::usualPhase)) {
            machines.up(wanted, plan, screen);
        }
        List<MachineStatus> now = machines.status();
        if (json) {
            console.print(PlanPage.json(plan, now).build());
            return ExitStatus.OK.code();
        }
        console.say("%d machines are up."
                .formatted(now.stream().filter(m -> m.running()).count()));
        console.next(topology.isEmpty() ? "halab start " + lab().id() : "halab status");
        return ExitStatus.OK.code();
    }

    private int show(Plan plan) {
        if (json) {
            console.print(PlanPage.json(plan).build());
        } else {
            console.print(PlanPage.page(plan, console.look()));
            console.next(("halab up " + lab).strip());
        }
        return ExitStatus.OK.code();
    }

    /// Asks whether to install what is lacking. Where there is nobody to ask, `up` itself says what to do.
    private void install(Finding lacking) {
        if (console.presence() == Console.Presence.SCRIPT && !yes) {
            return;
        }
        console.say("This host lacks a %s: %s.".formatted(lacking.subject(), lacking.observed()));
        console.confirm("Run `%s` now?".formatted(lacking.mend()), Console.Consent.of(yes), "halab up");
        int status = desk.install(List.of(lacking.mend().split(" ")));
        if (status != 0) {
            throw HalabException.of(new Problem(
                    "The %s is not installed".formatted(lacking.subject()),
                    "`%s` ended with status %d".formatted(lacking.mend(), status),
                    "mend what it says above, then halab up"));
        }
    }

    private Topology wanted(Machines machines) {
        if (!topology.isEmpty()) {
            return machines.topology(topology);
        }
        if (lab.isEmpty() && machines.topology().isPresent()) {
            return machines.topology().get();
        }
        machines.requireFor(lab());
        return machines.topology(lab().topology());
    }

    private Lab lab() {
        Story story = desk.story();
        return story.references().lab(lab);
    }
}
