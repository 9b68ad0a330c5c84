/// YAML as a tree with positions, read strictly; owns SnakeYAML.
@NullMarked
package dev.halab.yaml;

import org.jspecify.annotations.NullMarked;
