package dev.tidemark.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.tidemark.app.settings.LoggingSettings;
import dev.tidemark.app.settings.LoggingSettings.Format;
import java.io.Console;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sets up the one appender, on standard output. */
public final class Logging {
    private static final String TEXT_PATTERN =
            "%d{HH:mm:ss.SSS} %highlight(%-5level) %cyan(%-24.24logger{0}) %msg%replace( request=%mdc{request}){' request=$',''}%n%ex";
    private static final String PLAIN_TEXT_PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %msg%replace( request=%mdc{request}){' request=$',''}%n%ex";

    private Logging() {}

    /** Replaces whatever was set up before. */
    public static void configure(LoggingSettings settings) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder(settings.format(), context));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("dev.tidemark")
                .setLevel(Level.toLevel(settings.level().name()));
        if (settings.level().compareTo(LoggingSettings.Level.DEBUG) >= 0) {
            root.setLevel(Level.INFO);
        }
    }

    private static Encoder<ILoggingEvent> encoder(Format format, LoggerContext context) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean text = format == Format.TEXT || (format == Format.AUTO && terminal);
        Encoder<ILoggingEvent> encoder = text ? text(terminal) : new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(boolean colour) {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(colour ? TEXT_PATTERN : PLAIN_TEXT_PATTERN);
        return encoder;
    }
}
