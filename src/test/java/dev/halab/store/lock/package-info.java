/// Tests of the lock.
@NullMarked
package dev.halab.store.lock;

import org.jspecify.annotations.NullMarked;
