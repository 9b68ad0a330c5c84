/// Runs programs of the host, with deadlines and without a shell; owns `ProcessBuilder`.
@NullMarked
package dev.halab.program;

import org.jspecify.annotations.NullMarked;
