/// Claims about the load balancer: HAProxy's configuration and state, and what comes through the endpoint.
@NullMarked
package dev.halab.check.balancer;

import org.jspecify.annotations.NullMarked;
