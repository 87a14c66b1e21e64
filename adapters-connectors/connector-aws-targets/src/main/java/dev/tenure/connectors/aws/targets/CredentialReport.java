package dev.tenure.connectors.aws.targets;

import dev.tenure.connectors.aws.targets.World.Held;
import dev.tenure.connectors.aws.targets.World.Kind;
import dev.tenure.connectors.aws.targets.World.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The credential report: made after it was asked for, and a table in CSV. */
final class CredentialReport {

    private static final String COLUMNS = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
            + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,"
            + "cert_2_active,cert_2_last_rotated";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(ZoneOffset.UTC);
    private static final String NONE = "N/A";
    private static final String UNKNOWN = "not_supported";

    private final String number;
    private int toGo = 1;
    private int rootKeys;
    private boolean rootDevice = true;
    private Optional<Instant> rootUsed = Optional.empty();

    CredentialReport(String number) {
        this.number = number;
    }

    void readyAfter(int times) {
        toGo = times;
    }

    void root(int keys, boolean device, Optional<Instant> used) {
        rootKeys = keys;
        rootDevice = device;
        rootUsed = used;
    }

    Consumer<Xml> generated() {
        String state = toGo > 0 ? "STARTED" : "COMPLETE";
        toGo = Math.max(0, toGo - 1);
        return out -> out.text("State", state);
    }

    Consumer<Xml> of(Collection<User> users) throws Problem {
        if (toGo > 0) {
            throw new Problem("ReportNotPresent");
        }
        StringBuilder report = new StringBuilder(COLUMNS).append('\n').append(root());
        users.forEach(user -> report.append('\n').append(row(user)));
        String content = Base64.getEncoder().encodeToString(report.toString().getBytes(StandardCharsets.UTF_8));
        return out ->
                out.text("Content", content).text("ReportFormat", "text/csv").time("GeneratedTime", Instant.now());
    }

    private String root() {
        List<String> cells = new ArrayList<>(List.of(
                "<root_account>",
                "arn:aws:iam::" + number + ":root",
                "2020-01-01T00:00:00+00:00",
                UNKNOWN,
                moment(rootUsed),
                UNKNOWN,
                UNKNOWN,
                Boolean.toString(rootDevice)));
        for (int i = 1; i <= 2; i++) {
            boolean there = rootKeys >= i;
            cells.addAll(
                    List.of(Boolean.toString(there), there ? "2021-01-01T00:00:00+00:00" : NONE, NONE, NONE, NONE));
        }
        cells.addAll(List.of("false", NONE, "false", NONE));
        return String.join(",", cells);
    }

    private static String row(User user) {
        List<String> cells = new ArrayList<>(List.of(
                quoted(user.name),
                quoted(user.arn()),
                TIME.format(user.created),
                Boolean.toString(user.password.isPresent()),
                moment(user.passwordUsed),
                moment(user.passwordSet),
                NONE,
                Boolean.toString(!user.of(Kind.MFA).isEmpty())));
        List<Held> keys = List.copyOf(user.of(Kind.ACCESS_KEY).values());
        for (int i = 0; i < 2; i++) {
            boolean there = keys.size() > i;
            cells.addAll(List.of(
                    Boolean.toString(there && keys.get(i).active()),
                    there ? TIME.format(keys.get(i).created()) : NONE,
                    NONE,
                    NONE,
                    NONE));
        }
        cells.addAll(List.of("false", NONE, "false", NONE));
        return String.join(",", cells);
    }

    /** Names may hold commas. */
    private static String quoted(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    private static String moment(Optional<Instant> at) {
        return at.map(TIME::format).orElse(NONE);
    }
}
