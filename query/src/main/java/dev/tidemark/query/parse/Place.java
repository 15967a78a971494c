package dev.tidemark.query.parse;

import org.jspecify.annotations.Nullable;

/** Where in a query something stands; put into words only when there is something to complain about. */
record Place(@Nullable Place parent, String step) {

    static final Place QUERY = new Place(null, "");

    Place field(String name) {
        return new Place(this, isRoot() ? name : "." + name);
    }

    Place item(int index) {
        return new Place(this, "[" + index + "]");
    }

    private boolean isRoot() {
        return parent == null;
    }

    /** {@code filter.and[0].eq[1]}; of the whole, {@code query}. */
    @Override
    public String toString() {
        return parent == null ? "query" : path().toString();
    }

    private StringBuilder path() {
        StringBuilder before = parent == null ? new StringBuilder() : parent.path();
        return before.append(step);
    }
}
