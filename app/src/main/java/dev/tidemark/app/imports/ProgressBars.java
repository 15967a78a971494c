package dev.tidemark.app.imports;

import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, for terminals. */
public final class ProgressBars implements ProgressStyle {
    private static final int UNKNOWN = -1;
    private static final int KIB = 1024;

    @Override
    public Progress start(String name, OptionalLong size) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size.orElse(UNKNOWN))
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" KiB", KIB)
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
