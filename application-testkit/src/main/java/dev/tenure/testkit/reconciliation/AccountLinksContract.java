package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.CorrelatedAccounts.Recorrelated;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.Correlation.Confidence;
import dev.tenure.domain.inventory.Correlation.IdentityAttribute;
import dev.tenure.domain.inventory.Correlation.Rule;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.CorrelationPreview.Effect;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link AccountLinks} promises, and what reads and listings make of whose accounts are. */
public interface AccountLinksContract {

    /** How many estates of chance. */
    int ESTATES = 40;

    /** How much happens to each. */
    int STEPS = 14;

    /** The ports under test. */
    Ports ports();

    /** Where a test is, with the time going on by itself. */
    final class Place {
        private final Ports ports;
        private TargetSystem system = Samples.system(Samples.unique("Linked"), new SystemMode.Observe());
        private Instant now = Samples.MONDAY;

        Place(Ports ports, Correlation rules) {
            this.ports = ports;
            rules(rules);
            ports.transactions().call(at -> {
                ports.systems().save(system);
                return at;
            });
        }

        void rules(Correlation rules) {
            system = Samples.correlatedBy(system, rules);
        }

        private Instant later() {
            now = now.plusSeconds(60);
            return now;
        }

        Identity person(String given, Optional<String> email, String workerId) {
            Identity plain = Samples.identity(given, "Sample");
            Profile profile = plain.profile();
            Identity person = new Identity(
                    plain.id(),
                    new WorkerKey(Samples.unique("feed"), workerId),
                    new Profile(
                            profile.kind(),
                            given,
                            "Sample",
                            email,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            profile.zone()),
                    plain.employment(),
                    Optional.empty(),
                    0);
            return ports.transactions().call(at -> {
                ports.identities().save(person, Samples.entry(person, Identity.Change.HIRED, at));
                return person;
            });
        }

        /** The whole, or the changes. */
        SystemRead.Counts read(SystemRead.Scope scope, Map<String, Map<String, String>> told) {
            SystemReads reads = ports.systemReads();
            Instant at = later();
            SystemRead.Requested read = new SystemRead.Requested(new ReadId(UUID.randomUUID()), system.id(), scope, at);
            List<ObservedAccount> accounts = new ArrayList<>();
            told.forEach((id, attributes) -> accounts.add(new ObservedAccount(
                    new AccountRef(id), "name of " + id, SignIn.ENABLED, attributes, Optional.empty(), List.of())));
            return ports.transactions().call(ignored -> {
                reads.add(read);
                reads.stageAccounts(read.id(), accounts, reads.toldBefore(read.id()));
                SystemRead.Counts counts = reads.merge(read, system, SystemReads.Provisos.NONE, at);
                reads.end(read.complete(counts, at));
                return counts;
            });
        }

        void readWhole(Map<String, Map<String, String>> told) {
            read(SystemRead.Scope.WHOLE, told);
        }

        void listed(String nativeId, IdentityId identity) {
            Instant at = later();
            ports.transactions().call(ignored -> ports.accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount(nativeId, "name of " + nativeId, true, List.of(), List.of()),
                            identity,
                            new AccountId(UUID.randomUUID()),
                            at));
        }

        LinkDecision decide(String nativeId, IdentityId identity, LinkDecision.Verdict verdict) {
            LinkDecision decision = new LinkDecision(
                    UUID.randomUUID(), account(nativeId).id(), identity, verdict, "seen by eye", "grace", later());
            ports.transactions().call(ignored -> {
                ports.accountLinks().decide(decision);
                return decision;
            });
            return decision;
        }

        Recorrelated correlate() {
            Instant at = later();
            return ports.transactions().call(ignored -> ports.accountLinks().correlate(system, at));
        }

        Recorrelated correlateNobodys() {
            Instant at = later();
            return ports.transactions().call(ignored -> ports.accountLinks().correlateNobodys(system, at));
        }

        CorrelationPreview preview(Correlation rules) {
            return ports.transactions().call(at -> ports.accountLinks().preview(system.id(), rules, 3));
        }

