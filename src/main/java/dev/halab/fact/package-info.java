/// Facts: what may be read of a lab, what was read, and the snapshot of one round.
@NullMarked
package dev.halab.fact;

import org.jspecify.annotations.NullMarked;
