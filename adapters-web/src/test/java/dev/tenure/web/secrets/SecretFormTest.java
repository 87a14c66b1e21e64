package dev.tenure.web.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.domain.secrets.SharedSecret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFormTest {

    private static final String SYSTEM = "01958a00-0000-7000-8000-000000000001";

    private static SecretForm with(Map<String, String> fields) {
        return SecretForm.of(
                fields.getOrDefault("name", "Plotter"),
                fields.getOrDefault("system", SYSTEM),
                fields.getOrDefault("account", ""),
                fields.getOrDefault("credential", ""),
                fields.getOrDefault("offHours", ""),
                fields.getOrDefault("owner", "olga.sample"),
                fields.getOrDefault("keptAt", " file:shared/plotter "),
                fields.getOrDefault("days", "30"),
                List.of(fields.getOrDefault("consumer", "billing"), " ", ""),
                List.of(fields.getOrDefault("contact", "cora.sample"), ""));
    }

    private static String wrongField(SecretForm form) {
        return form.read() instanceof SecretForm.Read.Wrong wrong ? wrong.field() : "";
    }

    @Test
    void whatIsOnRecordIsWrittenAndReadBack() {
        SharedSecret.Description description = SampleSecrets.kept().description();
        assertEquals(
                new SecretForm.Read.Description(description),
                SecretForm.of(description).read());
    }

    @Test
    void rowsWithoutTextAreLeftOut() {
        assertEquals(
                List.of(new SecretForm.SharedSecretRow("billing", "cora.sample")),
                with(Map.of()).consumers());
        assertEquals("", wrongField(with(Map.of())));
    }

    @Test
    void aRowWithOneHalfIsWrong() {
        assertEquals("consumers", wrongField(with(Map.of("contact", ""))));
        assertEquals("consumers", wrongField(with(Map.of("consumer", ""))));
        assertEquals("consumers", wrongField(with(Map.of("consumer", "", "contact", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name",
        "owner, ' ', owner",
        "system, x, system",
        "account, x, account",
        "credential, key-1, account",
        "offHours, x, offHours",
        "keptAt, hunter2, keptAt",
        "keptAt, env:TENURE_SECRET_MAIN, keptAt",
        "days, '', days",
        "days, 0, days",
        "days, 731, days",
        "days, 1.5, days",
        "days, 99999999999, days"
    })
    void whatIsWrongIsSaidAtItsField(String field, String value, String wrong) {
        assertEquals(wrong, wrongField(with(Map.of(field, value))));
    }

    @Test
    void anAccountNeedsItsSystem() {
        assertEquals("system", wrongField(with(Map.of("system", "", "account", SYSTEM))));
    }

    @Test
    void whatIsWrongIsASentence() {
        assertEquals(
                new SecretForm.Read.Wrong("name", "Is empty or longer than 200 characters."),
                with(Map.of("name", "")).read());
    }
}
