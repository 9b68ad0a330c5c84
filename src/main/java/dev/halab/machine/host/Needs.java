package dev.halab.machine.host;

/// What a provider needs of this host.
///
/// @param memory MiB that all machines take together
/// @param disk MiB that they take together
/// @param place where on this host they lie, from the root: `var/lib`
/// @param makeRoom a command that makes room there
/// @param processor what they need of the processor
/// @param labIsThere whether the lab network is the lab's own already
public record Needs(long memory, long disk, String place, String makeRoom, Cpu processor, boolean labIsThere) {
    /// What machines need of the processor.
    public enum Cpu {
        /// They are containers and share the kernel.
        NOTHING,
        /// They are emulated where the kernel does not offer KVM, which is slow.
        KVM,
        /// They need its virtualisation.
        VIRTUALISATION
    }
}
