package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with access at the end of the day, as the product finds it when it reads every system again. */
final class DayFindings {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final List<String> HEADER = List.of("finding", "severity", "account", "system", "person", "gone by");

    private final TenureApi api;

    DayFindings(TenureApi api) {
        this.api = api;
    }

    /**
     * Reads every system and lists what is open, what has to be gone first at the top.
     *
     * @param account part of the name of an account that belongs to nobody: once it is listed, its system was looked through
     */
    List<JsonNode> after(String account) throws IOException, InterruptedException {
        Onboarding onboarding = new Onboarding(api);
        for (JsonNode system :
                api.get(DemoUser.OPERATOR, "/api/v1/systems").body().path("items")) {
            onboarding.read(system.path("id").asText());
        }
        return Patience.until("The account of nobody is found", BOUND, () -> {
            List<JsonNode> open = new ArrayList<>();
            api.get(DemoUser.AUDITOR, "/api/v1/findings?state=open&limit=500")
                    .body()
                    .path("items")
                    .forEach(open::add);
            return Optional.of(open).filter(all -> all.stream()
                    .anyMatch(finding -> isOrphan(finding)
                            && finding.path("accountName").asText().contains(account)));
        });
    }

    private static boolean isOrphan(JsonNode finding) {
        return finding.path("kind").asText().equals("orphan");
    }

    /** The same as a table in plain text. */
    static String table(List<JsonNode> findings) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        for (JsonNode finding : findings) {
            lines.add(List.of(
                    finding.path("kind").asText(),
                    finding.path("severity").asText(),
                    finding.path("accountName").asText(),
                    finding.path("systemName").asText(),
                    finding.path("person").asText("nobody"),
                    finding.path("dueAt").asText().substring(0, 10)));
        }
        return TextTable.of(lines);
    }
}
