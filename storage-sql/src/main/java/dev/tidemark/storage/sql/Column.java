package dev.tidemark.storage.sql;

/**
 * A column of a table.
 *
 * @param type as the database writes it
 */
public record Column(String name, String type) {}
