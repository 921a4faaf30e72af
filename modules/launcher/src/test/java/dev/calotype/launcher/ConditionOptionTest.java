package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** How a conditioning module is named on the command line. */
final class ConditionOptionTest {
    @Test
    void aNameMayHaveAPreprocessorAPictureAndAStrength() {
        assertThat(ConditionOption.of("outlines")).isEqualTo(new ConditionOption("outlines", null, null, 1));
        assertThat(ConditionOption.of("outlines=a/b.png"))
                .isEqualTo(new ConditionOption("outlines", null, "a/b.png", 1));
        assertThat(ConditionOption.of("outlines/soft-edges=a.png:0.5"))
                .isEqualTo(new ConditionOption("outlines", "soft-edges", "a.png", 0.5));
        assertThat(ConditionOption.of("motion:0.25")).isEqualTo(new ConditionOption("motion", null, null, 0.25));
        assertThat(ConditionOption.of("outlines=https://store/a.png:2"))
                .isEqualTo(new ConditionOption("outlines", null, "https://store/a.png", 2));
    }

    @Test
    void attributesGoToTheirModuleWhichNeedsNoOtherMention() {
        ObjectNode job = new ObjectMapper().createObjectNode();
        job.withArray("conditioners").addObject().put("name", "outlines");
        var options = new AttributeOptions();
        options.given.put("outlines.width", 2.0);
        options.given.put("my.looks.age", 3.0);
        options.given.put("my.looks.brightness", 0.7);
        options.addTo(job);
        assertThat(job.toString())
                .isEqualTo("{\"conditioners\":[{\"name\":\"outlines\",\"attributes\":{\"width\":2.0}},"
                        + "{\"name\":\"my.looks\",\"attributes\":{\"age\":3.0,\"brightness\":0.7}}]}");
        options.given.put("age", 3.0);
        assertThatThrownBy(() -> options.addTo(job)).hasMessageContaining("looks.brightness=0.7");
    }

    @Test
    void anythingElseIsRefusedWithAnExample() {
        assertThatThrownBy(() -> ConditionOption.of("=a.png")).hasMessageContaining("outlines/canny=house.png:0.8");
    }
}
