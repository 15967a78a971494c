package dev.tidemark.query.answer;

import dev.tidemark.domain.storage.Storage;
import java.util.List;
import java.util.Optional;

/** The stores that can be asked: the primary, and mirrors of it. */
public interface Stores {

    /** All of them, by names that differ; the primary, which is asked unless another one is named, is the first. */
    List<Storage> all();

    /** Why a store cannot be asked for now, in words for who asks: it is of no use to answer from a part of the events. Empty if it can. */
    Optional<String> obstacle(String name);

    /** A primary without mirrors. */
    static Stores only(Storage primary) {
        return new Stores() {
            @Override
            public List<Storage> all() {
                return List.of(primary);
            }

            @Override
            public Optional<String> obstacle(String name) {
                return Optional.empty();
            }
        };
    }
}
