package dev.halab.machine.host;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.program.Programs;
import dev.halab.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What this host has of memory, disk and processor.
record Resources(Programs programs, Host host) {
    private static final String FIRMWARE =
            "switch it on in the firmware (VT-x, AMD-V, SVM); in a virtual machine, allow nesting";
    private static final Pattern FLAG = Pattern.compile("(?m)^flags\\s*:.*\\b(vmx|svm)\\b");
    private static final Pattern PAGES = Pattern.compile("(?m)^Pages (?:free|inactive|speculative):\\s+(\\d{1,15})\\.");
    private static final Pattern PAGE_SIZE = Pattern.compile("page size of (\\d{1,6}) bytes");

    Optional<Finding> memory(Topology topology, Needs needs) {
        OptionalLong free = freeMemory();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        boolean enough = free.getAsLong() >= needs.memory();
        return Optional.of(
                new Finding(
                        "memory",
                        enough ? Grade.OK : Grade.HURTS,
                        "%d MiB free, the machines of '%s' take about %d MiB"
                                .formatted(free.getAsLong(), topology.name(), needs.memory()),
                        enough
                                ? ""
                                : needs.processor() == Needs.Cpu.NOTHING
                                        ? "close other programs, or: halab up --topology mini"
                                        : "export HALAB_PROFILE=small, or: halab up --topology mini, or: halab up --only lb-1,cp-1"));
    }

    /// In MiB; empty where that cannot be seen.
    private OptionalLong freeMemory() {
        if (host.linux()) {
            return host.text("proc/meminfo").stream()
                    .flatMap(String::lines)
                    .filter(line -> line.matches("MemAvailable:\\s+\\d+ kB"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        }
        if (host.mac()) {
            String said = Tools.ask(programs, "vm_stat").orElse("");
            Matcher size = PAGE_SIZE.matcher(said);
            return size.find()
                    ? OptionalLong.of(PAGES.matcher(said)
                                    .results()
                                    .mapToLong(m -> Long.parseLong(m.group(1)))
                                    .sum()
                            * Long.parseLong(size.group(1))
                            / (1024 * 1024))
                    : OptionalLong.empty();
        }
        return Tools.ask(
                        programs,
                        "powershell.exe",
                        "-NoProfile",
                        "-Command",
                        "(Get-CimInstance Win32_OperatingSystem).FreePhysicalMemory")
                .map(String::strip)
                .filter(t -> t.matches("\\d{1,15}"))
                .stream()
                .mapToLong(t -> Long.parseLong(t) / 1024)
                .findFirst();
    }

    Optional<Finding> disk(Needs needs) {
        Path there = host.file(needs.place());
        OptionalLong free = host.room().apply(Files.isDirectory(there) ? there : host.root());
        if (free.isEmpty()) {
            return Optional.empty();
        }
        boolean enough = free.getAsLong() >= needs.disk();
        return Optional.of(new Finding(
                "disk",
                enough ? Grade.OK : Grade.HURTS,
                "%d GiB free, a lab takes up to %d".formatted(free.getAsLong() / 1024, needs.disk() / 1024),
                enough ? "" : "make room, for instance: " + needs.makeRoom()));
    }

    Optional<Finding> virtualisation(Needs needs) {
        if (needs.processor() == Needs.Cpu.NOTHING) {
            return Optional.empty();
        }
        if (host.linux()) {
            return Optional.of(
                    needs.processor() == Needs.Cpu.KVM ? kvm() : processor(flag().isPresent() || host.arm()));
        }
        Optional<String> said = host.mac()
                ? Tools.ask(programs, "sysctl", "-n", "kern.hv_support")
                : Tools.ask(
                        programs,
                        "powershell.exe",
                        "-NoProfile",
                        "-Command",
                        "(Get-CimInstance Win32_ComputerSystem).HypervisorPresent -or"
                                + " (Get-CimInstance Win32_Processor).VirtualizationFirmwareEnabled");
        return said.map(text -> processor(text.strip().matches("1|True")));
    }

    private Optional<String> flag() {
        return host.text("proc/cpuinfo")
                .map(FLAG::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1));
    }

    private static Finding processor(boolean there) {
        return there
                ? new Finding("virtualisation", Grade.OK, "the processor has it", "")
                : new Finding("virtualisation", Grade.BLOCKS, "the processor shows neither vmx nor svm", FIRMWARE);
    }

    private Finding kvm() {
        if (!Files.exists(host.file("dev/kvm"))) {
            return new Finding(
                    "virtualisation",
                    Grade.HURTS,
                    "there is no /dev/kvm: machines are emulated, which takes about ten times as long",
                    flag().map(f -> "sudo modprobe " + (f.equals("vmx") ? "kvm_intel" : "kvm_amd"))
                            .orElse(FIRMWARE));
        }
        boolean usable = Files.isReadable(host.file("dev/kvm")) && Files.isWritable(host.file("dev/kvm"));
        return usable
                ? new Finding("virtualisation", Grade.OK, "KVM", "")
                : new Finding(
                        "virtualisation",
                        Grade.HURTS,
                        "/dev/kvm may not be opened: machines are emulated, which takes about ten times as long",
                        "sudo usermod -aG kvm,libvirt $USER, then log in again");
    }
}
