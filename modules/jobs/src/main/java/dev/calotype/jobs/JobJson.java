package dev.calotype.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of jobs. What clients send is checked against {@code job.schema.json}, RFC 8259 to the letter: no double
 * names, nothing after the end.
 */
public final class JobJson {
    /** The largest record that is read, in bytes: 1 MiB. */
    public static final int LIMIT = 1 << 20;

    private final JsonMapper mapper = mapper();
    private final JobSchema schema;

    /** Reads the schema, once. */
    public JobJson() {
        try (InputStream in = JobJson.class.getResourceAsStream("job.schema.json")) {
            schema = new JobSchema(mapper.readTree(in));
        } catch (IOException damaged) {
            throw new UncheckedIOException("job.schema.json cannot be read from the jar", damaged);
        }
    }

    /** Reads a client's request and finds all that is wrong with it. */
    public Parsed parse(byte[] json) {
        if (json.length > LIMIT) {
            String found = "a job may have " + LIMIT + " bytes; found " + json.length;
            return new Parsed.Refused(null, List.of(new Fault("too-large", "", found)), null);
        }
        try {
            return read(mapper.readTree(json));
        } catch (IOException damaged) {
            return new Parsed.Refused(null, List.of(new Fault("not-json", "", "not JSON: " + where(damaged))), null);
        }
    }

    private Parsed read(JsonNode job) {
        List<Fault> faults = new ArrayList<>(schema.check(job));
        Stream.of(
                        Keepable.check(job),
                        Misplaced.check(job),
                        ImageJson.check(job),
                        ConditionerJson.check(job),
                        VideoJson.check(job))
                .flatMap(List::stream)
                .limit(100)
                .filter(fault ->
                        faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer())))
                .forEach(faults::add);
        if (faults.isEmpty()) {
            return new Parsed.Accepted(RequestReader.read(job));
        }
        return new Parsed.Refused(idOf(job), faults, RequestReader.readRest(job, faults));
    }

    private static @Nullable String idOf(JsonNode job) {
        String id = job.path("id").asText("");
        return JobId.wellFormed(id) ? id : null;
    }

    /** The spec as a client could have sent it. */
    public String write(JobSpec spec) {
        try {
            return mapper.writeValueAsString(spec);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a spec can always be written", broken);
        }
    }

    /** The request as a client sends it; what was left open is left out. */
    public byte[] write(JobRequest request) {
        try {
            return mapper.writeValueAsBytes(request);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a request can always be written", broken);
        }
    }

    /**
     * Reads what {@link #write(JobSpec)} wrote, without checking it again.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public JobSpec readSpec(String json) {
        try {
            return mapper.readValue(json, JobSpec.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a stored job: " + where(broken), broken);
        }
    }

    static String where(IOException damaged) {
        if (damaged instanceof JsonProcessingException faulty) {
            var place = faulty.getLocation();
            String at = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            return faulty.getOriginalMessage() + at;
        }
        return String.valueOf(damaged.getMessage());
    }

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new ChoiceModule())
                .withConfigOverride(
                        List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }
}
