package dev.halab.machine.docker;

import dev.halab.json.Json;
import dev.halab.machine.host.Host;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A container engine in memory, with the words and statuses of Docker 20.10; machines greet like an SSH server.
final class FakeEngine implements Programs, AutoCloseable {
    final Map<String, Machine> machines = new LinkedHashMap<>();
    final Map<String, String> networks = new LinkedHashMap<>();
    final Map<String, String> images = new LinkedHashMap<>();
    final Map<String, Map<String, String>> volumes = new LinkedHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Set<String> onPath = new LinkedHashSet<>(Set.of("docker"));
    /// Networks and the containers that are attached to them beside its machines.
    final Map<String, Set<String>> attached = new LinkedHashMap<>();
    private final Map<Predicate<String>, Finished> refusals = new LinkedHashMap<>();
    private final Set<String> appearing = new LinkedHashSet<>();
    private final Map<Integer, ServerSocket> servers = new HashMap<>();
    private Optional<Interrupt> interrupt = Optional.empty();
    /// Of the machine that it runs on, in bytes.
    long memory = 8L * 1024 * 1024 * 1024;

    boolean imagePresent = true;
    /// Told every call before it is answered; may throw instead.
    Consumer<String> interruption = call -> {};

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

    /// A Linux host that has nothing but itself.
    static Host host() {
        return new Host(Path.of("/nowhere"), "Linux", "amd64", List.of("lo 127.0.0.1"), path -> OptionalLong.empty());
    }

    /// A container.
    static final class Machine {
        final Map<String, String> labels = new HashMap<>();
        final Set<String> networks = new LinkedHashSet<>();
        final Map<String, String> files = new LinkedHashMap<>();
        String state = "created";
        String id = "";
        String image = "";
        /// As `delay.sh` was told; empty if it is not delayed.
        String delay = "";
        /// What is on its disks, as one word.
        String content = "fresh";
    }

    /// Answers every call that begins so with `status` and `error`.
    FakeEngine refusing(String beginning, int status, String error) {
        refusals.put(call -> call.startsWith(beginning), new Finished(status, "", error));
        return this;
    }

    /// A container of that name appears as soon as one is to be made.
    void appearing(String name) {
        appearing.add(name);
    }

    void refuseNothing() {
        refusals.clear();
        interrupt = Optional.empty();
    }

    List<String> callsOf(String beginning) {
        return calls.stream().filter(call -> call.startsWith(beginning)).toList();
    }

