/**
 * Whose data it is and what a caller may do. How keys are kept and checked is the server's business, not the domain's.
 */
@NullMarked
package dev.tidemark.domain.tenant;

import org.jspecify.annotations.NullMarked;
