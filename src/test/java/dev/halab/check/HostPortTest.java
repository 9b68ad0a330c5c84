package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "k8s-api.example:6443, k8s-api.example, 6443",
        "192.168.56.10:1, 192.168.56.10, 1",
        "a:65535, a, 65535",
        "[fd00::1]:6443, fd00::1, 6443"
    })
    void a_host_and_a_port_are_read_and_written_alike(String text, String host, int port) {
        assertThat(HostPort.of(text)).contains(new HostPort(host, port));
        assertThat(HostPort.of(text)).map(HostPort::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                ":6443",
                "host:",
                "host:0",
                "host:65536",
                "host:006443",
                "host:64x3",
                "host:-1",
                "a host:6443",
                "https://host:6443",
                "fd00::1:6443",
                "[fd00::1:6443",
                "fd00::1]:6443"
            })
    void what_is_no_host_and_port_is_none(String text) {
        assertThat(HostPort.of(text)).isEmpty();
    }
}
