/**
 * Reads a model's {@code scheduler_config.json}, with all its options and historical quirks, as the process, prediction,
 * sampler, schedule and corrections that it means.
 */
@NullMarked
package dev.calotype.schedulers;

import org.jspecify.annotations.NullMarked;
