package dev.tenure.rest.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person says of a system. Its mode is not part of it: that takes two people. */
@RegisterForReflection
@Schema(
        name = "SystemDescription",
        description = "What a person says of a system. Its mode is not part of it: that takes two people.",
        requiredProperties = {"name", "owner", "classification", "connector", "correlation"})
public record SystemDescriptionJson(
        @Schema(description = "What people call it, unique.", maxLength = 200) @Nullable
        String name,

        @Schema(description = "Who answers for it, by the OpenID provider's subject.") @Nullable
        String owner,

        @Nullable ClassificationJson classification,

        @Schema(description = "How soon a leaver must be out; 24 hours, 4 hours, 30 days where left out.") @Nullable
        SlaJson sla,

        @Schema(
                description = "Whether people sign in to other systems through it: it is shut first.",
                defaultValue = "false")
        @Nullable
        Boolean identityProvider,

        @Nullable ConnectorJson connector,
        @Nullable CorrelationJson correlation,

        @Schema(
                description =
                        "Which of its entitlements make their holder privileged, and as what; the first that matches decides.",
                maxItems = 200)
        @Nullable
        List<@Nullable ClassRuleJson> classRules,

        @Schema(
                description =
                        "Names of its accounts that are no person's, compared with the whole without regard to case; * stands"
                                + " for any characters, or none. With an attribute's name and = before it, such as"
                                + " tag:type=service, values of an attribute that the system tells. Such an account without an"
                                + " identity is found as unowned.",
                maxItems = MOST_PATTERNS)
        @Nullable
        List<@Nullable String> nonHuman,

        @Schema(
                description =
                        "What is done about privileged access that was given past the product: nothing but a finding, or it is"
                                + " taken back as well, where the system is in act and the account is not protected. Missing for alert.",
                enumeration = {"alert", "take-back"})
        @Nullable
        String outOfBandGrants,

        @Nullable LimitsJson limits,

        @Schema(description = "Where its accounts come from, where another system masters them.") @Nullable
        MasteryJson mastery,

        @Schema(description = "What is asked of how its accounts are signed in to; nothing where left out.") @Nullable
        SignInPolicyJson signInPolicy,

        @Schema(
                description =
                        "Within how many days somebody has to look at privileged access again; nobody asks where left out.",
                minimum = "1",
                maximum = "366")
        @Nullable
        Integer privilegedReviewDays) {

    /** What is asked of how accounts of a system are signed in to. */
    @RegisterForReflection
    @Schema(
            name = "SignInPolicy",
            description = "What is asked of how accounts of a system are signed in to. What falls short is found.")
    public record SignInPolicyJson(
            @Schema(
                    description =
                            "How old a credential beside the password may be, in days; as old as it will where left out.",
                    minimum = "1",
                    maximum = "3650")
            @Nullable
            Integer keyMaxAgeDays,

            @Schema(
                    description =
                            "How old a password may be where somebody can sign in with it, in days; as old as it will where left"
                                    + " out.",
                    minimum = "1",
                    maximum = "3650")
            @Nullable
            Integer passwordMaxAgeDays,

            @Schema(
                    description =
                            "The same of accounts that are no person's, by their name or their identity; as of all others where"
                                    + " left out.",
                    minimum = "1",
                    maximum = "3650")
            @Nullable
            Integer machinePasswordMaxAgeDays,

            @Schema(description = "Whether everybody who can sign in has to have one.", defaultValue = "false")
            @Nullable
            Boolean secondFactorRequired,

            @Schema(
                    description =
                            "Kinds of second factor, as the target calls them, that are too weak to be the only ones; without"
                                    + " regard to case.",
                    maxItems = SignInPolicy.MOST_NAMES)
            @Nullable
            List<@Nullable String> weakFactors,

            @Schema(
                    description =
                            "Ways to sign in, as the target calls them, that count as through the identity provider, without"
                                    + " regard to case; any other is found. Where left out, people may sign in directly.",
                    maxItems = SignInPolicy.MOST_NAMES)
            @Nullable
            List<@Nullable String> throughProvider) {

        static SignInPolicyJson of(SignInPolicy policy) {
            return new SignInPolicyJson(
                    policy.keyMaxAgeDays().orElse(null),
                    policy.passwordMaxAgeDays().orElse(null),
                    policy.machinePasswordMaxAgeDays().orElse(null),
                    policy.secondFactorRequired(),
                    named(policy.weakFactors()),
                    policy.throughProvider().map(SignInPolicyJson::named).orElse(null));
        }

        private static List<@Nullable String> named(List<String> names) {
            return new ArrayList<>(names);
        }

        SignInPolicy read(String at, Flaws flaws) {
            Optional<Integer> keys = age(at + "/keyMaxAgeDays", keyMaxAgeDays, flaws);
            Optional<Integer> passwords = age(at + "/passwordMaxAgeDays", passwordMaxAgeDays, flaws);
            Optional<Integer> ofMachines = age(at + "/machinePasswordMaxAgeDays", machinePasswordMaxAgeDays, flaws);
            List<String> weak = names(at + "/weakFactors", weakFactors, flaws);
            Optional<List<String>> ways = throughProvider == null
                    ? Optional.empty()
                    : Optional.of(names(at + "/throughProvider", throughProvider, flaws));
            SignInPolicy standIn = new SignInPolicy(
                    Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());
            return flaws.none()
                    ? new SignInPolicy(
                            keys,
                            passwords,
                            ofMachines,
                            secondFactorRequired != null && secondFactorRequired,
                            weak,
                            ways)
                    : standIn;
        }

        private static Optional<Integer> age(String at, @Nullable Integer days, Flaws flaws) {
            if (days != null && (days < 1 || days > SignInPolicy.LONGEST_AGE)) {
                flaws.at(at, "is not between 1 and " + SignInPolicy.LONGEST_AGE + ": write one");
            }
            return Optional.ofNullable(days);
        }

        private static List<String> names(String at, @Nullable List<@Nullable String> given, Flaws flaws) {
            if (given == null) {
                return List.of();
            }
            if (given.size() > SignInPolicy.MOST_NAMES) {
                flaws.at(at, "has more than " + SignInPolicy.MOST_NAMES + " entries: shorten it");
                return List.of();
            }
            Reading reading = new Reading(flaws);
            List<String> read = new ArrayList<>();
            for (String name : given) {
                String place = at + "/" + read.size();
                String text = reading.text(place, name);
                if (text.length() > SignInPolicy.LONGEST_NAME) {
                    flaws.at(place, "is longer than " + SignInPolicy.LONGEST_NAME + " characters: shorten it");
                }
                read.add(text);
            }
            return read;
        }
    }

    /** Where the accounts of a system come from. */
    @RegisterForReflection
    @Schema(
            name = "Mastery",
            description = "Where the accounts of a system come from: what is changed on it a synchronisation may undo.",
            requiredProperties = {"master", "synchronisedEvery"})
    public record MasteryJson(
            @Schema(description = "The system that masters them.", format = "uuid") @Nullable
            String master,

            @Schema(
                    format = "duration",
                    description =
                            "After which time at the latest a change at the master has come through; at most 7 days.")
            @Nullable
            String synchronisedEvery) {

        static MasteryJson of(Mastery mastery) {
            return new MasteryJson(
                    mastery.master().value().toString(),
                    mastery.synchronisedEvery().toString());
        }

        Optional<Mastery> read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            String id = reading.text(at + "/master", master);
            Duration every = reading.duration(at + "/synchronisedEvery", synchronisedEvery, Mastery.LONGEST);
            Mastery standIn = new Mastery(new SystemId(new UUID(0, 0)), Mastery.LONGEST);
            Optional<UUID> known = id.isEmpty() ? Optional.empty() : uuid(id);
            if (!id.isEmpty() && known.isEmpty()) {
                flaws.at(at + "/master", "is no id of a system: copy it from the list of systems");
            }
            return known.map(some -> flaws.make(at, standIn, () -> new Mastery(new SystemId(some), every)));
        }

        private static Optional<UUID> uuid(String text) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Why a system matters to an auditor. */
    @RegisterForReflection
    @Schema(
            name = "Classification",
            description = "Why a system matters to an auditor.",
            requiredProperties = {"sensitivity", "criticality", "provisioning", "reviewCadenceDays"})
    public record ClassificationJson(
            @Schema(enumeration = {"public", "internal", "confidential", "restricted"}) @Nullable
            String sensitivity,

            @Schema(enumeration = {"low", "medium", "high", "critical"}) @Nullable
            String criticality,

            @Schema(description = "In-scope frameworks and criteria.") @Nullable
            List<String> frameworks,

            @Schema(enumeration = {"automatic", "partial", "manual"}) @Nullable
            String provisioning,

            @Schema(minimum = "1", maximum = "3660") @Nullable
            Integer reviewCadenceDays) {

        static ClassificationJson of(Classification classification) {
            return new ClassificationJson(
                    Wire.name(classification.sensitivity()),
                    Wire.name(classification.criticality()),
                    classification.frameworks(),
                    Wire.name(classification.provisioning()),
                    classification.reviewCadenceDays());
        }

        Classification read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            Classification.Sensitivity sensitive =
                    reading.oneOf(at + "/sensitivity", sensitivity, Classification.Sensitivity.RESTRICTED);
            Classification.Criticality critical =
                    reading.oneOf(at + "/criticality", criticality, Classification.Criticality.CRITICAL);
            Classification.Provisioning provisioned =
                    reading.oneOf(at + "/provisioning", provisioning, Classification.Provisioning.MANUAL);
            int days = reading.required(at + "/reviewCadenceDays", reviewCadenceDays, 1);
            List<String> inScope = reading.texts(at + "/frameworks", frameworks);
            Classification standIn = new Classification(sensitive, critical, List.of(), provisioned, 1);
            return flaws.make(at, standIn, () -> new Classification(sensitive, critical, inScope, provisioned, days));
        }
    }

    /** How soon a leaver must be out, as ISO 8601 durations. */
    @RegisterForReflection
    @Schema(
            name = "Sla",
            description = "How soon a leaver must be out of a system, counted from the start of the clock.",
            requiredProperties = {"standard", "privileged", "clean"})
    public record SlaJson(
            @Schema(format = "duration", description = "To blocked and contained, for most people.") @Nullable
            String standard,

            @Schema(format = "duration", description = "To blocked and contained, for people with privileged access.")
            @Nullable
            String privileged,

            @Schema(format = "duration", description = "To clean, for everybody.") @Nullable
            String clean) {

        static SlaJson of(SystemSla sla) {
            return new SlaJson(
                    sla.standard().toString(),
                    sla.privileged().toString(),
                    sla.clean().toString());
        }

        SystemSla read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            Duration most = reading.duration(at + "/standard", standard, SystemSla.USUAL.standard());
            Duration few = reading.duration(at + "/privileged", privileged, SystemSla.USUAL.privileged());
            Duration last = reading.duration(at + "/clean", clean, SystemSla.USUAL.clean());
            // Rules that compare say nothing of use while one side is a stand-in.
            return flaws.none()
                    ? flaws.make(at, SystemSla.USUAL, () -> new SystemSla(most, few, last))
                    : SystemSla.USUAL;
        }
    }

    /** How a system is reached. */
    @RegisterForReflection
    @Schema(
            name = "Connector",
            description = "How a system is reached.",
            requiredProperties = {"kind"})
    public record ConnectorJson(
            @Schema(description = "The connector's kind, such as ldap.") @Nullable
            String kind,

            @Schema(description = "Plain settings by name.") @Nullable
            Map<String, String> settings,

            @Schema(
                    description =
                            "Secrets by name, each as a reference such as env:TENURE_SECRET_DIRECTORY; never the secret.")
            @Nullable
            Map<String, String> secretReferences) {

        /** A chain of certificates fits. */
        private static final int LONGEST_SETTING = 32 * 1024;

        private static final int LONGEST_REFERENCE = 500;

        static ConnectorJson of(ConnectorSettings connector) {
            return new ConnectorJson(
                    connector.kind(), new TreeMap<>(connector.settings()), new TreeMap<>(connector.secretReferences()));
        }

        ConnectorSettings read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            return new ConnectorSettings(
                    reading.text(at + "/kind", kind),
                    reading.bounded(at + "/settings", settings, LONGEST_SETTING),
                    reading.bounded(at + "/secretReferences", secretReferences, LONGEST_REFERENCE));
        }
    }

    /** How an account is known to belong to an identity. */
    @RegisterForReflection
    @Schema(
            name = "Correlation",
            description =
                    "How an account is known to belong to an identity: rules in their order, of which the first that finds"
                            + " anybody decides. One certain rule can be written as its two attributes alone.")
    public record CorrelationJson(
            @Schema(description = "Of the one rule, by the target's name, such as employeeNumber. Not beside rules.")
            @Nullable
            String accountAttribute,

            @Schema(
                    description = "Of the one rule. Not beside rules.",
                    enumeration = {"worker-id", "email", "email-name", "full-name"})
            @Nullable
            String identityAttribute,

            @Schema(minItems = 1, maxItems = Correlation.MOST_RULES) @Nullable
            List<RuleJson> rules) {

        static CorrelationJson of(Correlation correlation) {
            return new CorrelationJson(
                    null, null, correlation.rules().stream().map(RuleJson::of).toList());
        }

        Correlation read(String at, Flaws flaws) {
            if (rules == null) {
                Correlation.Rule only = new RuleJson(accountAttribute, identityAttribute, "certain").read(at, flaws);
                return flaws.make(at, RuleJson.STAND_IN, () -> new Correlation(List.of(only)));
            }
            if (accountAttribute != null || identityAttribute != null) {
                flaws.at(at + "/rules", "stands beside a single rule: write all of them here");
            }
            if (rules.size() > Correlation.MOST_RULES) {
                flaws.at(at + "/rules", "has more than " + Correlation.MOST_RULES + " rules: shorten it");
                return RuleJson.STAND_IN;
            }
            List<Correlation.Rule> read = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                RuleJson rule = rules.get(i);
                String place = at + "/rules/" + i;
                if (rule == null) {
                    flaws.at(place, "is missing: give a rule");
                } else {
                    read.add(rule.read(place, flaws));
                }
            }
            // Rules that compare say nothing of use while one is a stand-in.
            return flaws.none() ? flaws.make(at, RuleJson.STAND_IN, () -> new Correlation(read)) : RuleJson.STAND_IN;
        }
    }

    /** One rule of correlation. */
    @RegisterForReflection
    @Schema(
            name = "CorrelationRule",
            description = "An attribute of the account equals one of the identity.",
            requiredProperties = {"accountAttribute", "identityAttribute", "confidence"})
    public record RuleJson(
            @Schema(
                    description = "By the target's name, such as employeeNumber; without regard to case.",
                    minLength = 1,
                    maxLength = 200)
            @Nullable
            String accountAttribute,

            @Schema(
                    description =
                            "What it is compared with; all but the worker id without regard to case. email-name is the address"
                                    + " up to the @, full-name given name, a space and family name.",
                    enumeration = {"worker-id", "email", "email-name", "full-name"})
            @Nullable
            String identityAttribute,

            @Schema(
                    description =
                            "Where one identity fits, a certain rule links the account and a probable one suggests who"
                                    + " it is. full-name is never certain, and one rule has to be.",
                    enumeration = {"certain", "probable"})
            @Nullable
            String confidence) {

        private static final Correlation STAND_IN = new Correlation("-", Correlation.IdentityAttribute.WORKER_ID);

        static RuleJson of(Correlation.Rule rule) {
            return new RuleJson(
                    rule.accountAttribute(), Wire.name(rule.identityAttribute()), Wire.name(rule.confidence()));
        }

        Correlation.Rule read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            Correlation.IdentityAttribute compared = reading.oneOf(
                    at + "/identityAttribute", identityAttribute, Correlation.IdentityAttribute.WORKER_ID);
            Correlation.Confidence sure =
                    reading.oneOf(at + "/confidence", confidence, Correlation.Confidence.PROBABLE);
            String attribute = reading.text(at + "/accountAttribute", accountAttribute);
            Correlation.Rule standIn = STAND_IN.rules().getFirst();
            return attribute.isEmpty()
                    ? standIn
                    : flaws.make(at, standIn, () -> new Correlation.Rule(attribute, compared, sure));
        }
    }

    /** How hard a system may be worked. */
    @RegisterForReflection
    @Schema(
            name = "Limits",
            description = "How hard a system may be worked, over all replicas together.",
            requiredProperties = {"concurrency", "perMinute", "callTimeout"})
    public record LimitsJson(
            @Schema(minimum = "1", maximum = "64", description = "Operations at once.") @Nullable
            Integer concurrency,

            @Schema(minimum = "1", maximum = "1000000", description = "Operations begun in a minute.") @Nullable
            Integer perMinute,

            @Schema(format = "duration", description = "How long one call may take, at most 10 minutes.") @Nullable
            String callTimeout) {

        static LimitsJson of(LaneLimits limits) {
            return new LimitsJson(
                    limits.concurrency(),
                    limits.perMinute(),
                    limits.callTimeout().toString());
        }

        LaneLimits read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            int atOnce = reading.required(at + "/concurrency", concurrency, LaneLimits.USUAL.concurrency());
            int begun = reading.required(at + "/perMinute", perMinute, LaneLimits.USUAL.perMinute());
            Duration call = reading.duration(at + "/callTimeout", callTimeout, LaneLimits.USUAL.callTimeout());
            return flaws.make(at, LaneLimits.USUAL, () -> new LaneLimits(atOnce, begun, call));
        }
    }

    /** Which entitlements are of a class. */
    @RegisterForReflection
    @Schema(
            name = "ClassRule",
            description = "Which entitlements are of a class, and so make their holder privileged.",
            requiredProperties = {"of", "pattern", "class"})
    public record ClassRuleJson(
            @Schema(
                    description = "What of the entitlement is compared.",
                    enumeration = {"name", "native-id"})
            @Nullable
            String of,

            @Schema(
                    description =
                            "Compared with the whole of it without regard to case; * stands for any characters, or none.",
                    minLength = 1,
                    maxLength = LONGEST_PATTERN)
            @Nullable
            String pattern,

            @Schema(
                    name = "class",
                    enumeration = {
                        "administration",
                        "security-settings",
                        "money-movement",
                        "bulk-export",
                        "deployment",
                        "secrets"
                    })
            @JsonProperty("class")
            @Nullable
            String as) {

        /** In characters: native ids such as DNs are long. */
        static final int LONGEST_PATTERN = 2_000;

        static ClassRuleJson of(ClassRule rule) {
            return new ClassRuleJson(Wire.name(rule.of()), rule.pattern(), Wire.name(rule.as()));
        }

        ClassRule read(String at, Flaws flaws) {
            Reading reading = new Reading(flaws);
            ClassRule.Of compared = reading.oneOf(at + "/of", of, ClassRule.Of.NAME);
            EntitlementClass classed = reading.oneOf(at + "/class", as, EntitlementClass.ADMINISTRATION);
            String matched = reading.text(at + "/pattern", pattern);
            if (matched.length() > LONGEST_PATTERN) {
                flaws.at(at + "/pattern", "is longer than " + LONGEST_PATTERN + " characters: shorten it");
            }
            return new ClassRule(compared, matched.isBlank() ? "*" : matched, classed);
        }
    }

    private static final int MOST_RULES = 200;

    private List<ClassRule> rules(Flaws flaws) {
        if (classRules == null) {
            return List.of();
        }
        if (classRules.size() > MOST_RULES) {
            flaws.at("/classRules", "has more than " + MOST_RULES + " entries: shorten it");
            return List.of();
        }
        List<ClassRule> read = new ArrayList<>();
        for (ClassRuleJson rule : classRules) {
            String at = "/classRules/" + read.size();
            if (rule == null) {
                flaws.at(at, "is missing: give a rule");
            }
            read.add((rule == null ? new ClassRuleJson("name", "*", "administration") : rule).read(at, flaws));
        }
        return read;
    }

    private static final int MOST_PATTERNS = 200;
    private static final int LONGEST_NAME_PATTERN = 500;

    private List<NamePattern> patterns(Flaws flaws) {
        if (nonHuman == null) {
            return List.of();
        }
        if (nonHuman.size() > MOST_PATTERNS) {
            flaws.at("/nonHuman", "has more than " + MOST_PATTERNS + " entries: shorten it");
            return List.of();
        }
        Reading reading = new Reading(flaws);
        List<NamePattern> read = new ArrayList<>();
        for (String pattern : nonHuman) {
            String at = "/nonHuman/" + read.size();
            String text = reading.text(at, pattern);
            if (text.length() > LONGEST_NAME_PATTERN) {
                flaws.at(at, "is longer than " + LONGEST_NAME_PATTERN + " characters: shorten it");
            }
            int equals = text.indexOf('=');
            if (equals == 0 || (equals > 0 && text.substring(equals + 1).isBlank())) {
                flaws.at(
                        at,
                        "has nothing before or after =: write an attribute and its value, such as tag:type=service");
            }
            read.add(new NamePattern(text.isBlank() ? "*" : text));
        }
        return read;
    }

    /** Checks everything and says all that is wrong at once. */
    SystemDescription read(Flaws flaws) {
        Reading reading = new Reading(flaws);
        String called = reading.text("/name", name);
        if (called.length() > 200) {
            flaws.at("/name", "is longer than 200 characters: shorten it");
        }
        String ownedBy = reading.text("/owner", owner);
        List<ClassRule> privileged = rules(flaws);
        List<NamePattern> named = patterns(flaws);
        Classification classified = reading.required(
                        "/classification", classification, new ClassificationJson(null, null, null, null, null))
                .read("/classification", classification == null ? new Flaws() : flaws);
        ConnectorSettings reached = reading.required("/connector", connector, new ConnectorJson(null, null, null))
                .read("/connector", connector == null ? new Flaws() : flaws);
        Correlation matched = reading.required("/correlation", correlation, new CorrelationJson(null, null, null))
                .read("/correlation", correlation == null ? new Flaws() : flaws);
        SystemSla soon = sla == null ? SystemSla.USUAL : sla.read("/sla", flaws);
        OutOfBandGrants granted = outOfBandGrants == null
                ? OutOfBandGrants.ALERT
                : new Reading(flaws).oneOf("/outOfBandGrants", outOfBandGrants, OutOfBandGrants.ALERT);
        LaneLimits hard = limits == null ? LaneLimits.USUAL : limits.read("/limits", flaws);
        Optional<Mastery> mastered = mastery == null ? Optional.empty() : mastery.read("/mastery", flaws);
        Optional<SignInPolicy> asked =
                Optional.ofNullable(signInPolicy).map(policy -> policy.read("/signInPolicy", flaws));
        if (privilegedReviewDays != null
                && (privilegedReviewDays < 1 || privilegedReviewDays > TargetSystem.LONGEST_REVIEW_DAYS)) {
            flaws.at(
                    "/privilegedReviewDays",
                    "is not between 1 and " + TargetSystem.LONGEST_REVIEW_DAYS + ": write one");
        }
        flaws.refuse();
        return new SystemDescription(
                called,
                ownedBy,
                classified,
                soon,
                identityProvider != null && identityProvider,
                reached,
                matched,
                privileged,
                named,
                granted,
                hard,
                mastered,
                asked,
                Optional.ofNullable(privilegedReviewDays));
    }
}
