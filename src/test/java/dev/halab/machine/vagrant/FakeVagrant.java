package dev.halab.machine.vagrant;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A Vagrant in memory, with the words, lines and statuses of 2.3.4 and its libvirt provider; machines greet like an
/// SSH
/// server. Like the real one it configures networks only while it boots a machine, and notes a machine's id in a file.
final class FakeVagrant implements Programs, AutoCloseable {
    final Map<String, Machine> machines = new LinkedHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Call> whole = new CopyOnWriteArrayList<>();
    final Set<String> onPath = new LinkedHashSet<>(Set.of("vagrant", "virsh"));
    final List<String> nodes = new ArrayList<>(List.of("lb-1", "cp-1", "cp-2"));
    final List<String> boxes = new ArrayList<>();

    /// Printed in the middle of every call.
    final List<String> noise = new ArrayList<>();

    int sshStatus;
    String version = "Vagrant 2.3.4\n";
    String plugins = "vagrant-libvirt (0.11.2, system)\n";
    String provider = "libvirt";
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    private final Map<String, String> cuts = new HashMap<>();
    private Optional<Interrupt> interrupt = Optional.empty();

    /// Types of lines that this version does not print.
    final Set<String> silentAbout = new LinkedHashSet<>();

    private int ids;
    int made;

    /// A machine, and how far it came.
    static final class Machine {
        final String id;
        final ServerSocket server;
        String state = "running";
        boolean networks;
        boolean provisioned;
        String disk = "fresh";
        final Map<String, String> snapshots = new TreeMap<>();
        String hostKey;
        String delay = "";
        boolean linked = true;

        Machine(String id) {
            this.id = id;
            this.hostKey = "ssh-ed25519 AAAA" + id.replace("-", "");
            try {
                server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::greet);
        }

