package dev.halab.machine;

/// A key pair for the machines of a lab.
///
/// @param privateKey the private half as a file that the `ssh` program reads
/// @param authorizedKey the public half as a line of authorized_keys
public record SshKeyPair(String privateKey, String authorizedKey) {
    /// Leaves the private half out.
    @Override
    public String toString() {
        return authorizedKey;
    }
}
