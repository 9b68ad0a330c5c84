package dev.halab.machine;

import java.nio.file.Path;

/// A key pair for the machines of a lab.
///
/// @param privateKey the private half as a file that the `ssh` program reads
/// @param authorizedKey the public half as a line of authorized_keys
public record SshKeyPair(String privateKey, String authorizedKey) {
    /// Whether a key file is a public half by its name, `*.pub`: then an SSH agent holds the other one.
    public static boolean isPublicHalf(Path file) {
        return file.toString().endsWith(".pub");
    }

    /// Leaves the private half out.
    @Override
    public String toString() {
        return authorizedKey;
    }
}
