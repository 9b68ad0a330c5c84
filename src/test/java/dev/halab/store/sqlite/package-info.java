/// Tests of the event table, with processes that are really killed.
@NullMarked
package dev.halab.store.sqlite;

import org.jspecify.annotations.NullMarked;
