package dev.tidemark.app.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The page at the root of the server. */
@Controller
final class StartPage {
    @Get(uri = "/", produces = MediaType.TEXT_HTML)
    String page() {
        return "<h1>Tidemark</h1>";
    }
}
