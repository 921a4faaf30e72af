package dev.calotype.server;

import dev.calotype.jobs.Door;
import dev.calotype.jobs.FarmPlugins;
import dev.calotype.jobs.JobStore;
import dev.calotype.registry.PluginHome;
import dev.calotype.registry.PluginNews;
import dev.calotype.registry.PluginRegistry;
import dev.calotype.spi.DeviceSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a node is made of.
 *
 * @param node its name, unique in the farm and the same after a restart
 * @param devices what it renders on
 * @param limits how much a device takes on
 * @param host where HTTP listens
 * @param port where HTTP listens; 0 takes a free one
 * @param plugins opens the node's plugins: samplers, schedules, families and the models that they can load
 * @param wanted which plugins all nodes of the farm shall run
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
        PluginsOpening plugins,
        FarmPlugins wanted,
        JobStore store,
        ArtefactStore artefacts,
        ObjectStores pictures,
        Commands commands,
        Function<Door, Pump> intake,
        Pump relay) {
    /** Opens a node's plugins, which the node closes. */
    public interface PluginsOpening {
        /** Where they lie. */
        PluginHome home();

        /**
         * A registry that tells this what happens.
         *
         * @throws IOException if the directories cannot be used
         */
        PluginRegistry open(Consumer<PluginNews> told) throws IOException;
    }

    /** Copies the devices. */
    public FarmParts {
        devices = List.copyOf(devices);
    }
}
