package dev.tidemark.query.http;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.query.answer.Engines;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Input;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds who answers a request: the primary store, or the one that the parameter {@code store} names. */
@Requires(beans = Stores.class)
@Singleton
final class StoreChoice {
    private static final String PARAMETER = "store";

    private final Stores stores;
    private final Map<String, Engines> engines = new LinkedHashMap<>();

    StoreChoice(Stores stores, QueryLimits limits) {
        this.stores = stores;
        for (Storage store : stores.all()) {
            engines.put(store.name(), Engines.of(store, limits));
        }
    }

    /**
     * Those who answer this request.
     *
     * @throws dev.tidemark.query.mistake.QueryMistakeException if the parameter names no store
     * @throws StoreObstructedException if the store cannot be asked for now
     */
    Engines of(HttpRequest<?> request) {
        List<String> named = request.getParameters().getAll(PARAMETER);
        if (named.size() > 1) {
            throw Mistake.of(PARAMETER, "given " + named.size() + " times", "it once")
                    .asException();
        }
        String name = named.isEmpty() ? engines.keySet().iterator().next() : named.getFirst();
        Engines chosen = engines.get(name);
        if (chosen == null) {
            throw Input.parameter(PARAMETER, name)
                    .unknown("a store of this server, one of " + String.join(", ", engines.keySet()), engines.keySet());
        }
        stores.obstacle(name).ifPresent(why -> {
            throw new StoreObstructedException(why);
        });
        return chosen;
    }
}
