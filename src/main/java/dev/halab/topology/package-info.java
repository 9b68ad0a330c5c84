/// The nodes of a lab: names, roles, addresses, and the endpoint in front of them.
@NullMarked
package dev.halab.topology;

import org.jspecify.annotations.NullMarked;
