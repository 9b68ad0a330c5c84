/// The shell script that starts halab, run with made-up JDKs.
@NullMarked
package dev.halab.launcher;

import org.jspecify.annotations.NullMarked;
