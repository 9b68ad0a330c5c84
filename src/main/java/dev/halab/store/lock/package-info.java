/// One process at a time: a lock file that the operating system frees when its holder dies.
@NullMarked
package dev.halab.store.lock;

import org.jspecify.annotations.NullMarked;
