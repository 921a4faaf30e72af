/** Programs run by hand that measure the whole product and write what they found into this module's README. */
@NullMarked
package dev.calotype.benchmarks;

import org.jspecify.annotations.NullMarked;
