package dev.tidemark.query.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.query.mistake.ForeignTenantException;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.query.ota.OtaAnalytics.Topic;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtaMistakesTest {

    private final OtaAsk ask = new OtaAsk(OtaHistory.threeDays());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            days=0               | days is "0", expected a whole number from 1 to 3650
            days=3651            | days is "3651", expected a whole number from 1 to 3650
            days=-1              | days is "-1", expected a whole number from 1 to 3650
            days=1.5             | days is "1.5", expected a whole number from 1 to 3650
            days=week            | days is "week", expected a whole number from 1 to 3650
            days=9999999999      | days is "9999999999", expected a whole number from 1 to 3650
            days=                | days is empty, expected a value; leave the parameter out if you do not need it
            app_id=              | app_id is empty, expected a value; leave the parameter out if you do not need it
            day=7                | day is no parameter of /analytics/adoption, expected one of tenant_id, org_id, app_id, days, target_version, group_by, segment, store; did you mean 'days'?
            target_verison=1     | target_verison is no parameter of /analytics/adoption, expected one of tenant_id, org_id, app_id, days, target_version, group_by, segment, store; did you mean 'target_version'?
            limit=5              | limit is no parameter of /analytics/adoption, expected one of tenant_id, org_id, app_id, days, target_version, group_by, segment, store
            segment=devise_os    | segment is "devise_os", expected a field such as device_os, error_code or failure_stage, or properties.<key>; did you mean 'device_os'?
            group_by=failure_stge | group_by is "failure_stge", expected a field such as device_os, error_code or failure_stage, or properties.<key>; did you mean 'failure_stage'?
            group_by=duration_ms | group_by is "duration_ms", expected a field such as device_os, error_code or failure_stage, or properties.<key>
            group_by=os,         | group_by is "", expected a field such as device_os, error_code or failure_stage, or properties.<key>
            group_by=os,device_os | group_by is "os,device_os", expected each field once
            group_by=os,city,region,country,locale | group_by is "os,city,region,country,locale", expected at most 4 fields
            """)
    void mistakesAreExplained(String parameter, String message) {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> ask.answer(Topic.ADOPTION, parameter))
                .withMessage(message);
    }

    @Test
    void whatMayBeGivenOnceIsRefusedTwice() {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> ask.answer(Topic.VERSIONS, "days=1", "days=2"))
                .withMessage("days is given 2 times, expected it once");
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> ask.answer(Topic.VERSIONS, "segment=os", "group_by=os"))
                .withMessageContaining("expected either segment or group_by");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void noParameterOpensAnotherTenant(Topic topic) {
        assertThatExceptionOfType(ForeignTenantException.class).isThrownBy(() -> ask.answer(topic, "tenant_id=rival"));
        assertThatExceptionOfType(ForeignTenantException.class)
                .isThrownBy(() -> ask.answer(topic, "tenant_id=acme", "tenant_id=rival"));
    }

    /** The figures of the document that these shapes come from: 14891 of 15420 attempts, 8524 of 12680 devices. */
    @Test
    void percentagesAreRoundedHalfUp() {
        assertThat(Decimals.percentage(14_891, 14_891 + 529, 2)).isEqualTo(new BigDecimal("96.57"));
        assertThat(Decimals.percentage(8_524, 12_680, 1)).isEqualTo(new BigDecimal("67.2"));
        assertThat(Decimals.percentage(3_891, 12_680, 1)).isEqualTo(new BigDecimal("30.7"));
        assertThat(Decimals.percentage(265, 12_680, 1)).isEqualTo(new BigDecimal("2.1"));
        assertThat(Decimals.percentage(1, 800, 2)).isEqualTo(new BigDecimal("0.13"));
        assertThat(Decimals.percentage(0, 0, 2)).isNull();
    }
}
