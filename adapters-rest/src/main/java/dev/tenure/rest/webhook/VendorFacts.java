package dev.tenure.rest.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What each vendor's answer says of a person, by fact. Which fields these are, and how sure we are, is in docs/webhooks.md. */
final class VendorFacts {

    /** The fields that BambooHR is asked for. */
    static final String BAMBOOHR = String.join(
            ",",
            List.of(
                    "firstName",
                    "lastName",
                    "workEmail",
                    "department",
                    "jobTitle",
                    "supervisorEId",
                    "location",
                    "hireDate",
                    "terminationDate",
                    "status",
                    "employmentHistoryStatus"));

    /** The fields that HiBob is asked for. */
    static final List<String> HIBOB_FIELDS = List.of(
            "root.id",
            "root.firstName",
            "root.surname",
            "root.email",
            "work.department",
            "work.title",
            "work.site",
            "work.startDate",
            "work.reportsTo.id",
            "internal.terminationDate",
            "internal.status",
            "employee.lastDayOfWork");

    /** How BambooHR writes that there is no date. */
    private static final String NO_DATE = "0000-00-00";

    /** Dates may come with a time behind them. */
    private static final int DATE_LENGTH = "2026-01-31".length();

    private VendorFacts() {}

    /** What the answer says; empty where it says that there is nobody. */
    static Optional<Map<Fact, String>> of(WebhookSource source, Tree answer, String worker) {
        return switch (source.vendor()) {
            case BAMBOOHR -> Optional.of(bambooHr(answer, worker));
            case GUSTO -> Optional.of(gusto(answer, worker));
            case HIBOB -> hiBob(answer, worker);
            case GENERIC -> Optional.of(JsonWebhookBodies.facts(source, answer));
        };
    }

