/**
 * The numbers of over-the-air updates in the shapes that existing clients of OTA analytics read: adoption, versions, active devices,
 * failures and performance. What an update event is says {@link dev.tidemark.domain.rollup.UpdateEvent};
 *
 * import dev.tidemark.domain.rollup.UpdateEvent; general queries and reports live
 * elsewhere. Open {@link dev.tidemark.query.ota.OtaAnalytics} first.
 */
@NullMarked
package dev.tidemark.query.ota;

import org.jspecify.annotations.NullMarked;
