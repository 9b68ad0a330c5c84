package dev.halab.lab.lint;

import dev.halab.check.Check;
import dev.halab.check.Fields;
import dev.halab.check.Severity;
import dev.halab.check.Timing;
import dev.halab.check.version.Product;
import dev.halab.lab.CheckSource;
import dev.halab.lab.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks that can be passed, and that mean something when they are.
final class CheckRules {
    /// What takes time whatever the learner does.
    ///
    /// @param kind the kind of check
    /// @param field a field of it
    /// @param value the value that makes it wait
    /// @param least the least `within`
    /// @param why where the time comes from
    record Physics(String kind, String field, String value, Duration least, String why) {}

    static final List<Physics> PHYSICS = List.of(
            new Physics(
                    "lease",
                    "moved",
                    "true",
                    Duration.ofSeconds(17),
                    "a lease lasts 15 s and is tried for every 2 s"
                            + " (defaults of kube-scheduler and kube-controller-manager)"),
            new Physics(
                    "static-pod",
                    "live",
                    "true",
                    Duration.ofSeconds(20),
                    "a kubelet looks at its manifests every 20 s (default of fileCheckFrequency)"));

    /// What may be gone for a moment only.
    record Absence(String kind, String field, String value) {}

    static final List<Absence> ABSENCES = List.of(
            new Absence("reach", "expect", "refused"),
            new Absence("reach", "expect", "filtered"),
            new Absence("service", "active", "false"));

    /// What a provider's machines must be able to do.
    ///
    /// @param word how the faults that a task opens with begin
    /// @param words the faults of checks
    private record Need(String word, List<String> words, String capability) {}

    private static final List<Need> FAULTS = List.of(
            new Need("power.", List.of("kill", "halt"), "power-off"),
            new Need("pause.", List.of("pause"), "pause"),
            new Need("partition.", List.of("partition"), "partition"));

    /// The kind whose checks break a machine, and those that show before that there is something to break.
    static final String BREAKS = "failover";

    static final List<String> ENDPOINT_CHECKS = List.of("lb.reach", "http");

    private CheckRules() {}

    static void points_add_up(Subject subject, Findings findings) {
        Optional<Long> stated = subject.source().statedPoints();
        int sum = subject.task().points();
        if (stated.isPresent() && stated.get() != sum) {
            findings.error(
                    subject.source().place("points"),
                    "the points of task '%s' do not add up"
                            .formatted(subject.task().id()),
                    "it states %d, and its checks earn %d".formatted(stated.get(), sum),
                    "write 'points: %d', or change the checks".formatted(sum));
        }
    }

    static void something_decides(Subject subject, Findings findings) {
        boolean decided = subject.task().checks().stream().anyMatch(c -> c.severity() == Severity.MUST);
        if (!decided || subject.task().points() == 0) {
            findings.error(
                    subject.source().place("checks"),
                    "nothing decides task '%s'".formatted(subject.task().id()),
                    decided ? "its checks earn no points" : "all its checks are advice",
                    "give one check 'severity: must' and points");
        }
    }

    static void there_is_time_enough(Subject subject, Findings findings) {
        for (CheckSource source : subject.source().checks()) {
            if (source.check().timing() instanceof Timing.Eventually(Duration within, Duration ignored)) {
                PHYSICS.stream()
                        .filter(p -> p.kind().equals(source.check().kind())
                                && holds(source.fields(), p.field(), p.value())
                                && within.compareTo(p.least()) < 0)
                        .forEach(p -> findings.error(
                                source.place("eventually"),
                                "check '%s' gives up too early"
                                        .formatted(source.check().name()),
                                p.why(),
                                "write 'within: %ds' or more"
                                        .formatted(p.least().toSeconds())));
            }
        }
    }

