package dev.tidemark.domain.query;

/** How a value is compared with a literal. */
public enum Comparison {
    EQUAL("eq"),
    GREATER("gt"),
    GREATER_OR_EQUAL("ge"),
    LESS("lt"),
    LESS_OR_EQUAL("le");

    private final String label;

    Comparison(String label) {
        this.label = label;
    }

    /** The name in the filter language. */
    public String label() {
        return label;
    }

    /** Whether a value that compares so to the literal (negative, zero, positive) satisfies the comparison. */
    public boolean accepts(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
        };
    }
}