    private static Map<Fact, String> bambooHr(Tree answer, String worker) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.WORKER_ID, worker);
        put(facts, Fact.GIVEN_NAME, answer.text("/firstName"));
        put(facts, Fact.FAMILY_NAME, answer.text("/lastName"));
        put(facts, Fact.EMAIL, answer.text("/workEmail"));
        put(facts, Fact.DEPARTMENT, answer.text("/department"));
        put(facts, Fact.TITLE, answer.text("/jobTitle"));
        put(facts, Fact.MANAGER_ID, answer.text("/supervisorEId"));
        put(facts, Fact.LOCATION, answer.text("/location"));
        put(facts, Fact.START_DATE, date(answer.text("/hireDate")));
        put(facts, Fact.LAST_WORKING_DAY, date(answer.text("/terminationDate")));
        answer.text("/employmentHistoryStatus")
                .filter(status -> status.toLowerCase(Locale.ROOT).contains("contractor"))
                .ifPresent(status -> facts.put(Fact.WORKER_TYPE, "contractor"));
        endsSomehow(
                facts,
                answer.text("/status").filter("Inactive"::equalsIgnoreCase).isPresent());
        return facts;
    }

    private static Map<Fact, String> gusto(Tree answer, String worker) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.WORKER_ID, worker);
        put(facts, Fact.GIVEN_NAME, answer.text("/first_name"));
        put(facts, Fact.FAMILY_NAME, answer.text("/last_name"));
        put(facts, Fact.EMAIL, answer.text("/work_email").or(() -> answer.text("/email")));
        put(facts, Fact.DEPARTMENT, answer.text("/department"));
        put(facts, Fact.MANAGER_ID, answer.text("/manager_uuid"));
        Tree jobs = answer.at("/jobs");
        for (int i = 0; i < jobs.size(); i++) {
            Tree job = jobs.element(i);
            if (jobs.size() == 1 || job.at("/primary").isTrue()) {
                put(facts, Fact.TITLE, job.text("/title"));
                put(facts, Fact.START_DATE, date(job.text("/hire_date")));
            }
        }
        boolean terminated = answer.at("/terminated").isTrue();
        Tree terminations = answer.at("/terminations");
        String last = "";
        boolean took = false;
        for (int i = 0; i < terminations.size(); i++) {
            Tree termination = terminations.element(i);
            String day = date(termination.text("/effective_date")).orElse("");
            if (day.compareTo(last) > 0) {
                last = day;
                took = termination.at("/active").isTrue();
            }
        }
        // One that took effect, of somebody who is not terminated, is from before they came back.
        if (!last.isEmpty() && (terminated || !took)) {
            facts.put(Fact.LAST_WORKING_DAY, last);
        }
        endsSomehow(facts, terminated);
        return facts;
    }

    private static Optional<Map<Fact, String>> hiBob(Tree answer, String worker) {
        Tree employees = answer.at("/employees");
        for (int i = 0; i < employees.size(); i++) {
            Tree person = employees.element(i);
            // An answer to another question than ours must not make one person of another.
            if (field(person, "root.id").filter(worker::equals).isPresent()) {
                return Optional.of(hiBobPerson(person, worker));
            }
        }
        return Optional.empty();
    }

    private static Map<Fact, String> hiBobPerson(Tree person, String worker) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.WORKER_ID, worker);
        put(facts, Fact.GIVEN_NAME, field(person, "root.firstName"));
        put(facts, Fact.FAMILY_NAME, field(person, "root.surname"));
        put(facts, Fact.EMAIL, field(person, "root.email"));
        put(facts, Fact.DEPARTMENT, field(person, "work.department"));
        put(facts, Fact.TITLE, field(person, "work.title"));
        put(facts, Fact.LOCATION, field(person, "work.site"));
        put(facts, Fact.MANAGER_ID, field(person, "work.reportsTo.id"));
        put(facts, Fact.START_DATE, date(field(person, "work.startDate")));
        Optional<String> ends = date(field(person, "internal.terminationDate"));
        put(facts, Fact.EFFECTIVE_DATE, ends);
        // The last day of an earlier employment may stand where no ending does.
        put(facts, Fact.LAST_WORKING_DAY, ends.flatMap(day -> date(field(person, "employee.lastDayOfWork"))));
        endsSomehow(
                facts,
                field(person, "internal.status")
                        .filter("Inactive"::equalsIgnoreCase)
                        .isPresent());
        return facts;
    }

    /** What HiBob is asked. */
    static String hiBobQuery(String worker) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        HIBOB_FIELDS.forEach(query.putArray("fields")::add);
        ObjectNode filter = query.putArray("filters").addObject();
        filter.put("fieldPath", "root.id").put("operator", "equals");
        filter.putArray("values").add(worker);
        query.put("showInactive", true).put("humanReadable", "REPLACE");
        return query.toString();
    }

    /** A field by its path: nested, the root's at the top, or flat under its path with slashes and a value below. */
    private static Optional<String> field(Tree person, String path) {
        String slashed = "/" + path.replace('.', '/');
        String flat = "/" + slashed.replace("/", "~1");
        for (String place : List.of(slashed, slashed.replaceFirst("^/root", ""), flat + "/value", "/" + path)) {
            Tree found = person.at(place);
            if (found.isThere() && !found.isObject()) {
                return found.text();
            }
        }
        return Optional.empty();
    }

    /**
     * Somebody who is gone by the vendor's own word, and without a day on which they went, must not be taken for somebody who
     * works: an ending without a readable day is refused with the field that is missing.
     */
    private static void endsSomehow(Map<Fact, String> facts, boolean gone) {
        if (gone && !facts.containsKey(Fact.LAST_WORKING_DAY) && !facts.containsKey(Fact.EFFECTIVE_DATE)) {
            facts.put(Fact.LAST_WORKING_DAY, "missing");
        }
    }

    private static Optional<String> date(Optional<String> sent) {
        return sent.filter(day -> !day.equals(NO_DATE))
                .map(day -> day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*") ? day.substring(0, DATE_LENGTH) : day);
    }

    private static void put(Map<Fact, String> facts, Fact fact, Optional<String> text) {
        text.ifPresent(value -> facts.put(fact, value));
    }
}
