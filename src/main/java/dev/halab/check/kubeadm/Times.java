package dev.halab.check.kubeadm;

import java.time.Duration;

/// Lengths of time in words.
final class Times {
    private Times() {}

    /// The two largest units: `3 h 10 min`, `45 s`, `364 d`.
    static String text(Duration length) {
        long seconds = Math.abs(length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            long minutes = seconds % 3600 / 60;
            return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return seconds / 86_400 + " d";
    }
}
