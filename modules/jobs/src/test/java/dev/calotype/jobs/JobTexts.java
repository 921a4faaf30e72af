package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads requests as clients write them. */
final class JobTexts {
    private JobTexts() {}

    static JobRequest accepted(String text) {
        Parsed parsed = new JobJson().parse(bytes(text));
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted) parsed).request();
    }

    static List<Fault> refused(String text) {
        Parsed parsed = new JobJson().parse(bytes(text));
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed).faults();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
