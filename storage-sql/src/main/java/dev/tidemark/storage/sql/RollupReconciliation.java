package dev.tidemark.storage.sql;

import dev.tidemark.domain.rollup.RollupDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a store's rollups to what is wanted. A wanted definition that is not there is made. One of the same name that is complete stays beside it until it is complete too.
 * Everything else goes.
 */
public final class RollupReconciliation<E extends ListedRollup, R extends KeptRollup, X extends Exception> {

    private static final Logger LOG = System.getLogger(RollupReconciliation.class.getName());
    private static final int LONGEST_PART_OF_NAME = 32;

    private final RollupShelf<E, R, X> shelf;
    private final List<E> entries;
    private final Set<String> names = new HashSet<>();

    /** Looks at what is there. */
    public RollupReconciliation(RollupShelf<E, R, X> shelf) throws X {
        this.shelf = shelf;
        this.entries = shelf.entries();
        entries.forEach(entry -> names.add(entry.tablesName()));
    }

    /** The newest definition of each name, as far as this version can read it. */
    public List<RollupDefinition> latest() {
        Map<String, RollupDefinition> byName = new LinkedHashMap<>();
        for (E entry : entries) {
            entry.definition().ifPresent(definition -> byName.putIfAbsent(entry.rollupName(), definition));
        }
        return List.copyOf(byName.values());
    }

    /** Keeps these, and those that serve in their place; drops nothing. The preferred first. */
    public List<R> keep(List<RollupDefinition> wanted) throws X {
        List<R> kept = new ArrayList<>();
        for (RollupDefinition definition : wanted) {
            kept.addAll(keep(definition));
        }
        return kept;
    }

    /** Keeps these, and drops all others. */
    public List<R> keepOnly(List<RollupDefinition> wanted) throws X {
        List<R> kept = keep(wanted);
        for (E entry : entries) {
            if (kept.stream().noneMatch(rollup -> rollup.tablesName().equals(entry.tablesName()))) {
                shelf.drop(entry);
                tell(entry, wanted);
            }
        }
        return kept;
    }

    /** The wanted one, and the one that serves in its place. */
    private List<R> keep(RollupDefinition definition) throws X {
        Optional<E> same = entries.stream()
                .filter(entry -> entry.definition().filter(definition::equals).isPresent())
                .findFirst();
        List<R> kept = new ArrayList<>();
        kept.add(same.isPresent() ? open(same.get(), definition) : make(definition));
        if (!kept.getFirst().isComplete()) {
            for (E entry : entries) {
                if (entry.rollupName().equals(definition.name()) && !same.equals(Optional.of(entry))) {
                    predecessor(entry).ifPresent(kept::add);
                }
            }
        }
        return kept;
    }

    private Optional<R> predecessor(E entry) throws X {
        if (entry.definition().isEmpty()) {
            return Optional.empty();
        }
        R rollup = shelf.predecessor(entry, entry.definition().get());
        return rollup.isComplete() && shelf.isWhole(rollup) ? Optional.of(rollup) : Optional.empty();
    }

    private R open(E entry, RollupDefinition definition) throws X {
        R rollup = shelf.open(entry, definition);
        Optional<String> lacking = shelf.lacking(rollup);
        if (lacking.isEmpty()) {
            return rollup;
        }
        LOG.log(Level.WARNING, "rollup {0} lacks the {1}; it is filled anew", definition.name(), lacking.get());
        shelf.drop(entry);
        return shelf.make(definition, entry.tablesName());
    }

    private R make(RollupDefinition definition) throws X {
        String name = definition.name();
        for (int i = 2; !names.add(name); i++) {
            String part = definition.name();
            name = part.substring(0, Math.min(part.length(), LONGEST_PART_OF_NAME)) + "_g" + i;
        }
        R rollup = shelf.make(definition, name);
        if (!rollup.isComplete()) {
            LOG.log(
                    Level.INFO,
                    "rollup {0} has a new definition; {1} events are filled in from now on, in the background",
                    definition.name(),
                    Long.toString(rollup.eventsToFill()));
        }
        return rollup;
    }

    private void tell(E dropped, List<RollupDefinition> wanted) {
        boolean replaced =
                wanted.stream().anyMatch(definition -> definition.name().equals(dropped.rollupName()));
        LOG.log(
                Level.INFO,
                replaced
                        ? "rollup {0} had another definition; its tables are dropped"
                        : "rollup {0} is not configured any more; its tables are dropped",
                dropped.rollupName());
    }
}
