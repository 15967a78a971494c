package dev.tidemark.ingestion.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.Function;

/** What stands around an answer to a body of events. The usual answer, which rejects nothing and warns of nothing, is written without a JSON generator: for a body of one event that would be half of all memory it takes. */
enum Envelope {
    /** None. */
    PLAIN("", "", answer -> answer),
    /** As clients of OTA analytics know it. */
    OTA("{\"data\":", "}", OtaEventAnswer::new);

    private final String before;
    private final String after;
    private final Function<EventAnswer, Object> around;

    Envelope(String before, String after, Function<EventAnswer, Object> around) {
        this.before = before;
        this.after = after;
        this.around = around;
    }

    /** What to answer with: a text in UTF-8, or an object to be written as JSON. */
    Object of(EventAnswer answer) {
        if (!answer.rejected().isEmpty() || !answer.warnings().isEmpty()) {
            return around.apply(answer);
        }
        return (before + "{\"accepted\":" + answer.accepted() + ",\"duplicates\":" + answer.duplicates()
                        + ",\"rejected\":[]}" + after)
                .getBytes(US_ASCII);
    }
}
