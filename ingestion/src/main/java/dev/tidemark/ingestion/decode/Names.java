package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and aliases of the catalogue by the path they are sent under, computed once. */
final class Names {

    private static final Map<String, Target> BY_PATH = byPath();

    private Names() {}

    /**
     * The field that a value is meant for.
     *
     * @param rank 0 for the field's own name, else the place of the alias; the lowest rank sent wins
     * @param factor what the value is multiplied by
     */
    record Target(String path, Field field, int rank, int factor) {
        boolean isOwnName() {
            return rank == 0;
        }
    }

    /** The field meant by a path, or null where the catalogue knows none. */
    static @Nullable Target of(String path) {
        return BY_PATH.get(path);
    }

    private static Map<String, Target> byPath() {
        Map<String, Target> targets = new HashMap<>();
        for (Field field : Field.values()) {
            if (field.isSent()) {
                put(targets, new Target(field.label(), field, 0, 1));
                int rank = 1;
                for (Alias alias : field.aliases()) {
                    put(targets, new Target(alias.path(), field, rank++, alias.factor()));
                }
            }
        }
        return targets;
    }

    private static void put(Map<String, Target> targets, Target target) {
        Target other = targets.put(target.path(), target);
        if (other != null) {
            throw new IllegalStateException("'" + target.path() + "' means both "
                    + other.field().label() + " and " + target.field().label() + ", expected one field to a name");
        }
    }
}
