/// The story: open a task, watch it, judge it, hint, replay the answer, go on to the next.
@NullMarked
package dev.halab.tutor;

import org.jspecify.annotations.NullMarked;
