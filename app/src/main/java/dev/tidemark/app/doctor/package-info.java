/**
 * What {@code tidemark doctor} looks at. {@link dev.tidemark.app.doctor.Checkup} runs all checks; each is a method that returns
 * a {@link dev.tidemark.app.doctor.Finding} and changes nothing that a server's start would not change.
 */
@NullMarked
package dev.tidemark.app.doctor;

import org.jspecify.annotations.NullMarked;