        Account account(String nativeId) {
            return ports.transactions()
                    .call(at -> ports.accounts().find(system.id(), nativeId))
                    .orElseThrow();
        }

        LinkedAccount linked(String nativeId) {
            AccountId id = account(nativeId).id();
            return ports.transactions().call(at -> {
                LinkedAccount linked = ports.accountLinks().find(id).orElseThrow();
                assertEquals(Optional.of(linked), ports.accountLinks().lock(id));
                return linked;
            });
        }

        List<String> names(Optional<AccountLinks.Only> only, int limit) {
            return WholeList.of(limit, page -> ports.transactions().call(at -> ports.accountLinks()
                            .list(new AccountLinks.Filter(Optional.of(system.id()), only), page)))
                    .stream()
                    .map(one -> one.account().nativeId())
                    .toList();
        }
    }

    private static Correlation rules(Rule... rules) {
        return new Correlation(List.of(rules));
    }

    private static Rule certain(String attribute, IdentityAttribute identity) {
        return new Rule(attribute, identity, Confidence.CERTAIN);
    }

    private static Rule probable(String attribute, IdentityAttribute identity) {
        return new Rule(attribute, identity, Confidence.PROBABLE);
    }

    private static Correlation usual() {
        return rules(
                certain("employeeNumber", IdentityAttribute.WORKER_ID),
                certain("mail", IdentityAttribute.EMAIL),
                probable("cn", IdentityAttribute.FULL_NAME));
    }

    @Test
    default void theFirstRuleThatFindsAnybodyDecides() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada" + mark, Optional.of("ada@" + mark), "1" + mark);
        Identity grace = place.person("Grace" + mark, Optional.of("grace@" + mark), "2" + mark);
        place.readWhole(Map.of(
                "both", Map.of("employeeNumber", "1" + mark, "mail", "grace@" + mark),
                "mail", Map.of("employeeNumber", "nobody", "MAIL", "Grace@" + mark),
                "name", Map.of("cn", "ada" + mark + " SAMPLE", "mail", ""),
                "none", Map.of("cn", "Nobody")));
        assertEquals(Optional.of(ada.id()), place.account("both").identity());
        assertEquals(new AccountLink.ByRule(1, place.now), place.linked("both").link());
        assertEquals(Optional.of(grace.id()), place.account("mail").identity());
        assertEquals(new AccountLink.ByRule(2, place.now), place.linked("mail").link());
        assertEquals(Optional.empty(), place.account("name").identity());
        assertEquals(
                new AccountLink.Suggested(3, ada.id(), place.now),
                place.linked("name").link());
        assertEquals(new AccountLink.Unknown(), place.linked("none").link());
    }

    @Test
    default void whoComesLaterIsLinkedToWhatBelongedToNobodyAndToNothingElse() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada", Optional.of("ada@" + mark), "1" + mark);
        place.readWhole(Map.of(
                "hers", Map.of("mail", "ada@" + mark),
                "later", Map.of("employeeNumber", "2" + mark),
                "none", Map.of("employeeNumber", "3" + mark)));
        Instant read = place.now;
        assertEquals(new Recorrelated(0, 0, 0, 0, 0), place.correlateNobodys());
        Identity eve = place.person("Eve", Optional.of("ada@" + mark), "2" + mark);
        assertEquals(new Recorrelated(1, 0, 0, 0, 0), place.correlateNobodys());
        assertEquals(Optional.of(eve.id()), place.account("later").identity());
        assertEquals(new AccountLink.ByRule(1, place.now), place.linked("later").link());
        assertEquals(Optional.of(ada.id()), place.account("hers").identity(), "it has somebody");
        assertEquals(new AccountLink.ByRule(2, read), place.linked("hers").link());
        assertEquals(new AccountLink.Unknown(), place.linked("none").link());
    }

    @Test
    default void twoWhoFitAreNeverChosenBetweenAndNoLaterRuleIsAsked() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        place.person("Ada", Optional.of("ada@" + mark), "1" + mark);
        Identity twin = place.person("Eve", Optional.empty(), "1" + mark);
        Map<String, Map<String, String>> told =
                Map.of("a", Map.of("employeeNumber", "1" + mark, "mail", "ada@" + mark));
        place.readWhole(told);
        assertEquals(
                new AccountLink.Ambiguous(1, 2, place.now), place.linked("a").link());
        assertEquals(Optional.empty(), place.account("a").identity());
        place.listed("a", twin.id());
        assertEquals(new AccountLink.ByListing(place.now), place.linked("a").link());
        place.readWhole(told);
        assertEquals(
                new AccountLink.Ambiguous(1, 2, place.now), place.linked("a").link());
    }

    @Test
    default void aSuggestionGoesWhenTheSameRuleSuggestsAnother() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada" + mark, Optional.empty(), "1" + mark);
        Identity eve = place.person("Eve" + mark, Optional.empty(), "2" + mark);
        place.readWhole(Map.of("a", Map.of("cn", "Ada" + mark + " Sample")));
        Instant first = place.now;
        place.readWhole(Map.of("a", Map.of("cn", "Ada" + mark + " Sample")));
        assertEquals(
                new AccountLink.Suggested(3, ada.id(), first), place.linked("a").link());
        long version = place.account("a").version();
        place.read(SystemRead.Scope.CHANGES, Map.of("a", Map.of("cn", "Eve" + mark + " Sample")));
        assertEquals(
                new AccountLink.Suggested(3, eve.id(), place.now),
                place.linked("a").link());
        assertTrue(place.account("a").version() >= version);
        assertEquals(List.of("a"), place.names(Optional.of(AccountLinks.Only.SUGGESTED), 10));
    }

    @Test
    default void whatAPersonSaysHoldsAgainstEveryRuleAndListing() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada", Optional.empty(), "1" + mark);
        Identity eve = place.person("Eve", Optional.empty(), "2" + mark);
        Map<String, Map<String, String>> told = Map.of("a", Map.of("employeeNumber", "1" + mark));
        place.readWhole(told);
        LinkDecision said = place.decide("a", eve.id(), LinkDecision.Verdict.LINKED);
        AccountLink byPerson = new AccountLink.ByPerson("grace", "seen by eye", said.at());
        assertEquals(byPerson, place.linked("a").link());
        place.listed("a", ada.id());
        place.correlate();
        place.readWhole(told);
        assertEquals(Optional.of(eve.id()), place.account("a").identity());
        assertEquals(byPerson, place.linked("a").link());
        assertEquals(List.of("a"), place.names(Optional.of(AccountLinks.Only.BY_PERSON), 10));
    }

    @Test
    default void whatAPersonPartedNoRuleAndNoListingJoinsAgain() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada", Optional.empty(), "1" + mark);
        Identity eve = place.person("Eve", Optional.of("eve@" + mark), "2" + mark);
        Map<String, Map<String, String>> told = Map.of("a", Map.of("employeeNumber", "1" + mark));
        place.readWhole(told);
        LinkDecision parted = place.decide("a", ada.id(), LinkDecision.Verdict.UNLINKED);
        AccountLink unlinked = new AccountLink.Unlinked("grace", "seen by eye", parted.at());
        assertEquals(unlinked, place.linked("a").link());
        place.listed("a", ada.id());
        place.readWhole(told);
        assertEquals(Optional.empty(), place.account("a").identity());
        assertEquals(unlinked, place.linked("a").link());
        assertEquals(List.of("a"), place.names(Optional.of(AccountLinks.Only.NOBODYS), 10));
        place.readWhole(Map.of("a", Map.of("employeeNumber", "1" + mark, "mail", "eve@" + mark)));
        assertEquals(Optional.of(eve.id()), place.account("a").identity());
        LinkDecision joined = place.decide("a", ada.id(), LinkDecision.Verdict.LINKED);
        place.readWhole(told);
        assertEquals(Optional.of(ada.id()), place.account("a").identity());
        AccountId id = place.account("a").id();
        List<LinkDecision> decisions =
                ports().transactions().call(at -> ports().accountLinks().decisions(id));
        assertEquals(List.of(joined, parted), decisions);
    }

    @Test
    default void onlyAnAccountThatItsTargetShowsIsGiven() {
        Place place = new Place(ports(), usual());
        place.readWhole(Map.of("a", Map.of(), "b", Map.of(), "c", Map.of()));
        AccountId gone = place.account("b").id();
        place.readWhole(Map.of("a", Map.of(), "c", Map.of()));
        assertEquals(Optional.empty(), ports().transactions().call(at -> ports().accountLinks()
                .lock(gone)));
        assertEquals(List.of("a", "c"), place.names(Optional.empty(), 1));
        assertEquals(List.of(), place.names(Optional.of(AccountLinks.Only.AMBIGUOUS), 1));
        assertEquals(Optional.empty(), ports().transactions().call(at -> ports().accountLinks()
                .find(gone)));
        assertThrows(RuntimeException.class, () -> ports().accountLinks().find(gone));
    }

    @Test
    default void anAccountOfWhichNoReadToldStaysAsItIs() {
        Place place = new Place(ports(), usual());
        String mark = Samples.unique("x");
        Identity ada = place.person("Ada", Optional.empty(), "1" + mark);
        place.listed("a", ada.id());
        assertEquals(1, place.preview(usual()).untold());
        assertEquals(new Recorrelated(0, 0, 0, 0, 0), place.correlate());
        assertEquals(Optional.of(ada.id()), place.account("a").identity());
    }

    /** What is told of an account, and what follows; worked out here from the people and the rules alone. */
    final class Model {
        Optional<Map<String, String>> told = Optional.empty();
        Optional<Identity> shown = Optional.empty();
        Optional<Identity> given = Optional.empty();
        final Set<IdentityId> parted = new HashSet<>();
        Optional<Identity> is = Optional.empty();
        String how = "unknown";

        void judge(Correlation rules, List<Identity> people) {
            if (told.isEmpty()) {
                return;
            }
            Optional<Identity> before = is;
            is = Optional.empty();
            how = parted.isEmpty() ? "unknown" : "unlinked";
            int place = 0;
            boolean open = true;
            for (Rule rule : rules.rules()) {
                place++;
                Set<Identity> fit = new HashSet<>();
                for (Identity person : people) {
                    if (!parted.contains(person.id()) && fits(rule, person)) {
                        fit.add(person);
                    }
                }
                if (fit.isEmpty()) {
                    continue;
                }
                if (fit.size() > 1) {
                    how = "ambiguous " + place + " " + fit.size();
                    open = false;
                } else if (rule.confidence() == Confidence.CERTAIN) {
                    is = fit.stream().findFirst();
                    how = "rule " + place;
                    open = false;
                } else {
                    how = "suggested " + place + " " + fit.iterator().next().id();
                }
                break;
            }
            if (open && shown.isPresent()) {
                is = shown;
                how = "listing";
            }
            if (given.isPresent()) {
                is = given;
                how = "person";
            }
            assertTrue(before.isEmpty() || is.isEmpty() || people.contains(is.get()));
        }

        private boolean fits(Rule rule, Identity person) {
            String value = "";
            for (Map.Entry<String, String> one : told.orElseThrow().entrySet()) {
                if (one.getKey().equalsIgnoreCase(rule.accountAttribute())) {
                    value = one.getValue();
                }
            }
            if (value.isEmpty()) {
                return false;
            }
            String email = person.profile().email().orElse("");
            return switch (rule.identityAttribute()) {
                case WORKER_ID -> value.equals(person.key().workerId());
                case EMAIL -> value.equalsIgnoreCase(email);
                case EMAIL_NAME -> !email.isEmpty() && value.equalsIgnoreCase(email.substring(0, email.indexOf('@')));
                case FULL_NAME ->
                    value.equalsIgnoreCase(person.profile().givenName() + " "
                            + person.profile().familyName());
            };
        }
    }

    private static String how(AccountLink link) {
        return switch (link) {
            case AccountLink.ByRule byRule -> "rule " + byRule.rule();
            case AccountLink.Ambiguous ambiguous -> "ambiguous " + ambiguous.rule() + " " + ambiguous.candidates();
            case AccountLink.Suggested suggested -> "suggested " + suggested.rule() + " " + suggested.identity();
            case AccountLink.ByListing byListing -> "listing";
            case AccountLink.ByPerson byPerson -> "person";
            case AccountLink.Unlinked unlinked -> "unlinked";
            case AccountLink.Unknown unknown -> "unknown";
        };
    }

    private static Correlation anyRules(Random random) {
        List<Rule> all = new ArrayList<>();
        for (String attribute : List.of("number", "Mail", "uid")) {
            for (IdentityAttribute identity : IdentityAttribute.values()) {
                boolean certain = identity != IdentityAttribute.FULL_NAME && random.nextBoolean();
                all.add(new Rule(attribute, identity, certain ? Confidence.CERTAIN : Confidence.PROBABLE));
            }
        }
        Collections.shuffle(all, random);
        List<Rule> some = new ArrayList<>(all.subList(0, 1 + random.nextInt(5)));
        if (some.stream().noneMatch(Rule::isCertain)) {
            some.removeIf(rule -> rule.identityAttribute() == IdentityAttribute.WORKER_ID
                    && rule.accountAttribute().equals("uid"));
            some.add(random.nextInt(some.size() + 1), certain("uid", IdentityAttribute.WORKER_ID));
        }
        return new Correlation(some);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static String anyCase(String text, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private static Map<String, String> anyAttributes(List<Identity> people, Random random) {
        Map<String, String> told = new TreeMap<>();
        for (String attribute : List.of("number", "mail", "uid")) {
            Identity person = any(people, random);
            IdentityAttribute what = any(List.of(IdentityAttribute.values()), random);
            String value = random.nextInt(5) == 0
                    ? ""
                    : what.of(person.key(), person.profile()).orElse("none");
            if (random.nextInt(4) > 0) {
                told.put(anyCase(attribute, random), anyCase(value, random));
            }
        }
        return told;
    }

    @Test
    default void whateverIsToldAndSaidAnAccountIsWhoseTheRulesAndPeopleSay() {
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 0; seed < ESTATES; seed++) {
            Random random = new Random(seed);
            Correlation rules = anyRules(random);
            Place place = new Place(ports(), rules);
            String mark = Samples.unique("m").toLowerCase(Locale.ROOT);
            List<Identity> people = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                people.add(place.person(
                        "Given" + random.nextInt(4) + mark,
                        random.nextInt(4) == 0
                                ? Optional.empty()
                                : Optional.of("e" + random.nextInt(4) + mark + "@" + random.nextInt(2) + ".example"),
                        "w" + random.nextInt(5) + mark));
            }
            Map<String, Model> models = new LinkedHashMap<>();
            for (int step = 0; step < STEPS; step++) {
                String where = "seed " + seed + ", step " + step;
                String id = "a" + random.nextInt(8);
                Identity person = any(people, random);
                switch (step == 0 ? 0 : random.nextInt(6)) {
                    case 0, 1 -> {
                        boolean whole = step == 0 || random.nextBoolean();
                        Map<String, Map<String, String>> told = new TreeMap<>();
                        for (int i = 0; i < 8; i++) {
                            if (whole || random.nextBoolean()) {
                                told.put("a" + i, anyAttributes(people, random));
                            }
                        }
                        SystemRead.Counts counts =
                                place.read(whole ? SystemRead.Scope.WHOLE : SystemRead.Scope.CHANGES, told);
                        long changed = 0;
                        for (Map.Entry<String, Map<String, String>> one : told.entrySet()) {
                            boolean known = models.containsKey(one.getKey());
                            Model model = models.computeIfAbsent(one.getKey(), key -> new Model());
                            Optional<Identity> before = model.is;
                            model.told = Optional.of(one.getValue());
                            model.judge(rules, people);
                            changed += known && !before.equals(model.is) ? 1 : 0;
                        }
                        assertEquals(changed, counts.changed(), where);
                    }
                    case 2 -> {
                        place.decide(id, person.id(), LinkDecision.Verdict.LINKED);
                        Model model = models.computeIfAbsent(id, key -> new Model());
                        model.given = Optional.of(person);
                        model.is = model.given;
                        model.shown = Optional.empty();
                        model.parted.remove(person.id());
                        model.how = "person";
                    }
                    case 3 -> {
                        Model model = models.computeIfAbsent(id, key -> new Model());
                        if (model.is.isPresent()) {
                            place.decide(id, model.is.get().id(), LinkDecision.Verdict.UNLINKED);
                            model.parted.add(model.is.get().id());
                            model.is = Optional.empty();
                            model.given = Optional.empty();
                            model.shown = Optional.empty();
                            model.how = "unlinked";
                        }
                    }
                    case 4 -> {
                        place.listed(id, person.id());
                        Model model = models.computeIfAbsent(id, key -> new Model());
                        if (model.given.isEmpty() && !model.parted.contains(person.id())) {
                            model.shown = Optional.of(person);
                            if (!model.is.equals(model.shown)) {
                                model.is = model.shown;
                                model.how = "listing";
                            }
                        }
                    }
                    default -> {
                        rules = anyRules(random);
                        CorrelationPreview preview = place.preview(rules);
                        agree(place, models, where + ", previewed");
                        place.rules(rules);
                        Recorrelated done = place.correlate();
                        assertEquals(
                                new Recorrelated(
                                        preview.linked(),
                                        preview.moved(),
                                        preview.lost(),
                                        preview.suggested(),
                                        preview.ambiguous()),
                                done,
                                where);
                        Map<Effect, Long> effects = new TreeMap<>();
                        for (Model model : models.values()) {
                            Optional<Identity> before = model.is;
                            model.judge(rules, people);
                            effect(before, model).ifPresent(effect -> effects.merge(effect, 1L, Long::sum));
                        }
                        assertEquals(effects.getOrDefault(Effect.LINKED, 0L), preview.linked(), where);
                        assertEquals(effects.getOrDefault(Effect.MOVED, 0L), preview.moved(), where);
                        assertEquals(effects.getOrDefault(Effect.LOST, 0L), preview.lost(), where);
                        assertEquals(effects.getOrDefault(Effect.SUGGESTED, 0L), preview.suggested(), where);
                        assertEquals(effects.getOrDefault(Effect.AMBIGUOUS, 0L), preview.ambiguous(), where);
                        for (Effect effect : Effect.values()) {
                            assertEquals(
                                    Math.min(3, effects.getOrDefault(effect, 0L)),
                                    preview.examples().stream()
                                            .filter(example -> example.effect() == effect)
                                            .count(),
                                    where);
                        }
                        assertEquals(
                                8,
                                preview.unchanged()
                                        + effects.values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum(),
                                where);
                        effects.forEach((effect, number) -> met.merge(effect.name(), 1, Integer::sum));
                    }
                }
                agree(place, models, where);
                models.values().forEach(model -> met.merge(model.how.replaceFirst(" .*", ""), 1, Integer::sum));
            }
        }
        assertEquals(12, met.size(), "not everything was met: " + met);
    }

    private static Optional<Effect> effect(Optional<Identity> before, Model after) {
        if (before.isPresent() && after.is.isPresent()) {
            return before.equals(after.is) ? Optional.empty() : Optional.of(Effect.MOVED);
        }
        if (before.isPresent()) {
            return Optional.of(Effect.LOST);
        }
        if (after.is.isPresent()) {
            return Optional.of(Effect.LINKED);
        }
        return after.how.startsWith("suggested")
                ? Optional.of(Effect.SUGGESTED)
                : after.how.startsWith("ambiguous") ? Optional.of(Effect.AMBIGUOUS) : Optional.empty();
    }

    private static void agree(Place place, Map<String, Model> models, String where) {
        models.forEach((id, model) -> {
            LinkedAccount linked = place.linked(id);
            assertEquals(model.how, how(linked.link()), where + ", " + id);
            assertEquals(model.is.map(Identity::id), linked.account().identity(), where + ", " + id);
        });
    }
}
