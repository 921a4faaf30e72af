package dev.calotype.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What all devices of this node have done, as figures and as metrics. Safe for any thread. */
final class FarmStats {
    private final Map<String, DeviceStats> devices = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    DeviceStats device(String id) {
        return devices.computeIfAbsent(id, this::register);
    }

    /** What is loaded on each device, by the device's name. */
    Map<String, List<WarmModel>> warm() {
        var warm = new TreeMap<String, List<WarmModel>>();
        devices.forEach((id, stats) -> warm.put(id, stats.warm()));
        return warm;
    }

    /** The sums over all devices. */
    DeviceStats.Figures total() {
        return devices.values().stream()
                .map(DeviceStats::figures)
                .reduce(
                        new DeviceStats.Figures(0, 0, 0, 0, 0),
                        (a, b) -> new DeviceStats.Figures(
                                a.calls() + b.calls(),
                                a.rows() + b.rows(),
                                a.evaluations() + b.evaluations(),
                                a.pictures() + b.pictures(),
                                a.seconds() + b.seconds()));
    }

    /** Counts something that happened to a plugin. */
    void plugin(String id, String change) {
        registry.counter("calotype.plugin.changes", "plugin", id, "change", change)
                .increment();
    }

    /** The metrics in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    private DeviceStats register(String id) {
        var stats = new DeviceStats();
        counter("calotype.network.calls", id, stats, figures -> figures.calls());
        counter("calotype.network.rows", id, stats, figures -> figures.rows());
        counter("calotype.evaluations", id, stats, figures -> figures.evaluations());
        counter("calotype.pictures", id, stats, figures -> figures.pictures());
        counter("calotype.device.seconds", id, stats, DeviceStats.Figures::seconds);
        return stats;
    }

    private void counter(String name, String device, DeviceStats stats, ToDoubleFunction<DeviceStats.Figures> read) {
        FunctionCounter.builder(name, stats, found -> read.applyAsDouble(found.figures()))
                .tag("device", device)
                .register(registry);
    }
}
