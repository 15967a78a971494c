package dev.tidemark.query.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the columns' names and the rows as RFC 4180 has it, in UTF-8. An absent value is an empty field, an empty text is
 * {@code ""}.
 *
 * <p>A text that a spreadsheet would run as a formula (first character {@code = + - @}, tab or carriage return) is written after an
 * apostrophe, because anybody who may send events could otherwise plant one. Numbers and moments are never changed.
 */
public final class AnswerCsv {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private AnswerCsv() {}

    /** Writes the answer and leaves the stream open. */
    public static void write(Answer answer, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(writer);
        csv.writeRecord(answer.columns().stream()
                .map(Column::name)
                .map(AnswerCsv::harmless)
                .toList());
        for (List<@Nullable Object> row : answer.rows()) {
            @Nullable String[] fields = new @Nullable String[row.size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = field(row.get(i));
            }
            csv.writeRecord(fields);
        }
        csv.flush();
        writer.flush();
    }

    private static @Nullable String field(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> harmless(text);
            case BigDecimal decimal -> decimal.toPlainString();
            case OffsetDateTime moment -> AnswerJson.MOMENT.format(moment);
            default -> value.toString();
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
