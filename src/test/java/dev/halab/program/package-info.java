/// Tests of running programs, with the small ones that every system has.
@NullMarked
package dev.halab.program;

import org.jspecify.annotations.NullMarked;
