/// Check kinds of the virtual address: keepalived's configuration across its nodes, and who holds the address.
@NullMarked
package dev.halab.check.vip;

import org.jspecify.annotations.NullMarked;
