package dev.halab.cluster.wire;

import java.util.Locale;

/// How far a connection came.
enum Stage {
    CONNECT,
    TLS,
    HTTP,
    DONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
