package dev.tidemark.app.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a stop that was asked for a success: left alone, the virtual machine ends with 128 plus the number of the signal. Only
 * {@code sun.misc.Signal} can do this, for which the compiler has but a warning; so it is called by name, and where it is missing
 * everything but the status stays as it is.
 */
final class StopSignals {
    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

    private StopSignals() {}

    /** Ends the process in good order, with status 0, on Ctrl-C and SIGTERM. */
    static void endWithSuccess() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        System.exit(ExitCode.OK);
                        return proxy;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), exit);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            log.debug("a stop by a signal will not end with status 0", e);
        }
    }
}
