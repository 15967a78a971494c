import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engine's C interface: connections to one data directory, each for one statement at a time. */
final class Library {

    private final MethodHandle connect;
    private final MethodHandle query;
    private final MethodHandle resultBuffer;
    private final MethodHandle resultLength;
    private final MethodHandle resultError;
    private final MethodHandle destroyResult;
    private final MethodHandle beginInsert;
    private final MethodHandle appendInsert;
    private final MethodHandle endInsert;
    private final MethodHandle insertError;
    private final MethodHandle cancelInsert;
    private final MethodHandle destroyInsert;

    Library(Path file) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
        Binder binder = new Binder(symbols);
        call(binder.of("chdb_set_signal_handlers_enabled", null, JAVA_INT), 0); // or it fights the JVM over signals
        connect = binder.of("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
        query = binder.of("chdb_query_with_params_n", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        resultBuffer = binder.of("chdb_result_buffer", ADDRESS, ADDRESS);
        resultLength = binder.of("chdb_result_length", JAVA_LONG, ADDRESS);
        resultError = binder.of("chdb_result_error", ADDRESS, ADDRESS);
        destroyResult = binder.of("chdb_destroy_query_result", null, ADDRESS);
        beginInsert = binder.of("chdb_stream_insert_n", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
        appendInsert = binder.of("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
        endInsert = binder.of("chdb_stream_done", ADDRESS, ADDRESS);
        insertError = binder.of("chdb_stream_insert_error", ADDRESS, ADDRESS);
        cancelInsert = binder.of("chdb_stream_cancel_insert", null, ADDRESS);
        destroyInsert = binder.of("chdb_destroy_insert_stream", null, ADDRESS);
    }

    Connection connect(Path data, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("clickhouse", "--path=" + data));
        arguments.addAll(options);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(ADDRESS, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                vector.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
            }
            MemorySegment handle = (MemorySegment) call(connect, arguments.size(), vector);
            if (handle.address() == 0) {
                throw new IllegalStateException("the engine cannot open " + data + "; is another process using it?");
            }
            return new Connection(handle.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0));
        }
    }

    private String text(Object pointer) {
        MemorySegment segment = (MemorySegment) pointer;
        return segment.address() == 0 ? null : segment.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("calling the engine failed", e);
        }
    }

    /** A statement that the engine refused; the message is its own. */
    static final class EngineException extends Exception {
        EngineException(String message) {
            super(message);
        }
    }

    final class Connection {
        private final MemorySegment handle;

        private Connection(MemorySegment handle) {
            this.handle = handle;
        }

        /** Runs a statement; the parameters are what {@code {name:Type}} in it stands for. */
        byte[] query(byte[] sql, String format, Map<String, String> parameters) throws EngineException {
            try (Arena arena = Arena.ofConfined()) {
                int count = parameters.size();
                MemorySegment names = arena.allocate(ADDRESS, Math.max(1, count));
                MemorySegment nameLengths = arena.allocate(JAVA_LONG, Math.max(1, count));
                MemorySegment values = arena.allocate(ADDRESS, Math.max(1, count));
                MemorySegment valueLengths = arena.allocate(JAVA_LONG, Math.max(1, count));
                int i = 0;
                for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                    put(bytes(parameter.getKey()), i, names, nameLengths, arena);
                    put(bytes(parameter.getValue()), i++, values, valueLengths, arena);
                }
                byte[] formatName = bytes(format);
                return take((MemorySegment) call(query, handle, copy(sql, arena), (long) sql.length, copy(formatName, arena),
                        (long) formatName.length, names, nameLengths, values, valueLengths, (long) count));
            }
        }

        /** Runs an INSERT without its FORMAT clause over data in that format. */
        void insert(byte[] sql, String format, byte[] data) throws EngineException {
            try (Arena arena = Arena.ofConfined()) {
                byte[] formatName = bytes(format);
                boolean ended = false;
                Object stream = call(beginInsert, handle, copy(sql, arena), (long) sql.length, copy(formatName, arena), (long) formatName.length);
                try {
                    refuse(text(call(insertError, stream)));
                    if ((int) call(appendInsert, stream, copy(data, arena), (long) data.length) != 0) {
                        refuse(text(call(insertError, stream)));
                    }
                    ended = true;
                    take((MemorySegment) call(endInsert, stream));
                } finally {
                    if (!ended) {
                        call(cancelInsert, stream);
                    }
                    call(destroyInsert, stream);
                }
            }
        }

        private byte[] take(MemorySegment result) throws EngineException {
            try {
                refuse(text(call(resultError, result)));
                long length = (long) call(resultLength, result);
                return length == 0 ? new byte[0] : ((MemorySegment) call(resultBuffer, result)).reinterpret(length).toArray(JAVA_BYTE);
            } finally {
                call(destroyResult, result);
            }
        }

        private static void refuse(String error) throws EngineException {
            if (error != null) {
                throw new EngineException(error);
            }
        }

        private static void put(byte[] text, int at, MemorySegment texts, MemorySegment lengths, Arena arena) {
            texts.setAtIndex(ADDRESS, at, copy(text, arena));
            lengths.setAtIndex(JAVA_LONG, at, text.length);
        }

        /** Ended by a zero, as some of the functions expect. */
        private static MemorySegment copy(byte[] bytes, Arena arena) {
            MemorySegment copy = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
            return copy;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Binder(SymbolLookup symbols) {
        MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
            FunctionDescriptor type = result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
            return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
        }
    }
}
