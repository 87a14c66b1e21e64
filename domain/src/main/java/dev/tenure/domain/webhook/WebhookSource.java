package dev.tenure.domain.webhook;

import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Content;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerFeed.Taking;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.identity.WorkerSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An HR system that tells of workers by signed deliveries.
 *
 * @param source the source itself
 * @param vendor whose shape its deliveries have
 * @param secrets references to what deliveries are signed with; two while one replaces the other, and either is accepted
 * @param tolerance how far the time that a delivery is signed for may lie from ours, before or after
 * @param api where the people are read again; empty for a generic source whose deliveries are the records themselves
 * @param pointers where in a generic source's JSON each fact stands, as JSON pointers (RFC 6901), by fact
 * @param enabled whether deliveries are accepted
 * @param version counts changes, for optimistic locking
 */
public record WebhookSource(
        WorkerSource source,
        Vendor vendor,
        List<String> secrets,
        Duration tolerance,
        Optional<VendorApi> api,
        Map<Fact, String> pointers,
        boolean enabled,
        long version) {

    /** The tolerance where nothing else is said. */
    public static final Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int LONGEST_POINTER = 200;

    public WebhookSource {
        secrets = List.copyOf(secrets);
        pointers = Map.copyOf(pointers);
        if (secrets.isEmpty() || secrets.size() > 2 || Set.copyOf(secrets).size() != secrets.size()) {
            throw new IllegalArgumentException(
                    "secrets: are not one or two different references: write one, or the new and the old one");
        }
        if (tolerance.compareTo(LEAST) < 0 || tolerance.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("tolerance: is not between PT10S and PT1H: write one like PT5M");
        }
        if (vendor != Vendor.GENERIC && api.isEmpty()) {
            throw new IllegalArgumentException(
                    "api: is missing: deliveries of this vendor are hints, so say where its people are read");
        }
        if (vendor != Vendor.GENERIC && !pointers.isEmpty()) {
            throw new IllegalArgumentException("pointers: are for the generic shape alone: leave them out");
        }
        if (vendor == Vendor.GENERIC) {
            check(api, pointers);
        }
    }

    private static void check(Optional<VendorApi> api, Map<Fact, String> pointers) {
        if (api.isPresent() && !api.get().address().contains(VendorApi.WORKER)) {
            throw new IllegalArgumentException(
                    "api.address: does not hold {worker}: write it where the worker's id is to stand");
        }
        for (Fact fact : Fact.values()) {
            if (fact.required() && !pointers.containsKey(fact)) {
                throw new IllegalArgumentException(
                        "pointers." + fact.label() + ": is missing: write where in the body it stands");
            }
        }
        pointers.forEach((fact, pointer) -> {
            if (!pointer.matches("(/([^~]|~[01])*)+") || pointer.length() > LONGEST_POINTER) {
                throw new IllegalArgumentException("pointers." + fact.label()
                        + ": is not a JSON pointer of at most " + LONGEST_POINTER
                        + " characters: write one like /worker/" + fact.label());
            }
        });
    }

    /** Where a generic source's facts stand where nothing else is said: each at the top, under its own name. */
    public static Map<Fact, String> usualPointers() {
        Map<Fact, String> usual = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            usual.put(fact, "/" + fact.label());
        }
        return usual;
    }

    /** The name, part of every worker's key and of the address that deliveries go to. */
    public String name() {
        return source.name();
    }

    /** Checks facts as they came, by the same rules as a row of a file. */
    public WorkerRow.Read read(Map<Fact, String> facts) {
        Map<Fact, String> headers = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            headers.put(fact, fact.label());
        }
        WorkerFeed rules = new WorkerFeed(
                source,
                headers,
                Map.of(),
                Map.of(),
                FileFormat.USUAL,
                DatePatterns.of("yyyy-MM-dd"),
                Content.DELTA,
                Taking.AT_ONCE,
                version);
        return WorkerRow.read(rules, facts);
    }
}
