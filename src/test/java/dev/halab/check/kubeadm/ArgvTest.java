package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgvTest {
    private static Argv of(String words) {
        return new Argv(List.of(words.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "etcd --name=cp-1, cp-1",
        "etcd -name cp-1, cp-1",
        "etcd --name cp-1 --debug, cp-1",
        "etcd --name, true",
        "etcd --name --debug, true",
        "etcd --name=, ''",
        "etcd --name=cp-1 --name=cp-2, cp-2",
        "etcd --name=a=b, a=b"
    })
    void a_flag_has_its_value_however_it_is_written(String words, String value) {
        assertThat(of(words).flag("--name")).contains(value);
    }

    @Test
    void a_flag_that_is_not_there_has_no_value() {
        assertThat(of("etcd --names=x name --n").flag("--name")).isEmpty();
    }

    @Test
    void a_list_adds_up_and_has_no_empty_elements() {
        assertThat(of("kube-apiserver --etcd-servers=a,b, --etcd_servers c").list("--etcd-servers"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_process_was_started_by_the_same_words() {
        Argv manifest = of("etcd --name=$(NODE) --debug");

        assertThat(of("etcd --name=cp-1 --debug").startedBy(manifest)).isTrue();
        assertThat(of("etcd --name=cp-1").startedBy(manifest)).isFalse();
        assertThat(of("etcd --name=cp-1 --debug --more").startedBy(manifest)).isFalse();
        assertThat(of("etcd --names=cp-1 --debug").startedBy(manifest)).isFalse();
        assertThat(of("$(A)").startedBy(of("$(B)"))).isTrue();
    }
}
