package dev.tidemark.app.settings;

/** What the server says about itself on standard output. */
public record LoggingSettings(Format format, Level level) {

    /** How a line looks. */
    public enum Format {
        /** {@link #TEXT} on a terminal, {@link #JSON} elsewhere. */
        AUTO,
        /** One JSON object per line. */
        JSON,
        /** For people. */
        TEXT
    }

    /** The least important line that is still written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    static LoggingSettings read(SettingsReader reader) {
        return new LoggingSettings(
                reader.choice("TIDEMARK_LOGGING_FORMAT", Format.AUTO),
                reader.choice("TIDEMARK_LOGGING_LEVEL", Level.INFO));
    }
}
