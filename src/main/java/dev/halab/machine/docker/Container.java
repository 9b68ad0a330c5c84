package dev.halab.machine.docker;

import dev.halab.json.Json;
import java.util.Locale;

/// A container as `docker container inspect` shows it.
record Container(Json inspected) {
    String name() {
        return inspected.text("Name").orElse("").replaceFirst("^/", "");
    }

    String id() {
        return inspected.text("Id").orElse("");
    }

    /// The engine's word: created, running, paused, exited, dead, removing, restarting.
    String engineState() {
        return inspected.text("State", "Status").orElse("unknown").toLowerCase(Locale.ROOT);
    }

    /// Whether it was made but has never run: then it may be half-made.
    boolean neverStarted() {
        return engineState().equals("created") || engineState().equals("configured");
    }

    boolean inNetwork(String network) {
        return inspected.members("NetworkSettings", "Networks").containsKey(network);
    }

    String label(String name) {
        return inspected.at("Config", "Labels").text(name).orElse("");
    }

    String image() {
        return inspected.text("Image").orElse("");
    }

    /// halab's word for its state.
    String state(LabNames names) {
        return switch (engineState()) {
            case "running" -> inNetwork(names.labNetwork()) ? "running" : "partitioned";
            case "paused" -> "paused";
            case "exited", "stopped", "dead" -> "off";
            default -> engineState();
        };
    }
}
