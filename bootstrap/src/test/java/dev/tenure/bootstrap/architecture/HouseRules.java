package dev.tenure.bootstrap.architecture;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of the house, each in a sentence.
 *
 * <p>The number is the floor: the least that the check must have looked at in this repository, so that a rule that lost
 * its subject fails instead of passing. {@link HouseRulesTest} writes the present counts to
 * {@code target/house-rules.txt}. Raise a floor when the count has grown well above it; never lower one to pass.
 *
 * <p>Where a rule does not bind stands in {@code exemptions.txt} with the reason; a line that is no longer needed fails
 * the build. What each rule rejects and accepts stands in {@code planted/<id>.txt}.
 */
final class HouseRules {

    private static final String DOMAIN = "dev.tenure.domain";
    private static final String APPLICATION = "dev.tenure.application";
    private static final String SPI = "dev.tenure.connector.spi";
    private static final String PERSISTENCE = "dev.tenure.persistence";

    private static final String ALSO_A_NOUN = ", also a noun";
    private static final Set<String> VERBS = Resources.lines("verbs.txt").stream()
            .map(line -> line.replace(ALSO_A_NOUN, ""))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> VERBS_ONLY = Resources.lines("verbs.txt").stream()
            .filter(line -> !line.endsWith(ALSO_A_NOUN))
            .collect(Collectors.toUnmodifiableSet());

