package dev.halab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Virtual machines of libvirt without KVM: what a test needs for them, and how halab is told.
final class EmulatedMachines {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("halab.home.dir", "")).toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private EmulatedMachines() {}

    /// Skips the test where something is missing, and where what the machines send could leave this host.
    static void require(Programs programs) {
        assumeTrue(programs.find("vagrant").isPresent(), "vagrant is not installed");
        assumeTrue(programs.find("virsh").isPresent(), "libvirt is not installed");
        assumeTrue(
                run(programs, "virsh", "--connect", "qemu:///system", "list").ok(),
                "libvirt does not answer: .ci/vm-host up");
        assumeTrue(
                run(programs, "vagrant", "box", "list").out().contains("halab/node"),
                "no box: vagrant/box/build --add");
        for (String program : List.of("iptables", "ip6tables")) {
            Finished rule = run(
                    programs, program, "-w", "10", "-C", "FORWARD", "-i", "virbr+", "!", "-o", "virbr+", "-j",
                    "REJECT");
            assumeTrue(rule.ok(), "the machines would not be contained (%s): .ci/vm-host up".formatted(program));
        }
    }

    /// @param profile sizes of `topology.yaml`
    /// @param patience seconds that a machine has to answer a check
    static Map<String, String> environment(Path folder, String profile, int patience) {
        return Map.of(
                "HALAB_HOME",
                folder.toString(),
                "HALAB_PROFILE",
                profile,
                "HALAB_ISOLATED",
                "yes",
                "HALAB_DRIVER",
                "qemu",
                "HALAB_PATIENCE",
                Integer.toString(patience),
                "HALAB_EMULATOR",
                REPOSITORY.resolve("vagrant/box/qemu-tcg").toString());
    }

    private static Finished run(Programs programs, String... argv) {
        return programs.run(Call.of(LIMIT, argv));
    }
}
