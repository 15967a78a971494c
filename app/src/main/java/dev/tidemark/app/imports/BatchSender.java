package dev.tidemark.app.imports;

import dev.tidemark.app.imports.Answer.Rejection;
import dev.tidemark.app.imports.Batch.Entry;
import dev.tidemark.domain.event.RejectionCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sends what one input has to send, and sees to what is not taken. */
final class BatchSender {
    private final Input input;
    private final Optional<byte[]> heading;
    private final EventSender sender;
    private final RejectedRecords rejects;
    private final ImportReport report;
    private final Batch batch;

    /**
     * @param heading what the file of rejected records begins with
     */
    BatchSender(
            Input input,
            Optional<byte[]> heading,
            EventSender sender,
            RejectedRecords rejects,
            ImportReport report,
            int events) {
        this.input = input;
        this.heading = heading;
        this.sender = sender;
        this.rejects = rejects;
        this.report = report;
        batch = new Batch(events);
    }

    boolean isFull() {
        return batch.isFull();
    }

    /** Takes the next record into the batch, or counts it as rejected. */
    void add(SourceRecord record, Conversion conversion) throws IOException {
        report.read();
        switch (conversion) {
            case Conversion.Event(byte[] json) -> batch.add(new Entry(record, json));
            case Conversion.Refused(RejectionCode code, String message) -> reject(record, code.label(), message);
        }
    }

    /** Sends the batch. When this returns, the server has taken or rejected each of its events. */
    void send() throws IOException {
        List<Entry> entries = batch.take();
        if (!entries.isEmpty()) {
            send(entries);
        }
    }

    private void send(List<Entry> entries) throws IOException {
        Optional<Answer> answer = sender.send(Batch.gzipped(entries));
        if (answer.isPresent()) {
            report.answered(entries.size(), answer.get());
            for (Rejection rejection : answer.get().rejections()) {
                reject(record(entries, rejection), rejection.code(), rejection.message());
            }
        } else if (entries.size() == 1) {
            reject(
                    entries.getFirst().source(),
                    RejectionCode.TOO_LARGE.label(),
                    "the server takes no body of this size");
        } else {
            send(entries.subList(0, entries.size() / 2));
            send(entries.subList(entries.size() / 2, entries.size()));
        }
    }

    private static SourceRecord record(List<Entry> entries, Rejection rejection) {
        if (rejection.index() < 0 || rejection.index() >= entries.size()) {
            throw new TransferException("the server rejects event " + rejection.index() + " of a batch of "
                    + entries.size() + "; client and server do not fit each other, compare their versions");
        }
        return entries.get(rejection.index()).source();
    }

    private void reject(SourceRecord record, String code, String message) throws IOException {
        report.rejected(input, record.line(), code, message);
        rejects.add(record, heading);
    }
}
