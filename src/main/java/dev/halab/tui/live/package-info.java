/// Runs the screens: one loop on one thread, effects on others, and the learner's shells.
@NullMarked
package dev.halab.tui.live;

import org.jspecify.annotations.NullMarked;
