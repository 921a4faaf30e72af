package dev.calotype.server;

import dev.calotype.jobs.Door;
import dev.calotype.jobs.JobStore;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.DeviceSpec;
import java.util.List;
import java.util.function.Function;

/**
 * What a node is made of.
 *
 * @param node its name, unique in the farm and the same after a restart
 * @param devices what it renders on
 * @param limits how much a device takes on
 * @param host where HTTP listens
 * @param port where HTTP listens; 0 takes a free one
 * @param catalogue samplers, schedules and families
 * @param shelf models
 * @param store jobs
 * @param artefacts results, and pictures that jobs begin from
 * @param pictures object stores that jobs' pictures may lie in
 * @param commands the way to Kafka for the HTTP door
 * @param intake makes the pump from Kafka to the store, given the farm's door
 * @param relay the pump from the store to Kafka
 */
public record FarmParts(
        String node,
        List<DeviceSpec> devices,
        WorkerLimits limits,
        String host,
        int port,
        Catalogue catalogue,
        ModelShelf shelf,
        JobStore store,
        ArtefactStore artefacts,
        ObjectStores pictures,
        Commands commands,
        Function<Door, Pump> intake,
        Pump relay) {
    /** Copies the devices. */
    public FarmParts {
        devices = List.copyOf(devices);
    }
}
