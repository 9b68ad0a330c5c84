package dev.halab.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// A made-up host in a folder whose name has spaces: its own PATH, its own JDKs, its own halab.
final class Host {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "find",
            "head",
            "ln",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stat",
            "touch");

    private static final String FAKE_JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in -XX:AOTCacheOutput=*) echo learned > "${argument#*=}"; exit ;; esac
            done
            echo "pid=$$"
            printf '%s\\n' "$0" "$@"
            exit "${FAKE_STATUS:-0}"
            """;

    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();

    Host(Path root) throws IOException {
        this.root = Files.createDirectories(root.resolve("a host"));
        for (String tool : TOOLS) {
            program("bin/" + tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(whereIs(tool)));
        }
        Files.createDirectories(home());
        Files.copy(Path.of("halab"), home().resolve("halab"));
        with("PATH", this.root.resolve("bin").toString())
                .with("HOME", this.root.toString())
                .with("HALAB_JDKS", "")
                .with("HALAB_AOT", "off");
    }

    record Run(int status, long pid, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Path home() {
        return root.resolve("ha lab");
    }

    Path cache() {
        return root.resolve(".cache/halab");
    }

    Host with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Host withJar() throws IOException {
        write("ha lab/halab.jar", "a jar");
        return this;
    }

    Host withSources() throws IOException {
        write("ha lab/pom.xml", "<project/>");
        write("ha lab/src/main/java/Some.java", "final class Some {}");
        return this;
    }

    /// Adds `mvn`, which notes each of its runs and then does as the script says.
    Host withMaven(String script) throws IOException {
        program("bin/mvn", "#!/bin/sh\necho run >>\"" + root + "/builds\"\n" + script);
        return this;
    }

    Host withJdk(String name, String version) throws IOException {
        program("jdks/" + name + "/bin/java", FAKE_JAVA);
        write(
                "jdks/" + name + "/release",
                "JAVA_RUNTIME_VERSION=\"%s+9\"\nJAVA_VERSION=\"%s\"\n".formatted(version, version));
        return with("HALAB_JDKS", environment.get("HALAB_JDKS") + ":" + jdk(name));
    }

    Host withRealJava() throws IOException {
        try (OutputStream file = Files.newOutputStream(home().resolve("halab.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifestOf(Greeting.class))) {
            String name = Greeting.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(name));
            Files.copy(Path.of("target/test-classes").resolve(name), jar);
        }
        return with("HALAB_JAVA", System.getProperty("java.home"));
    }

    String jdk(String name) {
        return root.resolve("jdks").resolve(name).toString();
    }

    int builds() throws IOException {
        Path notes = root.resolve("builds");
        return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
    }

    List<Path> startUpCaches() throws IOException {
        if (!Files.exists(cache())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(cache())) {
            return all.filter(each -> each.toString().endsWith(".aot")).toList();
        }
    }

    void edit(String file) throws IOException {
        Files.setLastModifiedTime(
                home().resolve(file), FileTime.from(Instant.now().plusSeconds(5)));
    }

    Path link(String name, Path target) throws IOException {
        return Files.createSymbolicLink(root.resolve(name), target);
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(home().resolve("halab"), arguments));
    }

    Process start(Path halab, String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of(halab.toString()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("halab did not end; it said: " + out + err);
        }
        return new Run(process.exitValue(), process.pid(), out, err);
    }

    private static Manifest manifestOf(Class<?> main) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        return manifest;
    }

    private static Path whereIs(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this host has no " + tool));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /// As on a file system that knows no symbolic links.
    Host withoutLinks() throws IOException {
        program("bin/ln", "#!/bin/sh\nexit 1\n");
        return this;
    }

    private void program(String file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
