/** The farm's verticles: intake, relay, device workers, HTTP. Kafka and Postgres are behind interfaces here. */
@NullMarked
package dev.calotype.server;

import org.jspecify.annotations.NullMarked;
