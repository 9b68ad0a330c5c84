package dev.halab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.halab.architecture.Product.CLASSES;
import static dev.halab.architecture.Product.PURE;
import static dev.halab.architecture.Product.STORY;
import static dev.halab.architecture.Product.packages;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the packages that judge a learner may not do.
final class PurityTest {
    private static final Set<String> NAMES_IN_JAVA_NET =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLDecoder", "java.net.URLEncoder");

    @Test
    void pure_packages_touch_no_file() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(PURE))
                .should()
                .dependOnClassesThat(describe(
                        "read or write files",
                        type -> type.getName().startsWith("java.io.File")
                                || type.getName().equals("java.io.RandomAccessFile")
                                || type.getName().equals("java.nio.file.Files")
                                || type.getName().startsWith("java.nio.channels.")))
                .allowEmptyShould(true)
                .because("a verdict follows from a snapshot, and a snapshot is a value")
                .check(CLASSES);
    }

    @Test
    void pure_packages_open_no_connection() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(PURE))
                .should()
                .dependOnClassesThat(describe("reach the network", PurityTest::reachesTheNetwork))
                .allowEmptyShould(true)
                .because("labs and checks come from strangers and are judged without a network")
                .check(CLASSES);
    }

    @Test
    void pure_packages_and_the_story_do_not_ask_the_system() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(PURE, STORY))
                .should()
                .accessTargetWhere(describe(
                        "asks the system", access -> access.getTargetOwner().isEquivalentTo(System.class)))
                .orShould()
                .accessTargetWhere(describe(
                        "asks the runtime", access -> access.getTargetOwner().isEquivalentTo(Runtime.class)))
                .allowEmptyShould(true)
                .because("what depends on the host cannot be proven on another")
                .check(CLASSES);
    }

    @Test
    void pure_packages_and_the_story_have_no_clock_of_their_own() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(PURE, STORY))
                .should()
                .accessTargetWhere(describe("reads the time", PurityTest::readsTheTime))
                .allowEmptyShould(true)
                .because("time is handed in as an InstantSource, so that a test and an exam can set it")
                .check(CLASSES);
    }

    @Test
    void nothing_that_waits_for_a_machine_reads_the_time_of_day() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.halab.machine..", "dev.halab.program..", "dev.halab.observe..")
                .should()
                .accessTargetWhere(describe("reads the time", PurityTest::readsTheTime))
                .orShould()
                .accessTargetWhere(describe(
                        "reads the milliseconds of the day",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && access.getName().equals("currentTimeMillis")))
                .allowEmptyShould(true)
                .because("a host that was suspended for an hour must not find all its deadlines over")
                .check(CLASSES);
    }

    private static boolean reachesTheNetwork(JavaClass type) {
        String in = type.getPackageName();
        return in.startsWith("java.net.http")
                || in.startsWith("javax.net")
                || (in.equals("java.net") && !NAMES_IN_JAVA_NET.contains(type.getName()));
    }

    private static boolean readsTheTime(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.getPackageName().startsWith("java.time")
                        && access.getName().equals("now"))
                || (owner.isEquivalentTo(Clock.class) && access.getName().startsWith("system"))
                || (owner.isEquivalentTo(InstantSource.class)
                        && access.getName().equals("system"));
    }
}
