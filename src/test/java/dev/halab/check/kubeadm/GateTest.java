package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Scope;
import dev.halab.check.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    @ParameterizedTest
    @CsvSource({
        "V1BETA3, 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36",
        "V1BETA4, 31 32 33 34 35 36 37 38",
        "KUBELET_LOCAL, 31 32 33 34 35 36 37 38",
        "FEATURE_GATE_ETCD_LEARNER_MODE, 27 28 29 30 31 32",
        "FEATURE_GATE_CONTROL_PLANE_KUBELET_LOCAL_MODE, 31 32 33 34 35",
    })
    void holds_from_its_first_to_its_last_version(Gate gate, String minors) {
        String holding = IntStream.rangeClosed(20, 38)
                .filter(minor -> gate.holds(new Scope("lab/task/check", Trial.STANDARD, "1." + minor, false)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));

        assertThat(holding).isEqualTo(minors);
    }

    @Test
    void every_gate_names_its_source() {
        assertThat(Arrays.stream(Gate.values()).map(Gate::source).toList()).noneMatch(String::isBlank);
        assertThat(Gate.RECORDED).containsExactlyInAnyOrderElementsOf(List.of(34, 35));
    }
}
