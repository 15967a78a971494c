package dev.tidemark.ingestion.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecentTextsTest {
    @Property
    void textsAreWhatTheBytesMean(@ForAll List<String> texts) {
        RecentTexts recent = new RecentTexts();
        for (String text : texts) {
            byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
            String expected = new String(bytes, 1, bytes.length - 2, UTF_8);
            assertThat(recent.text(bytes, 1, bytes.length - 2)).isEqualTo(expected);
            assertThat(recent.text(bytes, 1, bytes.length - 2)).isEqualTo(expected);
        }
    }

    @Example
    void aTextThatComesBackIsTheSameObject() {
        RecentTexts recent = new RecentTexts();
        byte[] bytes = "screen_view".getBytes(UTF_8);
        assertThat(recent.text(bytes, 0, bytes.length)).isSameAs(recent.text(bytes.clone(), 0, bytes.length));
    }

    @Example
    void bytesThatHashAlikeAreToldApart() {
        RecentTexts recent = new RecentTexts();
        assertThat(recent.text("Aa".getBytes(UTF_8), 0, 2)).isEqualTo("Aa");
        assertThat(recent.text("BB".getBytes(UTF_8), 0, 2)).isEqualTo("BB");
        assertThat(recent.text("é".getBytes(UTF_8), 0, 2)).isEqualTo("é");
    }
}
