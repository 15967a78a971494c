package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** That stores answer the same, byte for byte; only what an answer says about itself may differ. */
final class Agreement {
    private static final String META = ",\"meta\":{";

    private Agreement() {}

    static void assertSame(Object asked, List<Answer> answers) {
        Answer first = answers.getFirst();
        assertThat(first.status())
                .as("status of the answer to %s: %s", asked, first.body())
                .isIn(200, 400);
        for (Answer other : answers) {
            assertThat(other.status())
                    .as("status of answer %d to %s: %s", answers.indexOf(other), asked, other.body())
                    .isEqualTo(first.status());
            assertThat(withoutMeta(other))
                    .as("answer %d to %s", answers.indexOf(other), asked)
                    .isEqualTo(withoutMeta(first));
        }
    }

    /** The body without its last member, as sent. */
    private static String withoutMeta(Answer answer) {
        int meta = answer.body().lastIndexOf(META);
        return meta < 0 ? answer.body() : answer.body().substring(0, meta);
    }
}
