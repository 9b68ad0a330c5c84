/// One round of observation: reads facts of all sources at once, takes secrets out, makes a snapshot.
@NullMarked
package dev.halab.observe;

import org.jspecify.annotations.NullMarked;
