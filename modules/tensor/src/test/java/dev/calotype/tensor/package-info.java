@NullMarked
package dev.calotype.tensor;

import org.jspecify.annotations.NullMarked;
