/** What every HTTP route shares, and the routes that belong to no other module: start page, API description, service. */
@NullMarked
package dev.tidemark.app.http;

import org.jspecify.annotations.NullMarked;
