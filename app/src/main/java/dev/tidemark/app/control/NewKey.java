package dev.tidemark.app.control;

import dev.tidemark.app.security.ApiKey;

/** A key that was just made: the only moment at which its secret can be shown. */
public record NewKey(RegisteredKey key, ApiKey secret) {}
