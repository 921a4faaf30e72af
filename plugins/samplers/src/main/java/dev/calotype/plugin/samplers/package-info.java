/** Samplers and schedules, each on one screen, in the symbols of its paper. */
@NullMarked
package dev.calotype.plugin.samplers;

import org.jspecify.annotations.NullMarked;
