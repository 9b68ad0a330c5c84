/// Provider: hosts that the user already has, from an inventory file.
@NullMarked
package dev.halab.machine.ssh;

import org.jspecify.annotations.NullMarked;
