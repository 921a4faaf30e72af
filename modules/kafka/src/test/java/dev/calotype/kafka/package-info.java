/** The contract of the ends in Kafka, held against real brokers. */
@NullMarked
package dev.calotype.kafka;

import org.jspecify.annotations.NullMarked;
