package dev.tidemark.app.http;

import static java.util.stream.Collectors.joining;

import dev.tidemark.app.settings.Role;
import dev.tidemark.app.settings.Settings;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes every error of the framework and of our routes one and the same kind of answer. */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class Problems implements ErrorResponseProcessor<Problem> {
    private static final String INTERNAL = "the server failed; its log has the cause under this request id";

    private final Set<Role> roles;

    Problems(Settings settings) {
        this.roles = settings.roles();
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        boolean ours = context.getRootCause().isEmpty() || status.getCode() < 500;
        String detail = ours ? detail(context, status) : INTERNAL;
        return fill(response, context.getRequest(), detail);
    }

    /** An answer of this status with this detail. */
    static MutableHttpResponse<Problem> answer(HttpRequest<?> request, HttpStatus status, String detail) {
        return fill(HttpResponse.status(status), request, detail);
    }

    /** The answer to a failure that only the log may know more about. */
    static MutableHttpResponse<Problem> internal(HttpRequest<?> request) {
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, INTERNAL);
    }

    private static MutableHttpResponse<Problem> fill(
            MutableHttpResponse<?> response, HttpRequest<?> request, String detail) {
        return response.body(Problem.of(response.status(), detail, RequestIds.of(request)))
                .contentType(Problem.MEDIA_TYPE);
    }

    private String detail(ErrorContext context, HttpStatus status) {
        String said = context.getErrors().stream()
                .map(Problems::line)
                .filter(line -> !line.equals(status.getReason()) && !line.equals("Page Not Found"))
                .collect(joining("; "));
        if (said.startsWith("Required Body")) {
            return "the body is empty";
        }
        if (!said.isEmpty()) {
            return said;
        }
        HttpRequest<?> request = context.getRequest();
        return switch (status) {
            case NOT_FOUND -> "there is no " + request.getPath() + "; /docs lists what there is" + ofRoles();
            default -> status.getReason();
        };
    }

    /** Who asks one of several processes may have meant another one. */
    private String ofRoles() {
        return roles.size() == Role.values().length
                ? ""
                : ". This server's roles are only "
                        + roles.stream().sorted().map(Role::label).collect(joining(", "));
    }

    private static String line(Error error) {
        return error.getPath().map(path -> path + ": ").orElse("") + error.getMessage();
    }
}
