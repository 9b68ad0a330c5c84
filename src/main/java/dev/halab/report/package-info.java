/// Results and progress as JSON, and as text whose colour is data.
@NullMarked
package dev.halab.report;

import org.jspecify.annotations.NullMarked;
