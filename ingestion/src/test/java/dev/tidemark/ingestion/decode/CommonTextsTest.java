package dev.tidemark.ingestion.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Text;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CommonTextsTest {
    private final CommonTexts common = new CommonTexts();

    @Property
    void textsAreWhatTheCharactersMeanCleaned(@ForAll List<String> texts) {
        for (String text : texts) {
            assertThat(clean(text)).isEqualTo(Text.clean(text));
            assertThat(clean(text)).isEqualTo(Text.clean(text));
        }
    }

    @Example
    void aTextThatComesBackIsTheSameObject() {
        assertThat(clean("screen_view")).isSameAs(clean("screen_view"));
    }

    @Example
    void whatCleaningChangesIsCleanedEveryTime() {
        for (int i = 0; i < 2; i++) {
            assertThat(clean("a\0b")).isEqualTo("ab");
            assertThat(clean("\uD800")).isEqualTo("\uFFFD");
            assertThat(clean("\uFFFD")).isEqualTo("\uFFFD");
        }
    }

    @Example
    void charactersThatHashAlikeAreToldApart() {
        assertThat(clean("Aa")).isEqualTo("Aa");
        assertThat(clean("BB")).isEqualTo("BB");
        assertThat(clean("Aa")).isEqualTo("Aa");
    }

    private String clean(String text) {
        return common.clean(("<" + text + ">").toCharArray(), 1, text.length());
    }
}
