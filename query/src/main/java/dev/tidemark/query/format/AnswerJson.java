package dev.tidemark.query.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.tidemark.domain.query.LogarithmicBins;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.AnswerMeta;
import dev.tidemark.query.answer.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code {"columns":[…],"rows":[[…]],"meta":{…}}}. Exact numbers are written in plain notation with every digit, floats in
 * the shortest form that reads back as the same float.
 */
public final class AnswerJson {

    static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    /** What percentiles may be off by; see {@link LogarithmicBins}. */
    private static final double RELATIVE_ERROR = LogarithmicBins.RELATIVE_ERROR;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private AnswerJson() {}

    /** Writes the answer in UTF-8 and leaves the stream open. */
    public static void write(Answer answer, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            columns(json, answer.columns());
            rows(json, answer.rows());
            totals(json, answer.totals());
            meta(json, answer.meta());
            json.writeEndObject();
        }
    }

    private static void columns(JsonGenerator json, List<Column> columns) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rows(JsonGenerator json, List<List<@Nullable Object>> rows) throws IOException {
        json.writeArrayFieldStart("rows");
        for (List<@Nullable Object> row : rows) {
            json.writeStartArray();
            for (Object value : row) {
                value(json, value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void totals(JsonGenerator json, List<@Nullable Object> totals) throws IOException {
        if (!totals.isEmpty()) {
            json.writeArrayFieldStart("totals");
            for (Object value : totals) {
                value(json, value);
            }
            json.writeEndArray();
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Long whole -> json.writeNumber(whole);
            case BigDecimal decimal -> json.writeNumber(decimal);
            case Double real -> json.writeNumber(real);
            case String text -> json.writeString(text);
            case OffsetDateTime moment -> json.writeString(MOMENT.format(moment));
            default -> throw new IllegalStateException(value.getClass() + " in a row, expected text, number or moment");
        }
    }

    private static void meta(JsonGenerator json, AnswerMeta meta) throws IOException {
        json.writeObjectFieldStart("meta");
        json.writeStringField("store", meta.store());
        json.writeArrayFieldStart("served_by");
        for (String source : meta.servedBy()) {
            json.writeString(source);
        }
        json.writeEndArray();
        json.writeBooleanField("exact", meta.exact());
        if (!meta.exact()) {
            json.writeNumberField("relative_error", RELATIVE_ERROR);
        }
        json.writeNumberField("milliseconds", meta.milliseconds());
        if (meta.rowsRead().isPresent()) {
            json.writeNumberField("rows_read", meta.rowsRead().getAsLong());
        }
        json.writeStringField("from", MOMENT.format(meta.from()));
        json.writeStringField("to", MOMENT.format(meta.to()));
        json.writeStringField("timezone", meta.timezone().getId());
        json.writeStringField("granularity", meta.granularity().label());
        if (meta.keptSince().isPresent()) {
            json.writeStringField(
                    "events_kept_since", MOMENT.format(meta.keptSince().get()));
        }
        json.writeBooleanField("truncated", meta.truncated());
        json.writeEndObject();
    }
}
