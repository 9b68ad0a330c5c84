package dev.halab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/// What the figures were measured on.
record Machine(String loadBefore) {
    static Machine now() throws IOException {
        return new Machine(load());
    }

    String sentence() throws IOException {
        return "%s, %s, %d CPUs, Linux %s, Java %s. Load average before %s, after %s."
                .formatted(
                        LocalDate.now(),
                        model(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version").replaceFirst("-.*", ""),
                        System.getProperty("java.version"),
                        loadBefore,
                        load());
    }

    private static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return "%s %s %s".formatted(words[0], words[1], words[2]);
    }

    private static String model() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .orElse("unnamed CPU");
    }
}
