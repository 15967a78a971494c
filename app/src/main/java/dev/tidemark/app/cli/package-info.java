/**
 * The command line. {@link dev.tidemark.app.cli.Tidemark} is the root command and the main class of the jar; each
 * subcommand is one class. Commands that talk to a running server go over HTTP like any other client.
 */
@NullMarked
package dev.tidemark.app.cli;

import org.jspecify.annotations.NullMarked;
