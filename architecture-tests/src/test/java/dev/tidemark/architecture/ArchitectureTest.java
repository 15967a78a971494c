package dev.tidemark.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    private static final JavaClasses CLASSES = Modules.classes();
    private static final JavaClasses FIXTURES = Modules.fixtures();

    @ParameterizedTest
    @EnumSource
    void holds(Rule rule) {
        rule.rule().check(CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void canFail(Rule rule) {
        EvaluationResult result = rule.rule().allowEmptyShould(true).evaluate(FIXTURES);
        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(rule.brokenBy()));
    }

    @Test
    void entrancesMayKnowTheFramework() {
        EvaluationResult result = Rule.CORES_KNOW_NO_FRAMEWORK.rule().evaluate(FIXTURES);
        assertThat(result.getFailureReport().getDetails()).noneMatch(detail -> detail.contains("MayKnowTheFramework"));
    }

    /** Otherwise the rules would hold of a module only because nobody looked. */
    @Test
    void everyModuleIsSeen() {
        for (String module : Modules.names()) {
            assertThat(CLASSES).as("classes of " + module).anyMatch(type -> type.getSource()
                    .orElseThrow()
                    .getUri()
                    .getPath()
                    .contains("/" + module + "/target/classes/"));
        }
    }
}
