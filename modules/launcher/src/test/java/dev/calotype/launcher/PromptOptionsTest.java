package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is said of prompts on the command line, as a job says it. */
final class PromptOptionsTest {
    @Test
    void aSecondTextEncodersPromptsGoIntoAFieldOfTheirOwn() {
        assertThat(job("--second", "oil", "--negative", "dark"))
                .isEqualTo("{\"negative\":\"dark\",\"second\":{\"prompt\":\"oil\"}}");
        assertThat(job("--second", "", "--second-negative", "a photograph"))
                .isEqualTo("{\"second\":{\"prompt\":\"\",\"negative\":\"a photograph\"}}");
    }

    @Test
    void whatIsNotSaidIsLeftOut() {
        assertThat(job()).isEqualTo("{}");
        assertThat(job("--skip", "1")).isEqualTo("{\"prompting\":{\"emphasis\":false,\"chunks\":false,\"skip\":1}}");
    }

    private static String job(String... typed) {
        ObjectNode job = new ObjectMapper().createObjectNode();
        CommandLine.populateCommand(new PromptOptions(), typed).addTo(job);
        return job.toString();
    }
}
