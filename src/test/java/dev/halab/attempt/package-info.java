/// Tests of what follows from events.
@NullMarked
package dev.halab.attempt;

import org.jspecify.annotations.NullMarked;
