/**
 * The contracts between the farm and its plugins, and nothing else.
 *
 * <p>A plugin jar lists what it adds under {@code META-INF/services}: {@link dev.calotype.spi.SamplerFactory},
 * {@link dev.calotype.spi.ScheduleFactory}, {@link dev.calotype.spi.ModelFamily}. Arrays cross this border as plain
 * {@code float[]} on the host, so nothing here owns native memory except {@link dev.calotype.spi.Model}.
 */
@NullMarked
package dev.calotype.spi;

import org.jspecify.annotations.NullMarked;
