package dev.tidemark.app.doctor;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param message the state of things and, where it is not well, what to do
 */
public record Finding(State state, String subject, String message) {

    /** From good to bad. */
    public enum State {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String subject, String message) {
        return new Finding(State.OK, subject, message);
    }

    static Finding warn(String subject, String message) {
        return new Finding(State.WARN, subject, message);
    }

    static Finding fail(String subject, String message) {
        return new Finding(State.FAIL, subject, message);
    }

    public boolean isFailure() {
        return state == State.FAIL;
    }

    /** One line for people. */
    public String line() {
        return String.format(Locale.ROOT, "%-4s  %-16s  %s", state.name().toLowerCase(Locale.ROOT), subject, message);
    }
}