        private void greet() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("SSH-2.0-fake\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the client or the test has gone
                }
            }
        }
    }

    /// Ctrl-C while a call runs.
    ///
    /// @param call which call it is, counted from 1
    /// @param learner whose thread is told to stop; the threads of its work follow
    /// @param late whether what was asked for happens all the same, just before the end
    record Interrupt(int call, Thread learner, boolean late) {}

    void interrupting(Interrupt when) {
        calls.clear();
        interrupt = Optional.of(when);
    }

    void notInterrupting() {
        interrupt = Optional.empty();
    }

    private record Trouble(String type, String message, int[] times) {}

    /// Calls that begin so end with an error, the first `times` times.
    FakeVagrant failing(String beginning, String type, String message, int times) {
        troubles.put(beginning, new Trouble(type, message, new int[] {times}));
        return this;
    }

    void failingNothing() {
        troubles.clear();
    }

    /// `up` of that node is killed when it has come to `phase`, once.
    FakeVagrant killedAt(String node, String phase) {
        cuts.put(node, phase);
        return this;
    }

    List<String> callsOf(String beginning) {
        return calls.stream().filter(call -> call.startsWith(beginning)).toList();
    }

    Machine machine(String node) {
        return Objects.requireNonNull(machines.get(node), node);
    }

    @Override
    public synchronized Finished run(Call call, Consumer<String> line) {
        List<String> arguments = call.argv().subList(1, call.argv().size());
        if (!call.program().equals("vagrant")) {
            // doctor asks other programs for their versions
            return new Finished(0, "9.0.0\n", "");
        }
        String typed = String.join(" ", arguments);
        Optional<Interrupt> now = interrupt.filter(i -> i.call() == calls.size() + 1);
        boolean told = Thread.currentThread().isInterrupted();
        calls.add(typed);
        if (now.isPresent() || told) {
            now.ifPresent(i -> i.learner().interrupt());
            if (!told && now.filter(Interrupt::late).isPresent()) {
                answer(arguments, folder(call), new Output(line));
            }
            Thread.currentThread().interrupt();
            throw HalabException.of(new Problem("`vagrant` was interrupted", "it was told to stop", "again"));
        }
        whole.add(call);
        Output out = new Output(line, new StringBuilder(), silentAbout);
        noise.forEach(out::raw);
        Optional<Trouble> trouble = troubles.entrySet().stream()
                .filter(e -> typed.startsWith(e.getKey()) && e.getValue().times[0]-- > 0)
                .map(Map.Entry::getValue)
                .findFirst();
        if (trouble.isPresent()) {
            out.say("", "ui", "error", trouble.get().message());
            out.say("", "error-exit", trouble.get().type(), trouble.get().message());
            return new Finished(1, out.text.toString(), "");
        }
        answer(arguments, folder(call), out);
        return new Finished(arguments.getFirst().equals("ssh") ? sshStatus : 0, out.text.toString(), "");
    }

    private static Path folder(Call call) {
        return Path.of(call.environment().getOrDefault("VAGRANT_DOTFILE_PATH", "/nowhere"));
    }

    private void answer(List<String> a, Path folder, Output out) {
        String node = a.size() > 1 ? a.get(1) : "";
        switch (a.getFirst()) {
            case "--version" -> out.raw(version);
            case "plugin" -> out.raw(plugins);
            case "status" -> nodes.forEach(each -> status(each, folder, out));
            case "box" ->
                boxes.forEach(box -> {
                    out.say("", "box-name", box.substring(0, box.indexOf(' ')));
                    out.say("", "box-provider", box.substring(box.indexOf(' ') + 1));
                });
            case "up" -> up(node, a.contains("--provision"), folder, out);
            case "halt" -> halt(machine(a.getLast().equals("--machine-readable") ? a.get(a.size() - 2) : node));
            case "destroy" -> destroy(a, folder);
            case "snapshot" -> snapshot(a, out);
            case "suspend" -> machine(node).state = "paused";
            case "ssh-config" -> sshConfig(node, out);
            case "ssh" -> ssh(machine(node), node, a.get(3), out);
            default -> throw new AssertionError("no answer for: " + a);
        }
    }

    private void status(String node, Path folder, Output out) {
        Machine machine = machines.get(node);
        if (machine == null) {
            note(node, folder, "");
        }
        out.say(node, "metadata", "provider", provider);
        out.say(node, "provider-name", provider);
        out.say(node, "state", machine == null ? "not_created" : machine.state);
        out.say(node, "state-human-long", "The Libvirt domain is somewhere, or not.\nRun `vagrant up`.");
    }

    private void up(String node, boolean provision, Path folder, Output out) {
        out.say("", "ui", "info", "Bringing machine '%s' up with '%s' provider...".formatted(node, provider));
        Machine machine = machines.get(node);
        if (machine == null) {
            phase(node, "none", out, "Uploading base box image as volume into Libvirt storage...");
            machine = new Machine("id-%s-%d".formatted(node, ++ids));
            machine.state = "shutoff";
            machines.put(node, machine);
            made++;
            note(node, folder, machine.id);
            phase(node, "create", out, "Creating domain with the following settings...");
        }
        if (!machine.state.equals("running")) {
            machine.state = "running";
            phase(node, "boot", out, "Waiting for domain to get an IP address...");
            phase(node, "ssh", out, "SSH address: 10.213.57.9:22");
            phase(node, "network", out, "Configuring and enabling network interfaces...");
            machine.networks = true;
        }
        if (provision) {
            phase(node, "provision", out, "Running provisioner: machine (shell)...");
            machine.provisioned = true;
            out.say(node, "ui", "detail", "    %s: halab: host-key %s".formatted(node, machine.hostKey));
            phase(node, "end", out, "halab: nothing was changed");
        }
    }

    private void phase(String node, String phase, Output out, String line) {
        out.say(node, "ui", "info", "==> %s: %s".formatted(node, line));
        if (phase.equals(cuts.get(node))) {
            cuts.remove(node);
            throw HalabException.of(new Problem("`vagrant up` was interrupted", "it was told to stop", "halab up"));
        }
    }

    /// Like the real one it refuses nothing while a machine runs: what it saves then is the disk of a running
    /// machine.
    private void snapshot(List<String> a, Output out) {
        String node = a.get(2);
        Machine machine = machine(node);
        switch (a.get(1)) {
            case "save" -> machine.snapshots.put(a.get(3), machine.state + " " + machine.disk);
            case "list" -> machine.snapshots.keySet().forEach(name -> out.say(node, "ui", "detail", name));
            case "delete" -> machine.snapshots.remove(a.get(3));
            case "restore" -> {
                String[] saved =
                        Objects.requireNonNull(machine.snapshots.get(a.get(3))).split(" ", 2);
                machine.state = saved[0];
                machine.disk = saved[1];
            }
            default -> throw new AssertionError("no answer for: " + a);
        }
    }

    private static void halt(Machine machine) {
        machine.state = "shutoff";
        machine.delay = "";
        machine.linked = true;
    }

    private void destroy(List<String> a, Path folder) {
        List<String> gone = a.stream().filter(nodes::contains).toList();
        (gone.isEmpty() ? List.copyOf(nodes) : gone).forEach(node -> {
            machines.remove(node);
            note(node, folder, "");
        });
    }

    private void sshConfig(String node, Output out) {
        String text = """
                Host %s
                  HostName 127.0.0.1
                  User vagrant
                  Port %d
                  StrictHostKeyChecking no
                  IdentityFile "/a folder, with a comma/private_key"
                """.formatted(node, machine(node).server.getLocalPort());
        out.say(node, "ssh-config", text);
        text.lines().forEach(out::raw);
    }

    /// What was typed there: the script of a delay, or the reading of the host key.
    private static void ssh(Machine machine, String node, String command, Output out) {
        if (!command.contains("| sudo sh -s -- ")) {
            out.raw(machine.hostKey + " root@" + node);
            return;
        }
        String what = command.substring(command.indexOf(" -- ") + 4);
        if (what.startsWith("down ") || what.startsWith("up ")) {
            machine.linked = what.startsWith("up ");
        } else {
            machine.delay = what.startsWith("set ") ? what.substring(4) : "";
        }
    }

    private void note(String node, Path folder, String id) {
        Path file = folder.resolve("machines").resolve(node).resolve(provider).resolve("id");
        try {
            if (id.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.writeString(file, id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is printed, told line by line as it comes.
    private record Output(Consumer<String> line, StringBuilder text, Set<String> silentAbout) {
        Output(Consumer<String> line) {
            this(line, new StringBuilder(), Set.of());
        }

        void say(String target, String type, String... data) {
            if (silentAbout.contains(type)) {
                return;
            }
            List<String> fields = new ArrayList<>();
            for (String each : data) {
                fields.add(each.replace(",", "%!(VAGRANT_COMMA)")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"));
            }
            raw("1795852831,%s,%s,%s".formatted(target, type, String.join(",", fields)));
        }

        void raw(String text) {
            this.text.append(text).append(text.endsWith("\n") ? "" : "\n");
            text.lines().forEach(line);
        }
    }

    @Override
    public int interactive(Call call) {
        throw new AssertionError("nothing is interactive here");
    }

    @Override
    public Optional<Path> find(String program) {
        return onPath.contains(program) ? Optional.of(Path.of("/usr/bin", program)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (Machine machine : machines.values()) {
            machine.server.close();
        }
    }
}
