package dev.calotype.server;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Worker;
import dev.calotype.registry.PluginHome;
import dev.calotype.registry.PluginRegistry;
import dev.calotype.registry.PluginStatus;
import dev.calotype.registry.PluginWatch;
import dev.calotype.registry.VersionShelf;
import dev.calotype.registry.WantedFile;
import dev.calotype.server.PumpVerticle.Rhythm;
import dev.calotype.spi.DeviceSpec;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One node of a farm: its verticles, deployed and undeployed together. */
public final class Farm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Rhythm AT_ONCE = Rhythm.every(PAUSE);
    private static final Rhythm WHEN_CALLED = new Rhythm(PAUSE, Duration.ofMillis(100));
    private static final Rhythm SWEEP = Rhythm.every(Duration.ofSeconds(1));
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    private final Vertx vertx;
    private final FarmParts parts;
    private final Bell bell = new Bell();
    private final FarmStats stats = new FarmStats();
    private final AtomicInteger port = new AtomicInteger();
    private final Deque<String> deployed = new ArrayDeque<>();
    private final List<WorkerExecutor> threads = new ArrayList<>();
    private final PictureFetch fetch;
    private final PluginPump plugins;

    private Farm(FarmParts parts) {
        this.parts = parts;
        plugins = plugins(parts, stats);
        fetch = new PictureFetch(parts.artefacts(), parts.pictures());
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    }

    private static PluginPump plugins(FarmParts parts, FarmStats stats) {
        PluginHome home = parts.plugins().home();
        try {
            PluginRegistry registry = parts.plugins().open(new PluginTelling(parts.node(), parts.store(), stats));
            var jars = new PluginJars(new VersionShelf(home.versions()), parts.artefacts());
            var convergence =
                    new Convergence(parts.wanted(), new WantedFile(home.wanted()), new WantedFile(home.agreed()), jars);
            return new PluginPump(registry, new PluginWatch(home), convergence);
        } catch (IOException e) {
            throw new UncheckedIOException("the plugins in " + home.inbox() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Starts a node; returns when it takes jobs. */
    public static Farm start(FarmParts parts) {
        var farm = new Farm(parts);
        try {
            farm.deployAll();
            return farm;
        } catch (RuntimeException e) {
            farm.vertx.close();
            throw e;
        }
    }

    /** The port that HTTP listens on. */
    public int port() {
        return port.get();
    }

    /** How each version of a plugin stands on this node. */
    public List<PluginStatus> plugins() {
        return plugins.status();
    }

    /** Closes the door, gives jobs back, closes models, then the rest, in the reverse order of the start. */
    @Override
    public void close() {
        while (!deployed.isEmpty()) {
            await(vertx.undeploy(deployed.pop()), "a part of the farm did not stop");
        }
        threads.forEach(thread -> await(thread.close(), "a device's thread did not stop"));
        fetch.close();
        await(vertx.close(), "the farm did not stop");
    }

    private void deployAll() {
        JobStore store = parts.store();
        var door = new PluginDoor(plugins.registry(), new PictureDoor(fetch));
        plugins.begin();
        pump("plugins", plugins, AT_ONCE);
        pump("intake", parts.intake().apply(door), AT_ONCE);
        pump("relay", parts.relay(), WHEN_CALLED);
        pump("sweep", () -> sweep(store), SWEEP);
        for (DeviceSpec device : parts.devices()) {
            deployDevice(store, device);
        }
        var http = new HttpVerticle.HttpParts(
                parts.host(), parts.port(), store, parts.commands(), door, parts.artefacts(), stats, plugins::status);
        deploy(new HttpVerticle(http, port), new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
    }

    private void deployDevice(JobStore store, DeviceSpec device) {
        var worker = new Worker(parts.node(), device.id());
        var desk = new Desk();
        var workshop = new Workshop(device, parts.limits());
        threads.add(thread(device));
        pump("finishing " + device.id(), new Finishing(store, desk, parts.artefacts()), AT_ONCE);
        pump(
                "heart " + device.id(),
                new Heart(store, worker, desk, parts.limits()),
                Rhythm.every(parts.limits().beat()));
        deploy(
                new WorkerVerticle(new DeviceWorker(desk, workshop, plugins.registry(), stats.device(device.id()))),
                new DeploymentOptions()
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setWorkerPoolName(device.id())
                        .setWorkerPoolSize(1)
                        .setMaxWorkerExecuteTime(LONGEST_STEP.toHours())
                        .setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS));
        pump(
                "leasing " + device.id(),
                new Leasing(store, worker, desk, new Supplying(store, desk, fetch, plugins), parts.limits()),
                WHEN_CALLED);
    }

    /** A device's thread, held beyond its verticle: a pool that ends with the verticle refuses the verticle's last tasks. */
    private WorkerExecutor thread(DeviceSpec device) {
        return vertx.createSharedWorkerExecutor(device.id(), 1, LONGEST_STEP.toHours(), TimeUnit.HOURS);
    }

    private static boolean sweep(JobStore store) {
        store.sweep();
        store.forget(SILENCE);
        return false;
    }

    private void pump(String name, Pump pump, Rhythm rhythm) {
        deploy(
                new PumpVerticle(name, pump, rhythm, bell),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
    }

    private void deploy(AbstractVerticle verticle, DeploymentOptions options) {
        deployed.push(await(vertx.deployVerticle(verticle, options), "a part of the farm did not start"));
    }

    private static <T> T await(Future<T> future, String otherwise) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(otherwise + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(otherwise + " within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(otherwise + ": interrupted", e);
        }
    }
}
