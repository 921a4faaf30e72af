package dev.calotype.engine;

import ai.djl.Device;
import dev.calotype.plugin.samplers.Ddim;
import dev.calotype.server.Farm;
import io.vertx.core.Vertx;
import java.lang.foreign.Arena;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.bytedeco.javacpp.Pointer;
import org.flywaydb.core.Flyway;

/** What the house forbids, all in one place: no part of the product, here only to be found. */
final class PlantedHelper {
    static int asked;

    static final List<Class<?>> FORBIDDEN = List.of(
            Farm.class,
            Ddim.class,
            Device.class,
            Arena.class,
            Connection.class,
            DataSource.class,
            Flyway.class,
            Producer.class,
            Pointer.class,
            Vertx.class,
            Logger.class,
            Instant.class);

    private PlantedHelper() {}

    static void print() {
        asked++;
        System.out.println(System.nanoTime());
    }
}
