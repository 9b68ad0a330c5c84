package dev.halab.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.halab.architecture.Product.ADAPTERS;
import static dev.halab.architecture.Product.CLASSES;
import static dev.halab.architecture.Product.DOORS;
import static dev.halab.architecture.Product.MAIN;
import static dev.halab.architecture.Product.OBSERVE;
import static dev.halab.architecture.Product.PORTS;
import static dev.halab.architecture.Product.PROGRAM;
import static dev.halab.architecture.Product.PURE;
import static dev.halab.architecture.Product.SANDBOX;
import static dev.halab.architecture.Product.STORY;
import static dev.halab.architecture.Product.TERMINAL;
import static dev.halab.architecture.Product.packages;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Who may know whom.
final class PackagesTest {
    static final List<String> adapters = ADAPTERS;

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.halab.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("a package that can be read alone can be understood, tested and replaced alone")
                .check(CLASSES);
    }

    @Test
    void nobody_knows_main() {
        noClasses()
                .that(resideOutsideOfPackage(MAIN))
                .should()
                .dependOnClassesThat(resideInAPackage(MAIN))
                .allowEmptyShould(true)
                .because("wiring knows everything, so nothing may know the wiring")
                .check(CLASSES);
    }

    @Test
    void pure_packages_know_only_pure_packages_and_ports() {
        onlyKnow(packages(PURE), packages(PURE, PORTS), "what judges a learner must run on a recording alone");
    }

    @Test
    void ports_know_only_pure_packages_and_ports() {
        onlyKnow(packages(PORTS), packages(PURE, PORTS), "a port is said in the words of the product");
    }

    @Test
    void observation_knows_only_pure_packages_and_ports() {
        onlyKnow(
                new String[] {OBSERVE},
                packages(PURE, Stream.concat(PORTS.stream(), Stream.of(OBSERVE)).toList()),
                "facts are read alike whoever asks for them, from whatever technology");
    }

    @Test
    void adapters_know_no_door_and_no_story() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(ADAPTERS, List.of(PROGRAM, TERMINAL)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(DOORS, STORY))
                .allowEmptyShould(true)
                .because("dependencies point inward")
                .check(CLASSES);
    }

    @Test
    void the_story_knows_no_door() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(STORY))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(DOORS, List.of(PROGRAM, TERMINAL)))
                .allowEmptyShould(true)
                .because("the same story is told on a screen, on plain lines and to scripts")
                .check(CLASSES);
    }

    @Test
    void screens_do_not_know_the_command_line() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.halab.tui..", "dev.halab.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.halab.cli..")
                .allowEmptyShould(true)
                .because("the command line opens the screens, not the other way round")
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("adapters")
    void an_adapter_is_known_only_to_main(String adapter) {
        classes()
                .that()
                .resideInAPackage(adapter)
                .should()
                .onlyHaveDependentClassesThat(resideInAnyPackage(adapter, MAIN))
                .allowEmptyShould(true)
                .because("a technology that one class chooses can be exchanged in one place")
                .check(CLASSES);
    }

    @Test
    void outside_programs_are_run_only_for_the_machines() {
        onlyKnownTo(
                PROGRAM,
                new String[] {
                    PROGRAM, MAIN, "dev.halab.machine.docker", "dev.halab.machine.vagrant", "dev.halab.machine.host"
                },
                "a program that is missing, slow or different on another host is a machine's trouble, not a lesson's");
    }

    @Test
    void the_terminal_belongs_to_the_screens() {
        onlyKnownTo(
                TERMINAL,
                new String[] {TERMINAL, MAIN, "dev.halab.tui..", "dev.halab.console.."},
                "one owner of the terminal can always restore it");
    }

    @Test
    void the_sandbox_knows_only_how_to_report_a_problem() {
        onlyKnow(
                new String[] {SANDBOX},
                new String[] {SANDBOX, "dev.halab.problem"},
                "a simulation that shares code with the checks would agree with their mistakes");
    }

    @Test
    void every_package_is_null_marked_and_says_what_it_is() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .sorted()
                .toList();

        assertThat(unmarked)
                .as("packages without a package-info.java marked @NullMarked: without the mark NullAway is silent")
                .isEmpty();
    }

    private static void onlyKnow(String[] who, String[] whom, String why) {
        noClasses()
                .that()
                .resideInAnyPackage(who)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.halab..").and(resideOutsideOfPackages(whom)))
                .allowEmptyShould(true)
                .because(why)
                .check(CLASSES);
    }

    private static void onlyKnownTo(String what, String[] whom, String why) {
        classes()
                .that()
                .resideInAPackage(what)
                .should()
                .onlyHaveDependentClassesThat(resideInAnyPackage(whom))
                .allowEmptyShould(true)
                .because(why)
                .check(CLASSES);
    }
}
