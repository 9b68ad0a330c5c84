/// Port: the append-only event table.
@NullMarked
package dev.halab.store;

import org.jspecify.annotations.NullMarked;
