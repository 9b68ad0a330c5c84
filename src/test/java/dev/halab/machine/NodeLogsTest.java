package dev.halab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeLogsTest {
    @TempDir
    private Path home;

    @Test
    void what_concerns_all_has_a_log_of_its_own() {
        NodeLogs logs = new NodeLogs(home);

        logs.beside(Progress.quiet(), "up").phase("", "image");

        assertThat(home.resolve("lab.log")).content().contains("# up", "image");
    }

    @Test
    void no_secret_is_written() {
        NodeLogs logs = new NodeLogs(home);

        logs.append(
                "cp-1",
                List.of(
                        "kubeadm join --token abcdef.0123456789abcdef",
                        "--certificate-key " + "0123456789abcdef".repeat(4),
                        "-----BEGIN PRIVATE KEY-----",
                        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ",
                        "-----END PRIVATE KEY-----"));

        assertThat(logs.file("cp-1"))
                .content()
                .contains("--token abcdef.sha256-")
                .doesNotContain("0123456789abcdef", "MIIEvQ");
    }

    @Test
    void a_log_that_cannot_be_written_stops_nothing() throws IOException {
        Path taken = Files.writeString(home.resolve("logs"), "a file in the place of the folder");
        NodeLogs logs = new NodeLogs(taken);
        List<String> told = new ArrayList<>();

        Progress progress = logs.beside(
                new Progress() {
                    @Override
                    public void phase(String node, String phase) {
                        told.add(phase);
                    }

                    @Override
                    public void detail(String node, String line) {
                        told.add(line);
                    }

                    @Override
                    public void done(String node) {
                        told.add("done");
                    }
                },
                "up");
        progress.phase("cp-1", "boot");
        progress.detail("cp-1", "a line");
        progress.done("cp-1");
        logs.forget();

        assertThat(told).containsExactly("boot", "a line", "done");
        assertThat(taken).hasContent("a file in the place of the folder");
    }
}
