/// What halab breaks on purpose.
@NullMarked
package dev.halab.tutor.fault;

import org.jspecify.annotations.NullMarked;
