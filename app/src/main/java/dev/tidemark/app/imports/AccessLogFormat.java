package dev.tidemark.app.imports;

import java.io.InputStream;

/** The access log of a web server: Apache's and nginx's common and combined formats, with or without additions at the end. */
public final class AccessLogFormat implements ImportFormat {
    private final Secret salt;
    private final Constants constants;
    private final AccessLogEvent event;

    /**
     * @param salt what addresses, and the ids of events, are hashed with
     */
    public AccessLogFormat(Secret salt, Constants constants) {
        this.salt = salt;
        this.constants = constants;
        event = new AccessLogEvent(new Clients(salt), new UserAgents(), constants);
    }

    @Override
    public RecordReader open(InputStream input) {
        return LineRecord.reader(input, (line, id, firstRead) -> event.of(line, id));
    }

    /** With the salt: of the rest of a line an attacker with the events knows enough to try all addresses. */
    @Override
    public RecordIds ids() {
        return new RecordIds(salt.derive("event"), constants.scope());
    }
}
