/**
 * The architecture as a test: few rules, each a sentence, over the compiled classes of every module. The packages named
 * {@code fixture} hold classes that break them, to show that each rule can fail. Open
 * {@link dev.tidemark.architecture.ArchitectureTest} first.
 */
@NullMarked
package dev.tidemark.architecture;

import org.jspecify.annotations.NullMarked;
