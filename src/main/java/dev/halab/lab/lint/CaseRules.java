package dev.halab.lab.lint;

import dev.halab.check.Cause;
import dev.halab.lab.Case;
import dev.halab.lab.CheckSource;
import dev.halab.lab.Place;
import dev.halab.problem.DidYouMean;
import java.util.List;
import java.util.Optional;

/// Mutants and variants: what they have to show.
final class CaseRules {
    private CaseRules() {}

    static void there_is_a_mutant(Subject subject, Findings findings) {
        if (subject.cases().stream().noneMatch(c -> c.part() == Case.Part.MUTANT)) {
            findings.error(
                    subject.source().at(),
                    "task '%s' has no mutant".formatted(subject.task().id()),
                    "nothing shows that its checks can fail",
                    "write answers/%s/mutants/NAME.md with 'cause:' in its front matter"
                            .formatted(subject.task().id()));
        }
    }

    static void live_is_yes_or_no(Subject subject, Findings findings) {
        for (Case each : subject.cases()) {
            String live = each.answer().front().getOrDefault("live", "yes");
            if (!live.equals("yes") && !live.equals("no")) {
                findings.error(
                        Place.startOf(each.answer().path()),
                        "'live: %s' says nothing".formatted(live),
                        "'no' keeps a case out of the sample that runs on machines each time; its recording proves it",
                        "write 'live: no', or drop the line");
            }
        }
    }

    static void only_mutants_state_a_cause(Subject subject, Findings findings) {
        for (Case each : subject.cases()) {
            boolean states = each.cause().isPresent() || each.check().isPresent();
            if (each.part() != Case.Part.MUTANT && states) {
                findings.error(
                        Place.startOf(each.answer().path()),
                        "the %s states what it breaks".formatted(each.part().word()),
                        "'cause:' and 'check:' belong to mutants, and this has to pass",
                        "drop them, or move the file to mutants");
            }
        }
    }

    static void a_mutant_states_what_it_breaks(Subject subject, Findings findings) {
        subject.cases().stream()
                .filter(c -> c.part() == Case.Part.MUTANT)
                .forEach(mutant -> states(mutant, subject, findings));
    }

    private static void states(Case mutant, Subject subject, Findings findings) {
        Place place = Place.startOf(mutant.answer().path());
        Optional<String> cause = mutant.cause();
        if (cause.isEmpty()) {
            findings.error(
                    place,
                    "mutant '%s' states no cause".formatted(mutant.name()),
                    "its front matter has no 'cause:'",
                    "begin it with '---', 'cause: …', '---'");
            return;
        }
        List<String> names = subject.task().checks().stream().map(c -> c.name()).toList();
        if (mutant.check().isPresent() && !names.contains(mutant.check().get())) {
            findings.error(
                    place,
                    "mutant '%s' breaks an unknown check".formatted(mutant.name()),
                    "there is no check '%s'%s"
                            .formatted(
                                    mutant.check().get(),
                                    DidYouMean.suffix(mutant.check().get(), names)),
                    "use one of: " + String.join(", ", names));
            return;
        }
        List<String> causes = subject.source().checks().stream()
                .filter(c -> mutant.check().isEmpty()
                        || mutant.check().get().equals(c.check().name()))
                .map(CheckSource::causes)
                .flatMap(List::stream)
                .map(Cause::code)
                .distinct()
                .toList();
        if (!causes.contains(cause.get())) {
            findings.error(
                    place,
                    "mutant '%s' states a cause that cannot come".formatted(mutant.name()),
                    "no such check fails with '%s'%s".formatted(cause.get(), DidYouMean.suffix(cause.get(), causes)),
                    "use one of: " + String.join(", ", causes));
        }
    }
}
