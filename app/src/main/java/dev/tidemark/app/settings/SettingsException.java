package dev.tidemark.app.settings;

import java.util.List;

/** One or more settings have a value that cannot be used. Each problem is one line: setting, value, what is allowed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    SettingsException(String problem) {
        this(List.of(problem));
    }

    SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
