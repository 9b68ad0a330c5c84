package dev.halab.topology;

import java.util.Arrays;
import java.util.Optional;

/// What a node is for; the word is the one of node names and of `on:` in labs.
public enum Role {
    LOAD_BALANCER("lb"),
    CONTROL_PLANE("cp"),
    WORKER("w"),
    ETCD("etcd");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// The role of that word.
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }
}
