/// JSON as an immutable tree; owns Gson.
@NullMarked
package dev.halab.json;

import org.jspecify.annotations.NullMarked;
