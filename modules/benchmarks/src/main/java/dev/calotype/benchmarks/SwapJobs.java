package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Keeps so many jobs of {@link RingModel} in flight, and looks at each when it has ended. For one thread. */
final class SwapJobs implements AutoCloseable {
    private static final List<String> SAMPLERS =
            List.of(MarkedSampler.NAME, "euler", MarkedSampler.NAME, "heun", MarkedSampler.NAME, "dpm++2m");
    private static final Duration PATIENCE = Duration.ofMillis(10);
    private static final Duration STALLED = Duration.ofMinutes(2);

    private final FarmProcess farm;
    private final SwapWatch watch;
    private final int limit;
    private final int steps;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Instant> inFlight = new HashMap<>();
    private final List<SwapJob> ended = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private Instant lastSign = Instant.now();
    private int next;

    SwapJobs(FarmProcess farm, SwapWatch watch, int limit, int steps) {
        this.farm = farm;
        this.watch = watch;
        this.limit = limit;
        this.steps = steps;
        Map<String, Object> where = Map.of("bootstrap.servers", farm.kafka());
        producer = new KafkaProducer<>(where, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(where, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of("calotype.job.events", "calotype.worker.events")
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Submits as many as have ended, and takes what has happened since the last call. */
    void pump() throws IOException {
        while (inFlight.size() < limit) {
            submit();
        }
        take();
    }

    /** Takes what happens until no job is left. */
    void drain() throws IOException {
        while (!inFlight.isEmpty()) {
            take();
        }
    }

    /** Takes what has happened. */
    void take() throws IOException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
            note(record);
            lastSign = Instant.now();
        }
        if (!inFlight.isEmpty() && lastSign.plus(STALLED).isBefore(Instant.now())) {
            throw new IllegalStateException(inFlight.size() + " jobs are under way and no event came for " + STALLED);
        }
    }

    List<SwapJob> ended() {
        return ended;
    }

    List<String> failed() {
        return failed;
    }

    private void submit() {
        String id = "swap-" + next;
        String job = "{\"model\":\"ring\",\"prompt\":\"points\",\"steps\":" + steps + ",\"sampler\":\""
                + SAMPLERS.get(next % SAMPLERS.size()) + "\"}";
        next++;
        inFlight.put(id, Instant.MIN);
        var unused =
                producer.send(new ProducerRecord<>("calotype.job.commands", id, job.getBytes(StandardCharsets.UTF_8)));
    }

    private void note(ConsumerRecord<String, byte[]> record) throws IOException {
        Instant time = Instant.parse(header(record, "ce_time"));
        switch (header(record, "ce_type")) {
            case "worker.plugin" -> watch.note(json.readTree(record.value()), time);
            case "job.started" -> inFlight.replace(record.key(), time);
            case "job.succeeded" -> {
                Instant started = inFlight.remove(record.key());
                if (started != null) {
                    ended.add(job(record, started, time));
                }
            }
            case "job.failed", "job.rejected", "job.expired", "job.cancelled" -> {
                inFlight.remove(record.key());
                failed.add(new String(record.value(), StandardCharsets.UTF_8));
            }
            default -> {}
        }
    }

    private SwapJob job(ConsumerRecord<String, byte[]> record, Instant started, Instant time) throws IOException {
        String uri = json.readTree(record.value())
                .path("artefacts")
                .path(0)
                .path("uri")
                .asText();
        String[] drawn = new String(farm.answer(uri), StandardCharsets.US_ASCII).split(" ", -1);
        int version = 0;
        for (JsonNode plugin :
                json.readTree(farm.answer("/v1/jobs/" + record.key())).path("plugins")) {
            if (plugin.path("id").asText().equals(MarkedSampler.NAME)) {
                version = plugin.path("version").asInt();
            }
        }
        return new SwapJob(version, Double.parseDouble(drawn[0]), Double.parseDouble(drawn[1]), started, time);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
