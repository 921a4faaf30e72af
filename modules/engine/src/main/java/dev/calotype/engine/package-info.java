/**
 * Walks from noise to a latent: pure Java over host arrays, without threads, clocks or I/O. The engine works only when
 * it is stepped.
 */
@NullMarked
package dev.calotype.engine;

import org.jspecify.annotations.NullMarked;
