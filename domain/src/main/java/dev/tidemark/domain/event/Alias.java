package dev.tidemark.domain.event;

import static java.util.Objects.requireNonNull;

/**
 * Another name under which clients send a field.
 *
 * @param path the name, nested groups joined by dots: {@code device_info.os}
 * @param factor what a value sent under this name is multiplied by to get the field's unit; 1 where units agree
 */
public record Alias(String path, int factor) {

    public Alias {
        requireNonNull(path, "path is null");
        if (path.isEmpty() || factor < 1) {
            throw new IllegalArgumentException(
                    "alias '" + path + "' × " + factor + " needs a path and a positive factor");
        }
    }
}
