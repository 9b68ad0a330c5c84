/// Kinds of check about the running cluster: nodes, pods, leases, API servers, etcd, and questions.
@NullMarked
package dev.halab.check.cluster;

import org.jspecify.annotations.NullMarked;
