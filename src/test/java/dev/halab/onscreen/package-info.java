/// The packaged program on a terminal, driven by tmux as a learner would use it.
@NullMarked
package dev.halab.onscreen;

import org.jspecify.annotations.NullMarked;
