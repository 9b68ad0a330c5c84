package dev.halab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.halab.architecture.Product.CLASSES;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Which package owns which library.
final class LibrariesTest {
    record Owned(String library, List<String> owners) {
        Owned(String library, String... owners) {
            this(library, List.of(owners));
        }

        @Override
        public String toString() {
            return library + " belongs to " + String.join(" and ", owners);
        }
    }

    static final List<Owned> libraries = List.of(
            new Owned("picocli..", "dev.halab.cli.."),
            new Owned("org.yaml.snakeyaml..", "dev.halab.yaml"),
            new Owned("com.google.gson..", "dev.halab.json"),
            new Owned("net.schmizz..", "dev.halab.node.ssh"),
            new Owned("com.hierynomus..", "dev.halab.node.ssh"),
            new Owned("org.bouncycastle..", "dev.halab.node.ssh"),
            new Owned("io.kubernetes..", "dev.halab.cluster.kube"),
            new Owned("okhttp3..", "dev.halab.cluster.kube"),
            new Owned("java.sql..", "dev.halab.store.sqlite"),
            new Owned("org.sqlite..", "dev.halab.store.sqlite"),
            new Owned("com.googlecode.lanterna..", "dev.halab.tui.paint"),
            new Owned("org.jline..", "dev.halab.terminal"),
            new Owned("org.apache.sshd..", "dev.halab.sandbox.."),
            new Owned("org.slf4j.."),
            new Owned("org.apache.commons.."),
            new Owned("com.fasterxml.."),
            new Owned("kotlin.."));

    @ParameterizedTest
    @FieldSource("libraries")
    void a_library_has_one_owner(Owned owned) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owned.owners().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(owned.library())
                .allowEmptyShould(true)
                .because("a library with one owner can be upgraded, replaced and mistrusted in one place")
                .check(CLASSES);
    }
}
