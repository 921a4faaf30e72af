/** A Kafka and a Postgres of one's own: real servers on loopback, durable below a directory. */
@NullMarked
package dev.calotype.embedded;

import org.jspecify.annotations.NullMarked;
