package dev.tidemark.ingestion.kafka;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which partition an event belongs to: that of its tenant and id, so that whatever else of it a client changes when it sends it again, it meets the one process that knows whether it is stored.
 */
final class Spread {
    private final int partitions;

    Spread(int partitions) {
        this.partitions = partitions;
    }

    int partitions() {
        return partitions;
    }

    /** FNV-1a over the tenant, then the finishing steps of SplitMix64. Never to be changed: what was sent before is sent again. */
    int partitionOf(TenantId tenant, UUID id) {
        long hash = 0xCBF29CE484222325L;
        String name = tenant.value();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        hash = mix(mix(hash ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
        return (int) Math.floorMod(hash, (long) partitions);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** The events of a body, by partition, each part in their order; dead letters are in none. */
    Map<Integer, IntakeRecord> parts(IntakeRecord body) {
        Map<Integer, List<Event>> events = new TreeMap<>();
        for (Event event : body.events()) {
            events.computeIfAbsent(partitionOf(event.tenant(), event.id()), _ -> new ArrayList<>())
                    .add(event);
        }
        Map<Integer, IntakeRecord> parts = new TreeMap<>();
        events.forEach((partition, own) -> parts.put(partition, body.withOnly(own)));
        return parts;
    }
}
