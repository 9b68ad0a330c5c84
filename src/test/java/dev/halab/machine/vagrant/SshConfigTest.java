package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SshConfigTest {
    @Test
    void host_and_port_are_the_providers() {
        String libvirt = "Host lb-1\n  HostName 10.213.57.87\n  User vagrant\n  Port 22\n";
        String virtualBox = "Host lb-1\n  HostName 127.0.0.1\n  User vagrant\n  Port 2200\n";

        assertThat(SshConfig.of("lb-1", libvirt)).contains(new SshConfig("10.213.57.87", 22, false));
        assertThat(SshConfig.of("lb-1", virtualBox)).contains(new SshConfig("127.0.0.1", 2200, false));
    }

    @Test
    void only_the_part_of_that_machine_counts() {
        String both = "Host lb-1\n  HostName a\n  Port 1\n\nHost lb-10\n  HostName b\n  Port 2\n";

        assertThat(SshConfig.of("lb-10", both)).contains(new SshConfig("b", 2, false));
        assertThat(SshConfig.of("lb-2", both)).isEmpty();
    }

    @Test
    void what_plugins_print_between_is_passed_over() {
        String text = "[plugin] hello\nHost lb-1\n[plugin] again\n  HostName \"h\"\n\n  Port 2222\nLogLevel FATAL\n";

        assertThat(SshConfig.of("lb-1", text)).contains(new SshConfig("h", 2222, false));
    }

    @Test
    void another_program_on_the_way_is_noticed() {
        String text = "Host lb-1\n  HostName h\n  Port 22\n  ProxyCommand ssh bastion\n";

        assertThat(SshConfig.of("lb-1", text)).contains(new SshConfig("h", 22, true));
    }

    @Test
    void a_port_that_is_none_is_no_way() {
        assertThat(SshConfig.of("lb-1", "Host lb-1\n  HostName h\n  Port ssh\n"))
                .isEmpty();
        assertThat(SshConfig.of("lb-1", "Host lb-1\n  HostName h\n  Port 99999\n"))
                .isEmpty();
        assertThat(SshConfig.of("lb-1", "Host lb-1\n  HostName h\n")).isEmpty();
    }
}
