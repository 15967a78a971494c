package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a body of one JSON object to a line. Each line has a parser of its own, so that nothing on one can spoil another. Blank lines are passed over. */
final class Lines {

    private final Utf8Json json;
    private final byte[] body;
    private final Collector collector;
    private final Reading reading;

    private Lines(Utf8Json json, byte[] body, Collector collector, Reading reading) {
        this.json = json;
        this.body = body;
        this.collector = collector;
        this.reading = reading;
    }

    /** Makes an event of the object whose opening brace is the parser's current token. */
    @FunctionalInterface
    interface Reading {
        /** @param from where in the body the line begins */
        Event read(JsonParser parser, int from) throws IOException, InvalidEventException;
    }

    /** Whether the first line that is not blank is a whole object, with more to come after it. */
    static boolean areIn(Utf8Json json, byte[] body, int start) {
        int from = skipSpace(body, start, body.length);
        int newline = endOfLine(body, from);
        int to = trimmed(body, from, newline);
        if (body[from] != '{' || body[to - 1] != '}' || skipSpace(body, newline, body.length) == body.length) {
            return false;
        }
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    static void read(Utf8Json json, byte[] body, int start, Collector collector, Reading reading) {
        Lines lines = new Lines(json, body, collector, reading);
        int number = 1;
        int newline;
        for (int i = start; i < body.length && !collector.overflows(); i = newline + 1) {
            newline = endOfLine(body, i);
            int from = skipSpace(body, i, newline);
            if (from < newline) {
                lines.line(number, from, trimmed(body, from, newline));
            }
            number++;
        }
    }

    private void line(int number, int from, int to) {
        if (collector.isTooLarge(to - from)) {
            collector.rejectTooLarge(from, to);
            return;
        }
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            Event event = event(parser, from);
            collector.take(event, from, to);
        } catch (InvalidEventException e) {
            collector.reject(e.violation(), from, to);
        } catch (JsonProcessingException e) {
            collector.reject(noJson(number, e), from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private Event event(JsonParser parser, int from) throws IOException, InvalidEventException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidEventException(EventDecoder.unreadable("the line is no JSON object, which each event is"));
        }
        Event event = reading.read(parser, from);
        if (parser.nextToken() != null) {
            throw new InvalidEventException(
                    EventDecoder.unreadable("the line goes on after its JSON object, expected one object to a line"));
        }
        return event;
    }

    private static Violation noJson(int number, JsonProcessingException e) {
        JsonLocation location = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        return EventDecoder.unreadable("the line is no JSON, line " + number + " column " + location.getColumnNr()
                + ": " + e.getOriginalMessage());
    }

    private static int endOfLine(byte[] body, int from) {
        int i = from;
        while (i < body.length && body[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int skipSpace(byte[] body, int from, int to) {
        int i = from;
        while (i < to && CompactJson.isSpace(body[i])) {
            i++;
        }
        return i;
    }

    private static int trimmed(byte[] body, int from, int to) {
        int i = to;
        while (i > from && CompactJson.isSpace(body[i - 1])) {
            i--;
        }
        return i;
    }
}
