/// Claims about a lab, judged purely from a snapshot of facts.
@NullMarked
package dev.halab.check;

import org.jspecify.annotations.NullMarked;
