package dev.tidemark.app.settings;

/**
 * What clients may send where nothing else is said of their key or tenant.
 *
 * @param rate of a write key
 * @param eventsPerDay of a tenant, by UTC days; 0 is unlimited
 */
public record LimitSettings(RateLimit rate, long eventsPerDay) {

    static LimitSettings read(SettingsReader reader) {
        long perSecond = reader.count("TIDEMARK_LIMIT_EVENTS_PER_SECOND", 0, RateLimit.MOST);
        long burst = reader.count("TIDEMARK_LIMIT_BURST", 0, RateLimit.MOST);
        if (perSecond == 0 && burst > 0) {
            reader.unused("TIDEMARK_LIMIT_BURST", "as TIDEMARK_LIMIT_EVENTS_PER_SECOND sets no limit");
        }
        return new LimitSettings(
                RateLimit.of(perSecond, burst), reader.count("TIDEMARK_LIMIT_EVENTS_PER_DAY", 0, Long.MAX_VALUE));
    }
}
