package dev.tidemark.storage.sql;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A tree of texts, written with brackets: {@code ("eq" "platform" ("text" "ios"))}. */
sealed interface Term {

    /** Its text, if it is one. */
    String text();

    /** Its parts, if it is a list. */
    List<Term> terms();

    /** One of its parts. */
    default Term at(int position) {
        if (position >= terms().size()) {
            throw new IllegalArgumentException(this + " has " + terms().size() + " parts, expected more");
        }
        return terms().get(position);
    }

    static Term text(String text) {
        return new Leaf(text);
    }

    static Term list(Term... parts) {
        return new Branch(List.of(parts));
    }

    static <T> Term list(List<T> items, Function<T, Term> part) {
        return new Branch(items.stream().map(part).toList());
    }

    static <T> Term list(String head, List<T> items, Function<T, Term> part) {
        return new Branch(
                Stream.concat(Stream.of(text(head)), items.stream().map(part)).toList());
    }

    /**
     * Reads a tree as it is written.
     *
     * @throws IllegalArgumentException if the text is no such tree
     */
    static Term read(String text) {
        return new Reading(text).whole();
    }

    /** A text. */
    record Leaf(@Override String text) implements Term {
        @Override
        public List<Term> terms() {
            throw new IllegalArgumentException(this + " is a text, expected a list");
        }

        @Override
        public String toString() {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    /** A list. */
    record Branch(@Override List<Term> terms) implements Term {
        public Branch {
            terms = List.copyOf(terms);
        }

        @Override
        public String text() {
            throw new IllegalArgumentException(this + " is a list, expected a text");
        }

        @Override
        public String toString() {
            return terms.stream().map(Term::toString).collect(joining(" ", "(", ")"));
        }
    }

    /** One pass over a text. */
    final class Reading {
        private final String source;
        private int position;

        private Reading(String source) {
            this.source = source;
        }

        Term whole() {
            Term term = next();
            if (position < source.length()) {
                throw unreadable();
            }
            return term;
        }

        private Term next() {
            return switch (take()) {
                case '"' -> leaf();
                case '(' -> branch();
                default -> throw unreadable();
            };
        }

        private Term leaf() {
            StringBuilder text = new StringBuilder();
            for (char c = take(); c != '"'; c = take()) {
                text.append(c == '\\' ? take() : c);
            }
            return new Leaf(text.toString());
        }

        private Term branch() {
            List<Term> parts = new ArrayList<>();
            while (peek() != ')') {
                parts.add(next());
                if (peek() == ' ') {
                    take();
                }
            }
            take();
            return new Branch(parts);
        }

        private char take() {
            char c = peek();
            position++;
            return c;
        }

        private char peek() {
            if (position >= source.length()) {
                throw unreadable();
            }
            return source.charAt(position);
        }

        private IllegalArgumentException unreadable() {
            return new IllegalArgumentException(
                    "at " + position + ", expected texts in quotes and brackets: " + source);
        }
    }
}
