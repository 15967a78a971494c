package dev.tidemark.app.http;

import dev.tidemark.app.Build;
import dev.tidemark.app.security.OpenToAll;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The pages and what they load, all from the jar: they work without the internet. */
@Controller
@OpenToAll
@ExecuteOn(TaskExecutors.BLOCKING)
final class Assets {
    private static final String PAGES = "/dev/tidemark/app/http/";
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/" + Build.swaggerUiVersion() + "/";
    private static final Map<String, MediaType> FILES = Map.of(
            "swagger-ui.css", new MediaType("text/css"),
            "swagger-ui-bundle.js", new MediaType("text/javascript"));

    @Get(uri = "/", produces = MediaType.TEXT_HTML)
    byte[] start() {
        return resource(PAGES + "start.html");
    }

    @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
    byte[] docs() {
        return resource(PAGES + "docs.html");
    }

    @Get("/docs/{file}")
    HttpResponse<byte[]> file(String file) {
        MediaType type = Optional.ofNullable(FILES.get(file))
                .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "there is no /docs/" + file));
        return HttpResponse.ok(resource(SWAGGER_UI + file))
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=86400");
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the jar cannot be read", e);
        }
    }
}
