/**
 * Whether the server and what it stands on work. {@link dev.tidemark.app.health.HealthCheck} is implemented once per service;
 * {@link dev.tidemark.app.health.HealthRoutes} asks them all.
 */
@NullMarked
package dev.tidemark.app.health;

import org.jspecify.annotations.NullMarked;
