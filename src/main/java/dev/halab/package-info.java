/// The program: builds every object by hand and runs the command line.
@NullMarked
package dev.halab;

import org.jspecify.annotations.NullMarked;
