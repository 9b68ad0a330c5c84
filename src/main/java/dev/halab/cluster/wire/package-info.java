/// Connections made through a node of the lab, as a client of the cluster would make them.
@NullMarked
package dev.halab.cluster.wire;

import org.jspecify.annotations.NullMarked;
