/**
 * Which rollups and which raw ranges answer a query. The rule that must never break: whatever the plan, the numbers equal
 * the raw answer. Open {@link dev.tidemark.domain.plan.Planner} first.
 */
@NullMarked
package dev.tidemark.domain.plan;

import org.jspecify.annotations.NullMarked;
