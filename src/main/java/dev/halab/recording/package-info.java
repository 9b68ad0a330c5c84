/// What was read of a lab, kept as a text, so that it can be judged again without the lab.
@NullMarked
package dev.halab.recording;

import org.jspecify.annotations.NullMarked;
