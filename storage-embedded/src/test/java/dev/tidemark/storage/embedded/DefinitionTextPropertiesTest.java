package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.testkit.generate.RollupDefinitions;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the store keeps of a definition is all of it. */
class DefinitionTextPropertiesTest {

    @Property
    void aDefinitionIsReadBack(@ForAll(supplier = RollupDefinitions.class) RollupDefinition definition) {
        assertThat(DefinitionText.read(DefinitionText.of(definition))).isEqualTo(definition);
    }

    @Property
    void aTextCutShortIsRefused(@ForAll(supplier = RollupDefinitions.class) RollupDefinition definition) {
        String text = DefinitionText.of(definition);
        assertThatThrownBy(() -> DefinitionText.read(text.substring(0, text.length() - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void whatThisVersionDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> DefinitionText.read("(\"a\" (\"sounds_like\" \"city\" \"x\") () () ((\"count\")))"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sounds_like");
    }
}
