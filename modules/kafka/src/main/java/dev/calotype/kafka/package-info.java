/** The farm's ends in Kafka: commands in, events out, and the same two ends as a client holds them. */
@NullMarked
package dev.calotype.kafka;

import org.jspecify.annotations.NullMarked;
