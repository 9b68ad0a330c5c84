/// The event table in a SQLite file; owns JDBC and SQLite.
@NullMarked
package dev.halab.store.sqlite;

import org.jspecify.annotations.NullMarked;
