package dev.tidemark.app.imports;

import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, for terminals. */
public final class ProgressBars implements ProgressStyle {
    private static final int UNKNOWN = -1;

    private final String unit;
    private final int size;

    private ProgressBars(String unit, int size) {
        this.unit = unit;
        this.size = size;
    }

    /** Of how far a file is read. */
    public static ProgressBars ofBytes() {
        return new ProgressBars(" KiB", 1024);
    }

    /** Of how many events there are. */
    public static ProgressBars ofEvents() {
        return new ProgressBars(" events", 1);
    }

    @Override
    public Progress start(String name, OptionalLong total) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total.orElse(UNKNOWN))
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit, size)
                .showSpeed()
                .build();
        return new Progress() {
            @Override
            public void at(long bytes, long records) {
                bar.stepTo(bytes).setExtraMessage(" %,d records".formatted(records));
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
