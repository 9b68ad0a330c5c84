/// Provider: machines by Vagrant, with whatever hypervisor it finds.
@NullMarked
package dev.halab.machine.vagrant;

import org.jspecify.annotations.NullMarked;
