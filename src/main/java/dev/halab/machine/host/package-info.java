/// What can be seen of this host that matters to a lab, whoever makes its machines, and the command that mends it.
@NullMarked
package dev.halab.machine.host;

import org.jspecify.annotations.NullMarked;
