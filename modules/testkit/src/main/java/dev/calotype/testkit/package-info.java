/** Contracts that every implementation passes, closed forms, golden data, and clocks that tests turn by hand. */
@NullMarked
package dev.calotype.testkit;

import org.jspecify.annotations.NullMarked;