    static final List<HouseRule> ALL = List.of(

            // Who may know whom (DESIGN section 2).
            rule(
                    "domain-is-pure",
                    120,
                    "The domain knows values of the JDK, JSpecify and itself: no framework, database, file, net or log.",
                    Walls.pure(DOMAIN, DOMAIN)),
            rule(
                    "spi-is-pure",
                    35,
                    "The connector SPI knows values of the JDK, JSpecify and itself.",
                    Walls.pure(SPI, SPI)),
            rule(
                    "application-is-pure",
                    180,
                    "The application knows values of the JDK, JSpecify, the domain and the connector SPI.",
                    Walls.pure(APPLICATION, APPLICATION, DOMAIN, SPI)),
            rule(
                    "connectors-know-only-the-spi",
                    5,
                    "A connector knows the SPI and its target's library, nothing else of the product.",
                    Walls.connectorsKnowOnlyTheSpi()),
            rule(
                    "adapters-do-not-know-each-other",
                    40,
                    "An adapter knows the application; what two adapters share belongs there.",
                    Walls.adaptersDoNotKnowEachOther()),
            rule(
                    "nobody-knows-bootstrap",
                    350,
                    "The composition root knows all and is known by none.",
                    Walls.nobodyKnows("dev.tenure.bootstrap")),
            rule(
                    "the-verifier-stands-alone",
                    15,
                    "The evidence verifier needs the JDK alone and shares no code with what it judges.",
                    Habits.theVerifierStandsAlone()),
            rule(
                    "the-check-reaches-nothing",
                    15,
                    "The access check knows the domain and its parser; it opens no connection and starts no program.",
                    Habits.theCheckReachesNothing()),
            rule(
                    "every-source-is-seen",
                    140,
                    "Every module of the product is on the class path of these tests.",
                    Walls.everySourceIsSeen()),

            // Capabilities.
            rule(
                    "domain-has-no-cycles",
                    120,
                    "The capabilities of the domain do not depend on each other in a circle.",
                    Walls.acyclicBelow(DOMAIN)),
            rule(
                    "application-has-no-cycles",
                    180,
                    "The capabilities of the application do not depend on each other in a circle.",
                    Walls.acyclicBelow(APPLICATION)),
            rule(
                    "persistence-has-no-cycles",
                    15,
                    "The capabilities of the persistence adapter do not depend on each other in a circle.",
                    Walls.acyclicBelow(PERSISTENCE)),
            rule(
                    "classes-belong-to-a-capability",
                    320,
                    "Domain, application and persistence hold packages by capability and no class beside them.",
                    Walls.classesBelongToACapability(DOMAIN, APPLICATION, PERSISTENCE)),
            rule(
                    "packages-are-no-layers",
                    220,
                    "A package is a capability, never a layer: no port, in, out, service, impl, dto, util, common.",
                    Names.packagesAreNoLayers()),

            // Time, chance, transactions, events (house rules 2 and 9).
            rule(
                    "the-core-asks-no-clock",
                    320,
                    "Domain and application are told the time: take an Instant, or the time of Transactions.",
                    Walls.neverAskTheTime(DOMAIN, APPLICATION)),
            rule(
                    "the-core-draws-nothing-at-random",
                    320,
                    "Domain and application are told the ids and salts: take them as arguments or from a port.",
                    Walls.neverDrawAtRandom(DOMAIN, APPLICATION)),
            rule(
                    "driving-adapters-open-no-transaction",
                    10,
                    "REST and web call use cases: they open no transaction and see no database.",
                    Walls.notKnown(
                            List.of("dev.tenure.rest", "dev.tenure.web"),
                            "jakarta.transaction",
                            "jakarta.persistence",
                            "io.quarkus.narayana",
                            "java.sql",
                            "javax.sql")),
            rule(
                    "repositories-require-a-transaction",
                    2,
                    "A Postgres adapter is @Transactional(MANDATORY) and not final: the use case opened the transaction.",
                    Shapes.repositoriesRequireATransaction()),
            rule(
                    "there-is-no-event-bus",
                    350,
                    "What a use case causes is read in its body: no CDI events, no Vert.x event bus.",
                    Walls.classesNotKnown(
                            "dev.tenure", "jakarta.enterprise.event.Event", "io.vertx.core.eventbus.EventBus")),

            // Use cases, ports, states (house rules 3 to 6).
            rule(
                    "use-cases-have-one-shape",
                    25,
                    "A use case is a final class: public Outcome handle(Command), nested Command, nested sealed Outcome.",
                    Shapes.useCases()),
            rule(
                    "use-cases-are-verb-phrases",
                    25,
                    "A use case's name begins with a verb of verbs.txt and names its object.",
                    Shapes.useCasesAreVerbPhrases(VERBS)),
            rule(
                    "work-passes-the-guard",
                    350,
                    "OperationDesk alone lets work come to the lanes: it is where the blast-radius guard counts (SAF-2).",
                    Walls.calledOnlyBy(
                            APPLICATION + ".provisioning.Operations",
                            Set.of("plan", "goOn", "release"),
                            APPLICATION + ".provisioning.OperationDesk")),
            rule(
                    "refusals-are-types",
                    80,
                    "A refusal is a type in the Outcome, never a text.",
                    Shapes.refusalsAreTypes()),
            rule(
                    "switches-are-exhaustive",
                    25,
                    "No default over our own sealed types and enums: name every case, so that a new one does not compile.",
                    Shapes.switchesAreExhaustive()),
            rule("ports-are-nouns", 18, "A port's name is a noun.", Shapes.portsAreNouns(VERBS_ONLY)),
            rule(
                    "ports-state-their-contract",
                    20,
                    "A port's Javadoc is its contract, on the type and on every method, in MUST and MUST NOT.",
                    Shapes.portsStateTheirContract()),
            rule("ids-are-typed", 7, "An id is a record XId(UUID value).", Shapes.idsAreTyped()),

            // Names and documents.
            rule(
                    "type-names-say-something",
                    400,
                    "No Service, Manager, Helper, Util, Impl, Abstract, Base, Data, Info in a type's name.",
                    Names.typeNamesSaySomething()),
            rule("entities-are-rows", 1, "A database entity ends in Row.", Shapes.entitiesAreRows()),
            rule("bodies-are-json", 5, "A record of the REST adapter ends in Json.", Shapes.bodiesAreJson()),
            rule(
                    "packages-are-null-marked",
                    18,
                    "Every package has a package-info.java with @NullMarked.",
                    Shapes.packagesAreNullMarked()),
            rule(
                    "public-types-are-documented",
                    110,
                    "Every public type of domain, application and SPI says what it means.",
                    Shapes.publicTypesAreDocumented(DOMAIN, APPLICATION, SPI)),

            // Habits.
            rule(
                    "production-does-not-print",
                    140,
                    "The product logs; System.out belongs to the verifier, the demo and the benchmarks.",
                    Habits.productionDoesNotPrint()),
            rule(
                    "tests-are-not-switched-off",
                    30,
                    "No test is disabled; an assumption says why the test cannot run here.",
                    Habits.testsAreNotSwitchedOff()),
            rule(
                    "tests-do-not-sleep",
                    30,
                    "A test waits for a fact, never for a time, and asserts no duration.",
                    Habits.testsDoNotSleep()),
            rule("tests-are-sentences", 120, "A test method's name is a sentence.", Names.testsAreSentences()),

            // What no file may hold.
            rule(
                    "no-machine-paths",
                    250,
                    "No file names a path of one machine.",
                    Texts.free(Texts.MACHINE_PATH, "a path of one machine")),
            rule(
                    "no-registry-hosts",
                    250,
                    "No file names the host of a package registry.",
                    Texts.free(Texts.REGISTRY_HOST, "the host of a package registry")),
            rule(
                    "nothing-unfinished",
                    250,
                    "What is not done stands in an issue, not in a mark or a method that throws.",
                    Texts.free(Texts.UNFINISHED, "marks something unfinished")),
            rule(
                    "no-secrets",
                    250,
                    "No file holds a private key or an access key: make them in the test.",
                    Texts.free(Texts.SECRET, "a secret")),
            rule(
                    "no-licence-headers",
                    250,
                    "The licence stands once, at the root.",
                    Texts.free(Texts.LICENCE_HEADER, "a licence in the head of a file")),
            rule("nothing-built", 250, "No file is the product of a build.", Texts.nothingBuilt()));

    private HouseRules() {}

    private static HouseRule rule(String id, int floor, String says, HouseRule.Check check) {
        return new HouseRule(id, floor, says, check);
    }
}
