/** Routes for operators: tenants, keys, dead letters, storage figures. */
@NullMarked
package dev.tidemark.app.admin;

import org.jspecify.annotations.NullMarked;
