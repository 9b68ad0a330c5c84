package dev.halab.machine.host;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.machine.Together;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The container engines and hypervisors that this host has, with their versions.
record Tools(Programs programs, Host host) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

    private static final List<Tool> ENGINES =
            List.of(new Tool("docker", "docker", "--version"), new Tool("podman", "podman", "--version"));
    private static final List<Tool> HYPERVISORS = List.of(
            new Tool("libvirt", "virsh", "--version"),
            new Tool("virtualbox", "VBoxManage", "--version"),
            new Tool("vmware_desktop", "vmrun", "-v"),
            new Tool("parallels", "prlctl", "--version"),
            new Tool("utm", "utmctl", "version"));

    /// On processors of Apple, best first. Others cannot run machines of the processor's own kind there.
    private static final List<String> APPLE = List.of("virtualbox", "vmware_desktop", "parallels", "utm");

    private record Tool(String name, String program, String argument) {}

    /// A tool that is there.
    ///
    /// @param version what it says; empty if that is no version
    private record Found(String name, String version) {
        String words() {
            return version.isEmpty() ? name + " (tells no version)" : name + " " + version;
        }
    }

    Finding engines() {
        List<Found> found = found(ENGINES);
        return new Finding("container engines", Grade.OK, words(found), "");
    }

    Finding hypervisors() {
        List<Found> found = found(HYPERVISORS);
        String hyperV = host.windows() && hyperV() ? "hyperv" : "";
        String all = words(found);
        return new Finding(
                "hypervisors", Grade.OK, hyperV.isEmpty() ? all : found.isEmpty() ? hyperV : all + ", " + hyperV, "");
    }

    /// Which hypervisors do on a processor of Apple, best first, and why each does not.
    Optional<Finding> ranking() {
        if (!host.appleSilicon()) {
            return Optional.empty();
        }
        List<Found> found = found(HYPERVISORS);
        List<String> ranked = APPLE.stream()
                .map(name -> name + ": "
                        + found.stream()
                                .filter(f -> f.name().equals(name))
                                .findFirst()
                                .map(f -> tooOld(f)
                                        ? f.version() + ", and 7.1 is the first that does"
                                        : f.version().isEmpty() ? "is here" : f.version())
                                .orElse("is not here"))
                .toList();
        boolean any = found.stream().anyMatch(f -> APPLE.contains(f.name()) && !tooOld(f));
        boolean old = found.stream().anyMatch(Tools::tooOld);
        return Optional.of(new Finding(
                "Apple Silicon",
                any ? Grade.OK : Grade.HURTS,
                "best first: " + String.join("; ", ranked),
                any ? "" : old ? "brew upgrade --cask virtualbox" : Installer.command(programs, APPLE.getFirst())));
    }

    private static boolean tooOld(Found found) {
        String[] numbers = found.version().split("\\.");
        return found.name().equals("virtualbox")
                && numbers.length > 1
                && (Integer.parseInt(numbers[0]) < 7 || (numbers[0].equals("7") && Integer.parseInt(numbers[1]) < 1));
    }

    private static String words(List<Found> found) {
        return found.isEmpty() ? "none" : found.stream().map(Found::words).collect(Collectors.joining(", "));
    }

    private List<Found> found(List<Tool> tools) {
        return Together.each(
                tools.stream()
                        .filter(t -> programs.find(t.program()).isPresent())
                        .toList(),
                t -> new Found(t.name(), version(t)));
    }

    private String version(Tool tool) {
        Matcher version =
                VERSION.matcher(ask(programs, tool.program(), tool.argument()).orElse(""));
        return version.find() && version.group().length() < 20 ? version.group() : "";
    }

    private boolean hyperV() {
        return ask(programs, "powershell.exe", "-NoProfile", "-Command", "(Get-Service vmms).Status")
                .filter(out -> out.strip().equals("Running"))
                .isPresent();
    }

    /// What a program prints; empty if it is not there, hangs or fails: that is a finding, not the end of the
    /// examination.
    static Optional<String> ask(Programs programs, String... argv) {
        if (programs.find(argv[0]).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(programs.run(Call.of(LIMIT, argv)))
                    .filter(Finished::ok)
                    .map(Finished::out);
        } catch (HalabException e) {
            return Optional.empty();
        }
    }
}
