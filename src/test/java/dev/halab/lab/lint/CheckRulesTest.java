package dev.halab.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Field;
import dev.halab.check.Kind;
import dev.halab.check.kinds.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tables of the rules speak of kinds and fields that exist.
final class CheckRulesTest {
    private static List<String> fields(String kind) {
        return Kinds.all().stream()
                .filter(k -> k.name().equals(kind))
                .map(Kind::fields)
                .flatMap(List::stream)
                .map(Field::name)
                .toList();
    }

    @Test
    void what_takes_time_is_a_field_of_a_kind() {
        assertThat(CheckRules.PHYSICS)
                .allSatisfy(p -> assertThat(fields(p.kind())).as(p.kind()).contains(p.field()));
    }

    @Test
    void what_breaks_a_machine_and_what_asks_the_endpoint_are_kinds() {
        assertThat(fields(CheckRules.BREAKS)).contains("fault");
        assertThat(CheckRules.ENDPOINT_CHECKS)
                .allSatisfy(kind -> assertThat(fields(kind)).as(kind).isNotEmpty());
    }

    @Test
    void what_may_be_absent_is_a_field_of_a_kind() {
        assertThat(CheckRules.ABSENCES)
                .allSatisfy(a -> assertThat(fields(a.kind())).as(a.kind()).contains(a.field()));
    }
}
