package dev.halab;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Who uses this halab, as others are told who meet it on the same hosts.
final class Owner {
    private Owner() {}

    /// For instance `ada@laptop`.
    static String ofThisHost() {
        String user = System.getProperty("user.name", "somebody");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