    static void an_absence_has_to_last(Subject subject, Findings findings) {
        for (CheckSource source : subject.source().checks()) {
            Check check = source.check();
            boolean lasts = switch (check.timing()) {
                case Timing.Now ignored -> false;
                case Timing.Eventually eventually -> !eventually.stable().isZero();
                case Timing.Consistently ignored -> true;
            };
            boolean absence = ABSENCES.stream()
                    .anyMatch(a -> a.kind().equals(check.kind()) && holds(source.fields(), a.field(), a.value()));
            if (absence && !lasts) {
                findings.error(
                        source.at(),
                        "check '%s' passes in the first moment of absence".formatted(check.name()),
                        "what is gone now may be back in a second",
                        "add 'consistently: {for: 5s}', or 'stable:' to 'eventually'");
            }
        }
    }

    private static boolean holds(Fields fields, String field, String value) {
        Object there = fields.values().get(field);
        return there != null && (value.isEmpty() || there.toString().equals(value));
    }

    static void the_provider_can_do_what_the_task_needs(Subject subject, Findings findings) {
        Place place = Place.startOf(subject.lab().file());
        if (subject.lab().topology().name().equals("vip")) {
            required("vip", "topology 'vip' has a virtual address", place, subject, findings);
        }
        for (String fault : subject.task().opens()) {
            FAULTS.stream()
                    .filter(need -> fault.startsWith(need.word()))
                    .forEach(need -> required(
                            need.capability(),
                            "task '%s' opens with %s".formatted(subject.task().id(), fault),
                            subject.source().place("opens"),
                            subject,
                            findings));
        }
    }

    static void what_breaks_a_machine_comes_last(Subject subject, Findings findings) {
        for (CheckSource source : subject.source().checks()) {
            if (!source.check().kind().equals(BREAKS)) {
                continue;
            }
            String name = source.check().name();
            if (needed(source.check(), subject).noneMatch(c -> ENDPOINT_CHECKS.contains(c.kind()))) {
                findings.error(
                        source.place("needs"),
                        "check '%s' breaks a machine of a lab that may not be right".formatted(name),
                        "none of the checks that it needs asks the endpoint (%s)"
                                .formatted(String.join(" or ", ENDPOINT_CHECKS)),
                        "name one that does in 'needs:'");
            }
            if (!(source.check().timing() instanceof Timing.Now)) {
                findings.error(
                        source.at(),
                        "check '%s' cannot be judged again and again".formatted(name),
                        "a machine is broken for it once",
                        "drop 'eventually:' and 'consistently:'; what it waits for is 'maxOutage:'");
            }
            FAULTS.stream()
                    .filter(need -> need.words()
                            .contains(source.fields().findText("fault").orElse("")))
                    .forEach(need -> required(
                            need.capability(),
                            "check '%s' of task '%s' breaks a machine"
                                    .formatted(name, subject.task().id()),
                            source.place("fault"),
                            subject,
                            findings));
        }
    }

    /// What a check needs, and what that needs.
    private static Stream<Check> needed(Check check, Subject subject) {
        return subject.task().checks().stream()
                .filter(c -> check.needs().contains(c.id()))
                .flatMap(c -> Stream.concat(Stream.of(c), needed(c, subject)));
    }

    static void the_versions_are_known(Subject subject, Findings findings) {
        String taught = subject.lab().lab().kubernetes();
        if (!Product.KUBERNETES.knows(taught)) {
            findings.error(
                    subject.lab().title(),
                    "lab '%s' teaches Kubernetes %s"
                            .formatted(subject.lab().lab().id(), taught),
                    "halab knows Kubernetes %s, so checks of others are unknown".formatted(Product.KUBERNETES.known()),
                    "name one of these under 'kubernetes:'");
        }
    }

    private static void required(String capability, String why, Place place, Subject subject, Findings findings) {
        if (!subject.lab().lab().requires().contains(capability)) {
            findings.error(
                    place,
                    "lab '%s' does not say that it needs '%s'"
                            .formatted(subject.lab().lab().id(), capability),
                    why,
                    "add '%s' to 'requires:'".formatted(capability));
        }
    }
}
