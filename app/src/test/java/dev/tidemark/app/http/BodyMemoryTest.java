package dev.tidemark.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final int SMALL = BodyMemory.SMALL_BYTES;

    private final BodyMemory memory = new BodyMemory(8 * SMALL);

    @Test
    void bodiesThatAreNotSmallTakeHalf() {
        assertThat(memory.take(3 * SMALL, 3 * SMALL)).isTrue();
        assertThat(memory.take(2 * SMALL, 5 * SMALL)).isFalse();
        assertThat(memory.take(SMALL, 4 * SMALL)).isTrue();
        assertThat(memory.take(1, 4 * SMALL + 1)).isFalse();
        assertThat(memory.taken()).isEqualTo(4 * SMALL);
    }

    @Test
    void smallOnesFindRoomBesideThem() {
        assertThat(memory.take(4 * SMALL, 4 * SMALL)).isTrue();
        for (int i = 0; i < 4; i++) {
            assertThat(memory.take(SMALL, SMALL)).isTrue();
        }
        assertThat(memory.take(1, 1)).isFalse();
        memory.give(SMALL);
        assertThat(memory.take(1, 1)).isTrue();
    }

    @Test
    void twoOfTheGreatestAlwaysFit() {
        BodyMemory little = BodyMemory.of(1 << 20, 16 << 20);
        assertThat(little.take(16 << 20, 16 << 20)).isTrue();
        assertThat(little.take(16 << 20, 16 << 20)).isTrue();
        assertThat(little.take(16 << 20, 16 << 20)).isFalse();
    }
}
