package dev.halab.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/// The compiled product, read once, and the groups its packages fall into.
final class Product {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.halab");

    /// `Main` and the wiring around it.
    static final String MAIN = "dev.halab";

    /// Values and rules: no I/O, no clock, no system.
    static final List<String> PURE = List.of(
            "dev.halab.problem",
            "dev.halab.json",
            "dev.halab.yaml",
            "dev.halab.topology..",
            "dev.halab.fact..",
            "dev.halab.recording..",
            "dev.halab.check..",
            "dev.halab.lab",
            "dev.halab.lab.lint",
            "dev.halab.recording",
            "dev.halab.attempt..",
            "dev.halab.report..");

    /// What the product needs from the world, said without naming a technology.
    static final List<String> PORTS =
            List.of("dev.halab.node", "dev.halab.cluster", "dev.halab.machine", "dev.halab.store");

    /// One technology each, behind a port.
    static final List<String> ADAPTERS = List.of(
            "dev.halab.node.ssh",
            "dev.halab.cluster.kube",
            "dev.halab.cluster.wire",
            "dev.halab.machine.docker",
            "dev.halab.machine.vagrant",
            "dev.halab.machine.ssh",
            "dev.halab.machine.sandbox",
            "dev.halab.store.sqlite",
            "dev.halab.lab.yaml");

    /// Between the ports and the story: one round of observation, against the clock on the wall.
    static final String OBSERVE = "dev.halab.observe..";

    static final List<String> STORY = List.of("dev.halab.tutor..", "dev.halab.exam..", "dev.halab.classroom..");

    /// How people reach the product.
    static final List<String> DOORS = List.of("dev.halab.cli..", "dev.halab.tui..", "dev.halab.console..");

    /// Tools of the doors and adapters.
    static final String PROGRAM = "dev.halab.program..";

    static final String TERMINAL = "dev.halab.terminal..";

    /// The embedded world: a program of its own in the same jar.
    static final String SANDBOX = "dev.halab.sandbox..";

    private Product() {}

    static String[] packages(List<String> group) {
        return group.toArray(String[]::new);
    }

    static String[] packages(List<String> group, List<String> another) {
        return Stream.concat(group.stream(), another.stream()).toArray(String[]::new);
    }
}
