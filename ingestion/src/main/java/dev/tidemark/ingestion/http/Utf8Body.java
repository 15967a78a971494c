package dev.tidemark.ingestion.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.exceptions.HttpStatusException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** JSON is UTF-8; a body whose content type says otherwise is brought to it. */
final class Utf8Body {

    private static final String CHARSET = "charset=";

    private Utf8Body() {}

    static byte[] of(byte[] body, String contentType) {
        Charset charset = charset(contentType);
        return charset.equals(UTF_8) || charset.equals(US_ASCII) ? body : new String(body, charset).getBytes(UTF_8);
    }

    private static Charset charset(String contentType) {
        for (String parameter : contentType.split(";", -1)) {
            String stripped = parameter.strip();
            if (stripped.regionMatches(true, 0, CHARSET, 0, CHARSET.length())) {
                return named(
                        stripped.substring(CHARSET.length()).replace("\"", "").strip());
            }
        }
        return UTF_8;
    }

    private static Charset named(String name) {
        try {
            return name.isEmpty() ? UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new HttpStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "charset is '" + name + "', which this server does not know; send " + MediaType.APPLICATION_JSON
                            + " in UTF-8");
        }
    }
}
