/// Claims about single nodes: files, packages, services, ports, the kernel, names, reachability, containerd.
@NullMarked
package dev.halab.check.node;

import org.jspecify.annotations.NullMarked;
