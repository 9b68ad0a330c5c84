package dev.halab.check;

import java.util.Optional;

/// A host, by name or address, and a port.
public record HostPort(String host, int port) {
    /// Reads `HOST:PORT`; empty if it is not one. IPv6 addresses stand in brackets.
    public static Optional<HostPort> of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.substring(colon + 1).length() > 5) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (port.isEmpty() || !port.chars().allMatch(Character::isDigit) || host.contains(" ") || host.contains("/")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(port);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return number < 1 || number > 65535 || (!bracketed && bare.contains(":"))
                ? Optional.empty()
                : Optional.of(new HostPort(bare, number));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
