package dev.tidemark.testkit.engine;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips properties where there can be no TimescaleDB of an edition: one that is aborted would count as failed. */
public abstract sealed class SkippedWithoutTimescale implements SkipExecutionHook {

    private final TimescaleEdition edition;

    private SkippedWithoutTimescale(TimescaleEdition edition) {
        this.edition = edition;
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return edition.absence().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }

    /** With continuous aggregates. */
    public static final class Full extends SkippedWithoutTimescale {
        public Full() {
            super(TimescaleEdition.FULL);
        }
    }

    /** Without. */
    public static final class Apache extends SkippedWithoutTimescale {
        public Apache() {
            super(TimescaleEdition.APACHE);
        }
    }
}
