/// Recordings, written and read again.
@NullMarked
package dev.halab.recording;

import org.jspecify.annotations.NullMarked;
