@NullMarked
package dev.calotype.benchmarks;

import org.jspecify.annotations.NullMarked;
