package dev.tidemark.app.demo;

import java.util.List;

/** Something that sends events, one visit at a time. */
sealed interface DemoProduct permits MobileApp, Services, TicketShop, UpdateFleet, WebSite {

    /** About how many visits a day has. */
    int visitsPerDay();

    /** The events of one visit, in order, without time and id. */
    List<DemoEvent> visit();
}