    @Override
    public synchronized Finished run(Call call, Consumer<String> line) {
        List<String> argv = call.argv();
        Optional<Interrupt> now = interrupt.filter(i -> i.call() == calls.size() + 1);
        boolean told = Thread.currentThread().isInterrupted();
        if (now.isPresent() || told) {
            now.ifPresent(i -> i.learner().interrupt());
            calls.add("interrupted: " + call.typed());
            if (!told
                    && now.filter(Interrupt::late).isPresent()
                    && !argv.getFirst().endsWith("/build")) {
                answer(argv.subList(1, argv.size()));
            }
            Thread.currentThread().interrupt();
            throw HalabException.of(new Problem("`%s` was interrupted".formatted(argv.getFirst()), "told so", "again"));
        }
        if (argv.getFirst().endsWith("/build")) {
            calls.add(String.join(" ", argv.subList(1, argv.size())).isEmpty() ? "build" : "build --check");
            return build(argv, line);
        }
        List<String> arguments = argv.subList(1, argv.size());
        String typed = String.join(" ", arguments)
                .replaceFirst("(?s)-c #.*host\\.sh (?=\\w+)", "host.sh ")
                .replaceFirst("(?s)-c #.*checkpoint\\.sh (?=\\w+)", "checkpoint.sh ")
                .replaceFirst("(?s)-c #.*delay\\.sh (?=\\w+ \\d)", "delay.sh ");
        interruption.accept(typed);
        calls.add(typed);
        return refusals.entrySet().stream()
                .filter(r -> r.getKey().test(typed))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> answer(arguments));
    }

    private Finished build(List<String> argv, Consumer<String> line) {
        if (argv.contains("--check")) {
            return imagePresent ? ok("") : new Finished(1, "", "");
        }
        List.of("phase kubernetes start", "phase kubernetes done 150", "phase image start", "phase image done 10")
                .forEach(line);
        imagePresent = true;
        return ok("");
    }

    private Finished answer(List<String> a) {
        String last = a.getLast();
        return switch (a.getFirst()) {
            case "version" -> ok("20.10.24\n");
            case "--version" -> ok("Docker version 20.10.24, build 297e128\n");
            case "info" -> ok(memory + "\n");
            case "network" -> network(a);
            case "ps" -> ok(String.join("\n", machines.keySet()) + (machines.isEmpty() ? "" : "\n"));
            case "container" -> inspect(a.subList(2, a.size()));
            case "create" -> create(a);
            case "cp" -> copy(a);
            case "start", "unpause" -> start(last);
            case "stop", "kill" -> {
                machine(last).delay = "";
                yield change(last, "exited");
            }
            case "pause" -> {
                a.subList(1, a.size()).forEach(name -> change(name, "paused"));
                yield ok("");
            }
            case "commit" -> {
                images.put(last, machine(a.get(a.size() - 2)).content);
                yield ok("");
            }
            case "volume" -> volume(a);
            case "exec" -> ok(last.endsWith(".pub") ? "ssh-ed25519 AAAAFAKE root@fake\n" : "");
            case "rm" -> {
                machines.remove(last);
                yield ok("");
            }
            case "image" -> image(a);
            case "run" -> a.contains("checkpoint.sh") ? checkpoint(a) : a.contains("delay.sh") ? delay(a) : ok("");
            default -> throw new AssertionError("no answer for: " + a);
        };
    }

    private Finished volume(List<String> a) {
        String last = a.getLast();
        return switch (a.get(1)) {
            case "create" -> {
                volumes.put(last, new LinkedHashMap<>());
                yield ok(last);
            }
            case "ls" -> ok(String.join("\n", volumes.keySet()));
            case "inspect" -> new Finished(volumes.containsKey(last) ? 0 : 1, "", "");
            case "rm" -> new Finished(volumes.remove(last) == null ? 1 : 0, "", "");
            default -> throw new AssertionError("no answer for: " + a);
        };
    }

    private Finished image(List<String> a) {
        String last = a.getLast();
        return switch (a.get(1)) {
            case "ls" -> ok(String.join("\n", images.keySet()));
            case "inspect" -> new Finished(!last.contains("checkpoint") || images.containsKey(last) ? 0 : 1, "", "");
            case "rm" ->
                machines.values().stream().anyMatch(m -> m.image.equals(last))
                        ? new Finished(1, "", "conflict: unable to remove repository reference \"%s\"".formatted(last))
                        : new Finished(images.remove(last) == null ? 1 : 0, "", "");
            default -> throw new AssertionError("no answer for: " + a);
        };
    }

    private Finished checkpoint(List<String> a) {
        String node = a.getLast();
        String container = a.stream()
                .filter(w -> w.startsWith("--volumes-from="))
                .findFirst()
                .orElseThrow()
                .substring("--volumes-from=".length())
                .replaceFirst(":ro$", "");
        String volume = a.stream()
                .filter(w -> w.startsWith("--volume="))
                .findFirst()
                .orElseThrow()
                .replaceAll("--volume=|:/checkpoint", "");
        Map<String, String> kept = Objects.requireNonNull(volumes.get(volume), volume);
        if (a.get(a.size() - 2).equals("save")) {
            kept.put(node, machine(container).content);
            return ok("12\n");
        }
        Machine machine = machine(container);
        machine.content = Objects.requireNonNull(images.get(machine.image)) + Objects.requireNonNull(kept.get(node));
        return ok("");
    }

    /// Like the script: 4 if no interface has the address.
    private Finished delay(List<String> a) {
        String container = a.stream()
                .filter(w -> w.startsWith("--network=container:"))
                .findFirst()
                .orElseThrow()
                .substring("--network=container:".length());
        List<String> what = a.subList(a.indexOf("delay.sh") + 1, a.size());
        Machine machine = machine(container);
        if (!machine.state.equals("running") || machine.networks.size() < 2) {
            return new Finished(machine.state.equals("running") ? 4 : 125, "", "");
        }
        machine.delay = what.getFirst().equals("set") ? String.join(" ", what.subList(1, what.size())) : "";
        return ok("");
    }

    private Finished network(List<String> a) {
        String last = a.getLast();
        switch (a.get(1)) {
            case "inspect" -> {
                List<Json> found = a.subList(2, a.size()).stream()
                        .filter(networks::containsKey)
                        .map(this::networkJson)
                        .toList();
                return new Finished(
                        found.size() == a.size() - 2 ? 0 : 1, Json.array(found).pretty(), "");
            }
            case "ls" -> {
                return ok(String.join("\n", networks.keySet()));
            }
            case "create" ->
                networks.put(last, a.contains("--subnet") ? a.get(a.indexOf("--subnet") + 1) : "172.18.0.0/16");
            case "rm" -> {
                if (!attached.getOrDefault(last, Set.of()).isEmpty()) {
                    return new Finished(1, "", "Error response from daemon: %s has active endpoints".formatted(last));
                }
                networks.remove(last);
            }
            case "connect" -> machine(last).networks.add(a.get(a.size() - 2));
            case "disconnect" -> {
                String network = a.get(a.size() - 2);
                if (!attached.getOrDefault(network, new LinkedHashSet<>()).remove(last)) {
                    machine(last).networks.remove(network);
                }
            }
            default -> throw new AssertionError("no answer for: " + a);
        }
        return ok("");
    }

    /// The machine of that name, which must be there.
    Machine machine(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    private Json networkJson(String name) {
        Json config = Json.object()
                .put("Subnet", Objects.requireNonNull(networks.get(name)))
                .build();
        var users = Json.object();
        attached.getOrDefault(name, Set.of())
                .forEach(user -> users.put(
                        "id of " + user, Json.object().put("Name", user).build()));
        return Json.object()
                .put("Name", name)
                .put("Containers", users.build())
                .put(
                        "IPAM",
                        Json.object().put("Config", Json.array(List.of(config))).build())
                .build();
    }

    private Finished inspect(List<String> names) {
        List<Json> found = names.stream()
                .filter(machines::containsKey)
                .map(name -> machineJson(name, machine(name)))
                .toList();
        return new Finished(
                found.size() == names.size() ? 0 : 1, Json.array(found).pretty(), "");
    }

    private static Json machineJson(String name, Machine machine) {
        var labels = Json.object();
        machine.labels.forEach(labels::put);
        var networks = Json.object();
        machine.networks.forEach(n -> networks.put(n, Json.object().build()));
        return Json.object()
                .put("Id", machine.id.isEmpty() ? "id of " + name : machine.id)
                .put("Name", "/" + name)
                .put("State", Json.object().put("Status", machine.state).build())
                .put("Config", Json.object().put("Labels", labels.build()).build())
                .put(
                        "NetworkSettings",
                        Json.object().put("Networks", networks.build()).build())
                .build();
    }

    private Finished create(List<String> a) {
        String name = a.get(a.indexOf("--name") + 1);
        if (appearing.remove(name)) {
            machines.put(name, new Machine());
        }
        if (machines.containsKey(name)) {
            return new Finished(
                    1,
                    "",
                    "Error response from daemon: Conflict. The container name \"/%s\" is already in use"
                            .formatted(name));
        }
        Machine machine = new Machine();
        long before = callsOf("create --name " + name + " ").size() - 1;
        machine.id = "id of " + name + (before == 0 ? "" : ", made again %d times".formatted(before));
        machine.networks.add(a.get(a.indexOf("--network") + 1));
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).equals("--label")) {
                String[] parts = a.get(i + 1).split("=", 2);
                machine.labels.put(parts[0], parts[1]);
            }
        }
        machine.image = a.getLast();
        machines.put(name, machine);
        return ok("");
    }

    private Finished copy(List<String> a) {
        String[] target = a.get(2).split(":", 2);
        try {
            machine(target[0]).files.put(target[1], Files.readString(Path.of(a.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ok("");
    }

    private Finished start(String name) {
        Machine machine = machine(name);
        if (!machine.state.equals("running") && !machine.state.equals("paused")) {
            listen(Integer.parseInt(machine.labels.get(LabNames.PORT)));
        }
        return change(name, "running");
    }

    private Finished change(String name, String state) {
        machine(name).state = state;
        return ok("");
    }

    private void listen(int port) {
        if (servers.containsKey(port)) {
            return;
        }
        try {
            ServerSocket server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
            servers.put(port, server);
            Thread.ofVirtual().start(() -> greet(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write("SSH-2.0-fake\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the client or the test has gone
            }
        }
    }

    private static Finished ok(String out) {
        return new Finished(0, out, "");
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
    public synchronized void close() throws IOException {
        for (ServerSocket server : servers.values()) {
            server.close();
        }
    }
}
