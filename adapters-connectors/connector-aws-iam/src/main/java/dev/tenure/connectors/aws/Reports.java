package dev.tenure.connectors.aws;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tenure.connector.spi.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/**
 * The credential report of an account: when passwords were set, and the root user. AWS makes it when it is asked to, takes its time, and
 * gives the same for four hours.
 */
final class Reports {

    private static final String ROOT = "<root_account>";

    /** What came of asking. */
    sealed interface Told {

        /**
         * It was made.
         *
         * @param passwords when each was set, by the ARN of the user
         */
        record Report(Map<String, Instant> passwords, Root root) implements Told {}

        /** It is not there. */
        record Missing(String reason) implements Told {}

        /** The settings say that none is asked for. */
        record NotAsked() implements Told {}

        /** When a user's password was set. */
        default Optional<Instant> passwordSetAt(String arn) {
            return this instanceof Report report
                    ? Optional.ofNullable(report.passwords().get(arn))
                    : Optional.empty();
        }

        /** The marker, where there is something to say of the root user. */
        default Optional<String> next(String marker) {
            return this instanceof NotAsked ? Optional.empty() : Optional.of(marker);
        }
    }

    private final Calls calls;
    private final Optional<Duration> wait;
    private final Duration pause;

    Reports(Calls calls, AwsSettings settings) {
        this.calls = calls;
        this.wait = settings.reportWait();
        this.pause = settings.throttlePause();
    }

    Told read() {
        if (wait.isEmpty()) {
            return new Told.NotAsked();
        }
        long end = System.nanoTime() + wait.get().toNanos();
        String reason = "it is not ready yet";
        do {
            try {
                Optional<GetCredentialReportResponse> report = made();
                if (report.isPresent()) {
                    return parsed(report.get().content().asUtf8String());
                }
            } catch (Trouble e) {
                reason = e.reason();
                if (e.isRefusal()) {
                    break;
                }
            }
        } while (System.nanoTime() - end < 0 && Sender.paused(pause));
        return new Told.Missing(
                "the credential report was not read, so that nothing is known of the root user: " + reason);
    }

    private Optional<GetCredentialReportResponse> made() throws Trouble {
        boolean complete = calls.find(
                        Action.GENERATE_CREDENTIAL_REPORT, client -> client.generateCredentialReport(asked -> {}))
                .filter(answer -> answer.state() == ReportStateType.COMPLETE)
                .isPresent();
        return complete
                ? calls.find(Action.GET_CREDENTIAL_REPORT, client -> client.getCredentialReport(asked -> {}))
                        .filter(answer -> answer.content() != null)
                : Optional.empty();
    }

    private static Told parsed(String report) throws Trouble {
        Map<String, Instant> passwords = new HashMap<>();
        Optional<Root> root = Optional.empty();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(report);
                CloseableIterator<NamedCsvRecord> all = rows.iterator()) {
            while (all.hasNext()) {
                NamedCsvRecord row = all.next();
                String arn = text(row, "arn").orElse("");
                moment(row, "password_last_changed").ifPresent(at -> passwords.put(arn, at));
                if (text(row, "user").equals(Optional.of(ROOT)) && Root.isArn(arn)) {
                    root = Optional.of(root(row, arn));
                }
            }
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            throw Trouble.refused("AWS tells what is no table: look at endpoint");
        }
        return new Told.Report(
                Map.copyOf(passwords),
                root.orElseThrow(() -> Trouble.refused("AWS does not tell of the root user in it: look at endpoint")));
    }

    private static Root root(NamedCsvRecord row, String arn) {
        List<Credential> credentials = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String key = "access_key_" + i;
            boolean active = isTrue(row, key + "_active");
            Optional<Instant> created = moment(row, key + "_last_rotated");
            if (active || created.isPresent()) {
                credentials.add(new Credential(
                        "access key " + i + " of the root user",
                        active ? "access key" : "access key (switched off)",
                        created,
                        moment(row, key + "_last_used_date")));
            }
            if (isTrue(row, "cert_" + i + "_active")) {
                credentials.add(new Credential(
                        "certificate " + i + " of the root user",
                        "signing certificate",
                        moment(row, "cert_" + i + "_last_rotated"),
                        Optional.empty()));
            }
        }
        return new Root(
                arn,
                text(row, "password_enabled")
                        .filter(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))
                        .map(Boolean::parseBoolean),
                moment(row, "password_last_used"),
                moment(row, "password_last_changed"),
                credentials,
                isTrue(row, "mfa_active"));
    }

    private static Optional<String> text(NamedCsvRecord row, String column) {
        return row.findField(column);
    }

    private static boolean isTrue(NamedCsvRecord row, String column) {
        return text(row, column).filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    /** Empty where the report says in words that there is none. */
    private static Optional<Instant> moment(NamedCsvRecord row, String column) {
        return text(row, column).flatMap(value -> {
            try {
                return Optional.of(OffsetDateTime.parse(value).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
