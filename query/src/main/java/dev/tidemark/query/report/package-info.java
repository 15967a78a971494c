/**
 * Ready questions: what {@code GET /v1/reports/…} answers. A report is data that makes a
 * {@link dev.tidemark.query.answer.Question}; it computes nothing itself. Open {@link dev.tidemark.query.report.Reports} first.
 */
@NullMarked
package dev.tidemark.query.report;

import org.jspecify.annotations.NullMarked;
