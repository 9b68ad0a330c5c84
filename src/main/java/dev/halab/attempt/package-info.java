/// A learner's run of a lab as events, and what follows from them.
@NullMarked
package dev.halab.attempt;

import org.jspecify.annotations.NullMarked;
