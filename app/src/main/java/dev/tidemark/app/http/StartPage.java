package dev.tidemark.app.http;

import dev.tidemark.app.security.OpenToAll;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The page at the root of the server. */
@Controller
final class StartPage {
    @OpenToAll
    @Get(uri = "/", produces = MediaType.TEXT_HTML)
    String page() {
        return "<h1>Tidemark</h1>";
    }
}
