package dev.halab.check.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadCertsTest {
    private static final String RECORDED = Recorded.text("kubeadm-certs.json");

    private static Trial sinceTask() {
        return Trial.in(new Scope("lab/task/check", Trial.STANDARD, "1.35", true), UploadCerts.KIND);
    }

    private static Trial plain() {
        return Trial.of(UploadCerts.KIND);
    }

    private static Given secret(String json) {
        return Given.at(Recorded.NOW).text(Facts.uploadedCertificates(), json);
    }

    @Test
    void passes_on_the_recorded_secret() {
        assertThat(plain().word(secret(RECORDED))).isEqualTo("pass");
        assertThat(plain().claim().advice(secret(RECORDED).snapshot())).isEmpty();
    }

    @Test
    void fails_without_one() {
        assertThat(plain().word(secret("{\"present\": false}"))).isEqualTo("uc.missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sa.key\": 1703 | \"sa.key.bak\": 1703",
                "\"sa.key\": 1703 | \"sa.key\": 0",
                "\"sa.key\": 1703 | \"sa.key\": 28",
                "\"etcd-ca.key\": 1703 | \"etcd.key\": 1703",
            })
    void fails_when_a_value_is_missing_or_empty(String from, String to) {
        assertThat(plain().word(secret(RECORDED.replace(from, to)))).isEqualTo("uc.keys");
    }

    @Test
    void wants_the_files_of_an_external_etcd_where_there_is_one() {
        Topology external =
                Topology.of("external-etcd", Topology.DEFAULT_PREFIX).orElseThrow();
        Trial trial = Trial.in(new Scope("lab/task/check", external, "1.35", false), UploadCerts.KIND);
        String uploaded = RECORDED.replace("\"etcd-ca.crt\": 1122", "\"external-etcd-ca.crt\": 1122")
                .replace("\"etcd-ca.key\": 1703", "\"external-etcd.crt\": 1200, \"external-etcd.key\": 1703");

        assertThat(trial.word(secret(RECORDED))).isEqualTo("uc.keys");
        assertThat(trial.word(secret(uploaded))).isEqualTo("pass");
    }

    @Test
    void fails_when_it_vanishes_too_soon() {
        Given over = Given.at(Instant.parse("2026-11-23T17:20:30Z")).text(Facts.uploadedCertificates(), RECORDED);

        assertThat(Trial.of(UploadCerts.KIND, "ttlLeft", Duration.ofMinutes(90)).word(secret(RECORDED)))
                .isEqualTo("uc.expiring");
        assertThat(Trial.of(UploadCerts.KIND, "ttlLeft", Duration.ofMinutes(80)).word(secret(RECORDED)))
                .isEqualTo("pass");
        assertThat(plain().word(over)).isEqualTo("uc.expiring");
    }

    @Test
    void says_what_is_missing_and_how_much_time_is_left() {
        Given over = Given.at(Instant.parse("2026-11-23T17:30:30Z")).text(Facts.uploadedCertificates(), RECORDED);

        assertThat(plain().failure(secret(RECORDED.replace("\"sa.key\": 1703", "\"sa.key\": 0")))
                        .actual())
                .isEqualTo("empty");
        assertThat(plain().failure(secret(RECORDED.replace("\"sa.key\": 1703", "\"sa.key\": \"\"")))
                        .actual())
                .isEqualTo("missing");
        assertThat(plain().failure(over).actual()).startsWith("its time ended").endsWith("ago");
        assertThat(Trial.of(UploadCerts.KIND, "ttlLeft", Duration.ofMinutes(90))
                        .failure(secret(RECORDED))
                        .actual())
                .endsWith("left");
    }

    @Test
    void passes_one_that_nothing_times_with_advice() {
        Given given = secret(RECORDED.replaceAll("(?m)^ \"(ownerName|ownerUid)\".*\n", "")
                .replaceAll(",\\s*\"expiration\".*\"", ""));

        assertThat(Trial.of(UploadCerts.KIND, "ttlLeft", Duration.ofMinutes(90)).word(given))
                .isEqualTo("pass");
        assertThat(plain().claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("never expires");
    }

    @Test
    void fails_when_it_is_the_one_of_the_opening() {
        Given same = secret(RECORDED).atOpening(Facts.uploadedCertificates(), RECORDED);

        assertThat(sinceTask().word(same)).isEqualTo("uc.old");
    }

    @Test
    void fails_when_only_a_label_changed_since() {
        Given labelled =
                secret(RECORDED.replace("\"903\"", "\"1200\"")).atOpening(Facts.uploadedCertificates(), RECORDED);

        assertThat(sinceTask().word(labelled)).isEqualTo("uc.old");
    }

    @Test
    void passes_an_upload_into_the_same_secret_since() {
        Given updated =
                secret(RECORDED.replace("989fd499", "11111111")).atOpening(Facts.uploadedCertificates(), RECORDED);
        Given first = secret(RECORDED).atOpening(Facts.uploadedCertificates(), "{\"present\": false}");

        assertThat(RECORDED).contains("989fd499").contains("\"903\"");
        assertThat(sinceTask().word(updated)).isEqualTo("pass");
        assertThat(sinceTask().word(first)).isEqualTo("pass");
    }

    @Test
    void does_not_know_when_the_api_is_silent() {
        assertThat(plain().word(Given.nothing().unseen(Facts.uploadedCertificates(), Reading.Reason.NO_ANSWER)))
                .isEqualTo("unknown");
    }
}
