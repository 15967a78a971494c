package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/**
 * Makes parsers of UTF-8. What would make a parser give up in the middle of a body is left open here as far as memory allows, and
 * bounded event by event in {@link EventReader}: lengths are bounded by the body's, depth by {@link #MAX_DEPTH}. Names are not
 * interned, or clients could fill the JVM's table of strings.
 */
final class Utf8Json extends JsonFactory {
    private static final long serialVersionUID = 1L;

    /** Levels of nesting after which the body is given up; each takes some memory. */
    static final int MAX_DEPTH = 10_000;

    Utf8Json() {
        super(new JsonFactoryBuilder()
                .disable(Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()) // by thread, each request's would be new
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build()));
    }

    /** Jackson would guess among five encodings by the first bytes, and take garbage for UTF-16. */
    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
        return new UTF8StreamJsonParser(
                context,
                _parserFeatures,
                null,
                _objectCodec,
                _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
                data,
                offset,
                offset + length,
                0,
                false);
    }
}
