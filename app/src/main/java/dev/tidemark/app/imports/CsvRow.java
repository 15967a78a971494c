package dev.tidemark.app.imports;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A record that is a row of a CSV file. */
record CsvRow(long line, List<String> values, CsvHeader header) implements SourceRecord {

    /** Columns with their values: a file with the same rows under other column names says something else. */
    @Override
    public byte[] content() {
        var cells = new ArrayList<String>();
        cells.addAll(header.columns());
        cells.addAll(values);
        return CsvHeader.write(cells, header.delimiter());
    }

    @Override
    public byte[] text() {
        return CsvHeader.write(values, header.delimiter());
    }

    @Override
    public Conversion convert(UUID id, Instant firstRead) {
        if (values.size() != header.columns().size()) {
            return new Conversion.Refused(
                    RejectionCode.UNREADABLE,
                    "the row has " + values.size() + " values, expected "
                            + header.columns().size() + "; check quotes and --delimiter");
        }
        var draft = new Draft();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            header.targets().get(i).ifPresent(target -> draft.put(target, inForm(target, value)));
        }
        header.constants().addTo(draft, draft.names());
        draft.put(Field.EVENT_ID, id.toString()).put(Field.TIMESTAMP, firstRead.toString());
        return new Conversion.Event(draft.json());
    }

    /** A time that cannot be read is sent as it is: the server's refusal then names it. */
    private String inForm(String target, String value) {
        if (!target.equals(Field.TIMESTAMP.label())) {
            return value;
        }
        return header.time().read(value.strip()).map(Instant::toString).orElse(value);
    }
}
