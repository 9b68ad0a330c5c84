/// Port: a machine that answers facts, runs commands and opens tunnels.
@NullMarked
package dev.halab.node;

import org.jspecify.annotations.NullMarked;
