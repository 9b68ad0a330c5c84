package dev.halab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static dev.halab.architecture.Product.CLASSES;
import static dev.halab.architecture.Product.MAIN;
import static dev.halab.architecture.Product.PROGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How classes are built and named.
final class ShapeTest {
    private static final List<String> BANNED_SUFFIXES =
            List.of("Manager", "Helper", "Util", "Utils", "Impl", "Processor", "Base", "Data", "Info");

    private static final List<String> BANNED_PACKAGES =
            List.of("util", "utils", "common", "core", "model", "helper", "helpers", "impl", "misc");

    /// The one class that may wait for time to pass.
    private static final String WAITS = "Pause";

    @Test
    void class_names_say_what_a_thing_is() {
        List<String> vague = CLASSES.stream()
                .filter(type -> BANNED_SUFFIXES.stream().anyMatch(type.getSimpleName()::endsWith))
                .map(JavaClass::getName)
                .toList();

        assertThat(vague)
                .as(
                        "classes ending in one of %s: such a suffix fits anything and tells a reader nothing",
                        BANNED_SUFFIXES)
                .isEmpty();
    }

    @Test
    void package_names_say_what_is_inside() {
        List<String> vague = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> BANNED_PACKAGES.contains(name.substring(name.lastIndexOf('.') + 1)))
                .toList();

        assertThat(vague)
                .as("packages named %s: each becomes the place for what has no place", BANNED_PACKAGES)
                .isEmpty();
    }

    @Test
    void classes_are_final() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(FINAL)
                .because("inheritance of implementation hides what runs; compose instead")
                .check(CLASSES);
    }

    @Test
    void exceptions_are_specific_when_thrown() {
        noClasses()
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("a learner is told what failed, why and what to do next, and a bug must stay a bug")
                .check(CLASSES);
    }

    @Test
    void exceptions_are_specific_when_declared() {
        noCodeUnits()
                .that(describe("are in the source", unit -> !unit.getModifiers().contains(SYNTHETIC)))
                .should()
                .declareThrowableOfType(describe("generic", ShapeTest::isGenericThrowable))
                .because("a caller that must expect anything can handle nothing")
                .check(CLASSES);
    }

    @Test
    void only_main_ends_the_program() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.halab.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("one exit means one place that restores the terminal and names the status")
                .check(CLASSES);
    }

    @Test
    void only_main_and_the_command_line_use_the_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MAIN, "dev.halab.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .because("a line printed from below a screen tears the screen")
                .check(CLASSES);
    }

    @Test
    void only_one_package_starts_programs() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PROGRAM)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(describe(
                        "starts a program",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .because("time limits, output and missing programs are treated once")
                .check(CLASSES);
    }

    @Test
    void nothing_sleeps() {
        noClasses()
                .that()
                .doNotHaveSimpleName(WAITS)
                .should()
                .callMethodWhere(describe(
                        "sleeps",
                        call -> call.getName().equals("sleep")
                                && (call.getTargetOwner().isEquivalentTo(Thread.class)
                                        || call.getTargetOwner().isEquivalentTo(TimeUnit.class))))
                .because("only " + WAITS + " lets time pass, so tests can do without waiting")
                .check(CLASSES);
    }

    private static boolean isGenericThrowable(JavaClass type) {
        return type.isEquivalentTo(Exception.class)
                || type.isEquivalentTo(RuntimeException.class)
                || type.isEquivalentTo(Throwable.class);
    }
}
