package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * A history, what happens to the store while it is written, and questions of each kind.
 *
 * @param sample the whole history, and questions that the rollups of the steps can answer, and others
 * @param behavior further questions about the same scene; part of the history is such that there is something to answer
 * @param age for histories that are to be around a given moment: by how many days their scene is older
 */
public record AgeingCase(StorageCase sample, BehaviorCase behavior, int age, List<AgeingStep> steps) {

    public AgeingCase {
        steps = List.copyOf(steps);
    }

    /** The same around another scene. */
    public AgeingCase at(Instant scene) {
        return new AgeingCase(
                new StorageCase(scene, sample.history(), sample.questions()),
                new BehaviorCase(scene, behavior.history(), behavior.questions()),
                age,
                steps);
    }

    /** The events, no two of which are sendings of one event. */
    public List<Event> events(Tenants tenants) {
        return sample.events(tenants);
    }

    public List<AggregateQuery> queries(TenantId tenant) {
        return sample.queries(tenant);
    }
}
