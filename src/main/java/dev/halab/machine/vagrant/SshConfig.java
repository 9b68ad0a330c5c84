package dev.halab.machine.vagrant;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a machine's SSH server is, as `vagrant ssh-config` prints it. Port and host differ by provider: 22 at an
/// address of the hypervisor's network, or a forwarded port of this host.
///
/// @param proxied whether the server is reached only through another program
record SshConfig(String host, int port, boolean proxied) {
    /// The part about `node`, found among whatever else was printed; empty if it is not there or makes no sense.
    static Optional<SshConfig> of(String node, String text) {
        Map<String, String> options = new HashMap<>();
        boolean ours = false;
        for (String line : text.lines().map(String::strip).toList()) {
            String[] words = line.split("[\\s=]+", 2);
            if (words.length < 2) {
                continue;
            }
            String key = words[0].toLowerCase(Locale.ROOT);
            if (key.equals("host")) {
                ours = words[1].equals(node);
            } else if (ours) {
                options.putIfAbsent(key, words[1].strip().replaceAll("^\"|\"$", ""));
            }
        }
        String host = options.getOrDefault("hostname", "");
        String port = options.getOrDefault("port", "");
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            return Optional.empty();
        }
        String proxy = options.getOrDefault("proxycommand", "none");
        return Optional.of(new SshConfig(host, Integer.parseInt(port), !proxy.equals("none")));
    }
}
