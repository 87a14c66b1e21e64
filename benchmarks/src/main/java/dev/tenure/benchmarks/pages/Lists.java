package dev.tenure.benchmarks.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What is asked for. */
final class Lists {

    /** A page that shows an empty list: whoever reads any page waits for as much. */
    static final Asked FLOOR = new Asked("floor: shared secrets, of which there are none", "/ui/secrets");

    private static final int PART = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Lists() {}

    /** Every list, with its searches and filters, and of the long ones a page far behind. */
    static List<Asked> of(FilledCompany company, Visitor visitor, int people) throws IOException, InterruptedException {
        String system = "/ui/systems/" + company.system();
        String wave = "/ui/waves/" + company.wave();
        String monthsAgo = LocalDate.now(ZoneOffset.UTC).minusMonths(3) + "T00:00";
        List<Asked> all = new ArrayList<>(List.of(
                new Asked("leavers, open", "/ui"),
                new Asked("leavers, closed", "/ui?show=closed"),
                new Asked("leavers, late", "/ui?show=late"),
                new Asked("leavers, all", "/ui?show=all"),
                new Asked("leavers, search for one", "/ui?show=all&q=family6260"),
                new Asked("leavers, search for none", "/ui?show=all&q=nobody+at+all"),
                new Asked("leavers, search for many", "/ui?show=all&q=family"),
                new Asked("people", "/ui/people"),
                new Asked("people, search for one", "/ui/people?q=p4711%40"),
                new Asked("people, search for none", "/ui/people?q=nobody+at+all"),
                new Asked("people, search for some", "/ui/people?q=family77"),
                new Asked("people, search for all", "/ui/people?q=family"),
                new Asked("a person", "/ui/people/" + company.person()),
                new Asked("systems", "/ui/systems"),
                new Asked("systems, search", "/ui/systems?q=system+1"),
                new Asked("a system", system),
                new Asked("accounts of a system", system + "/links"),
                new Asked("accounts of a system, nobody's", system + "/links?only=nobodys"),
                new Asked("accounts of a system, suggested", system + "/links?only=suggested"),
                new Asked("accounts of a system, by a person", system + "/links?only=by-person"),
                new Asked("entitlements", system + "/entitlements"),
                new Asked("entitlements of a class", system + "/entitlements?class=SECRETS"),
                new Asked("privileged population", system + "/privileged"),
                new Asked("privileged population, three months ago", system + "/privileged?at=" + monthsAgo),
                new Asked("reviews of privilege", "/ui/privilege-reviews"),
                new Asked("reviews of privilege by one", "/ui/privilege-reviews?by=reviewer7"),
                new Asked("reviews of privilege of a system", "/ui/privilege-reviews?system=" + company.system()),
                new Asked("reviews of privilege, search for one", "/ui/privilege-reviews?q=login4601"),
                new Asked("reviews of privilege, search for none", "/ui/privilege-reviews?q=nobody+at+all"),
                new Asked("reviews of privilege, search for all", "/ui/privilege-reviews?q=login"),
                new Asked("a privileged account", "/ui/privileged/" + company.privileged()),
                new Asked("findings, open", "/ui/findings"),
                new Asked("findings, late", "/ui/findings?show=late"),
                new Asked("findings, accepted", "/ui/findings?show=accepted"),
                new Asked("findings, all", "/ui/findings?show=all"),
                new Asked("findings, the reader's", "/ui/findings?owner=" + FilledCompany.OPERATOR),
                new Asked("findings, of a kind", "/ui/findings?kind=leaver-live"),
                new Asked("findings, of a severity", "/ui/findings?severity=critical"),
                new Asked("findings, of a system", "/ui/findings?system=" + company.system()),
                new Asked("findings, search for one", "/ui/findings?show=all&q=login4710"),
                new Asked("findings, search for none", "/ui/findings?show=all&q=nobody+at+all"),
                new Asked("findings, search for some", "/ui/findings?show=all&q=login77"),
                new Asked("findings, search for all", "/ui/findings?show=all&q=login"),
                new Asked("waves", "/ui/waves"),
                new Asked("waves, prepared", "/ui/waves?state=prepared"),
                new Asked("a wave", wave),
                new Asked("a wave, failed", wave + "?state=failed"),
                new Asked("a wave, search for one", wave + "?q=login4710"),
                new Asked("a wave, search for none", wave + "?q=nobody+at+all"),
                new Asked("a wave, search for all", wave + "?q=login"),
                new Asked("a prepared wave", "/ui/waves/" + company.preparedWave()),
                new Asked("form for a wave of all findings", "/ui/waves/form?show=open"),
                new Asked("credentials", "/ui/credentials"),
                new Asked("credentials, overdue", "/ui/credentials?show=overdue"),
                new Asked("credentials, unused", "/ui/credentials?show=unused"),
                new Asked("credentials, second factors", "/ui/credentials?show=factors"),
                new Asked("credentials, all", "/ui/credentials?show=all"),
                new Asked("credentials of machines", "/ui/credentials?nonHuman=true"),
                new Asked("credentials of a system", "/ui/credentials?system=" + company.system()),
                new Asked("credentials, search for one", "/ui/credentials?show=all&q=login811"),
                new Asked("credentials, search for none", "/ui/credentials?show=all&q=nobody+at+all"),
                new Asked("credentials, search for all", "/ui/credentials?show=all&q=login"),
                new Asked("non-humans", "/ui/non-humans"),
                new Asked("non-humans, active", "/ui/non-humans?state=active"),
                new Asked("non-humans, unowned", "/ui/non-humans?unowned=yes"),
                new Asked("non-humans, search for one", "/ui/non-humans?q=program147"),
                new Asked("non-humans, search for none", "/ui/non-humans?q=nobody+at+all"),
                new Asked("non-humans, search for all", "/ui/non-humans?q=program"),
                new Asked("hand-overs", "/ui/hand-overs"),
                new Asked("hand-overs, late", "/ui/hand-overs?show=late"),
                new Asked("hand-overs, all", "/ui/hand-overs?show=all"),
                new Asked("API: accounts", "/api/v1/accounts"),
                new Asked("API: accounts, search for one", "/api/v1/accounts?text=login4711"),
                new Asked("API: accounts, search for none", "/api/v1/accounts?text=nobody+at+all"),
                new Asked("API: accounts, search for some", "/api/v1/accounts?text=login77"),
                new Asked("API: accounts, search for all", "/api/v1/accounts?text=login"),
                new Asked(
                        "API: accounts of a system, search for some",
                        "/api/v1/accounts?text=login77&system=" + company.system()),
                new Asked("API: privileged accounts", "/api/v1/privileged-accounts")));
        all.add(behind(visitor, "people", "/api/v1/identities?", people, "/ui/people?"));
        all.add(behind(
                visitor,
                "accounts of a system",
                "/api/v1/account-links?system=" + company.system() + "&",
                people / 3,
                system + "/links?"));
        all.add(behind(visitor, "findings, all", "/api/v1/findings?", people / 10, "/ui/findings?show=all&"));
        all.add(behind(visitor, "a wave", "/api/v1/waves/" + company.wave() + "/items?", people / 20, wave + "?"));
        return all;
    }

    /** The lists that can be had as a file. */
    static List<Asked> files(FilledCompany company) {
        return List.of(
                new Asked("findings, all", "/ui/findings/csv?show=all"),
                new Asked("credentials, all", "/ui/credentials/csv?show=all"),
                new Asked("a wave", "/ui/waves/" + company.wave() + "/csv"),
                new Asked("reviews of privilege", "/ui/privilege-reviews/csv"));
    }

    /** The page behind 90 % of a list: the key is found as a client finds it, part by part, and is the same everywhere. */
    private static Asked behind(Visitor visitor, String name, String parts, int entries, String page)
            throws IOException, InterruptedException {
        String after = "";
        for (int seen = 0; seen < entries * 9 / 10; seen += PART) {
            String asked = parts + "limit=" + PART + (after.isEmpty() ? "" : "&after=" + after);
            JsonNode next = JSON.readTree(visitor.get(asked)).path("next");
            if (!next.isTextual()) {
                break;
            }
            after = URLEncoder.encode(next.asText(), StandardCharsets.UTF_8);
        }
        return new Asked(name + ", behind 90 %", page + "after=" + after);
    }

    /**
     * One page.
     *
     * @param name as the table has it
     * @param path with its query
     */
    record Asked(String name, String path) {}
}
