/// Tests of the claims about the load balancer.
@NullMarked
package dev.halab.check.balancer;

import org.jspecify.annotations.NullMarked;
