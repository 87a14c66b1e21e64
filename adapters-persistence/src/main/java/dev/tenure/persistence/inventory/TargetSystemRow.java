package dev.tenure.persistence.inventory;

import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.persistence.statement.JsonTexts;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code target_system}. */
@Entity
@Table(name = "target_system")
class TargetSystemRow {

    private static final String AS_JSON = "CAST(? AS jsonb)";

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "name")
    String name;

    @Column(name = "owner")
    String owner;

    @Column(name = "sensitivity")
    String sensitivity;

    @Column(name = "criticality")
    String criticality;

    @Column(name = "frameworks")
    String[] frameworks;

    @Column(name = "provisioning")
    String provisioning;

    @Column(name = "review_cadence_days")
    int reviewCadenceDays;

    @Column(name = "sla_standard_ms")
    long slaStandardMs;

    @Column(name = "sla_privileged_ms")
    long slaPrivilegedMs;

    @Column(name = "sla_clean_ms")
    long slaCleanMs;

    @Column(name = "identity_provider")
    boolean identityProvider;

    @Column(name = "connector_kind")
    String connectorKind;

    @Column(name = "connector_settings")
    @ColumnTransformer(write = AS_JSON)
    String connectorSettings;

    @Column(name = "connector_secrets")
    @ColumnTransformer(write = AS_JSON)
    String connectorSecrets;

    @Column(name = "correlation_attribute")
    String correlationAttribute;

    @Column(name = "correlation_with")
    String correlationWith;

    @Column(name = "rule_attributes")
    String @Nullable [] ruleAttributes;

    @Column(name = "rule_identities")
    String @Nullable [] ruleIdentities;

    @Column(name = "rule_confidences")
    String @Nullable [] ruleConfidences;

    @Column(name = "privileged_entitlements")
    String[] privilegedEntitlements;

    @Column(name = "class_rules")
    @ColumnTransformer(write = AS_JSON)
    String classRules;

    @Column(name = "non_human")
    String[] nonHuman;

    @Column(name = "out_of_band_grants")
    String outOfBandGrants;

    @Column(name = "concurrency")
    int concurrency;

    @Column(name = "per_minute")
    int perMinute;

    @Column(name = "call_timeout_ms")
    long callTimeoutMs;

    @Column(name = "mode")
    String mode;

    @Column(name = "registered_at", updatable = false)
    Instant registeredAt;

    @Column(name = "redirected_at")
    Instant redirectedAt;

    @Column(name = "baseline_at")
    @Nullable
    Instant baselineAt;

    @Column(name = "mastered_by")
    @Nullable
    UUID masteredBy;

    @Column(name = "synchronised_every_ms")
    @Nullable
    Long synchronisedEveryMs;

    @Column(name = "second_factor_required")
    @Nullable
    Boolean secondFactorRequired;

    @Column(name = "key_max_age_days")
    @Nullable
    Integer keyMaxAgeDays;

    @Column(name = "password_max_age_days")
    @Nullable
    Integer passwordMaxAgeDays;

    @Column(name = "machine_password_max_age_days")
    @Nullable
    Integer machinePasswordMaxAgeDays;

    @Column(name = "weak_factors")
    String @Nullable [] weakFactors;

    @Column(name = "through_provider")
    String @Nullable [] throughProvider;

    @Column(name = "privileged_review_days")
    @Nullable
    Integer privilegedReviewDays;

    @Version
    @Column(name = "version")
    long version;

    static TargetSystemRow of(TargetSystem system) {
        TargetSystemRow row = new TargetSystemRow();
        row.id = system.id().value();
        row.name = system.name();
        row.owner = system.owner();
        row.sensitivity = system.classification().sensitivity().name();
        row.criticality = system.classification().criticality().name();
        row.frameworks = system.classification().frameworks().toArray(String[]::new);
        row.outOfBandGrants = system.outOfBandGrants().name();
        row.provisioning = system.classification().provisioning().name();
        row.reviewCadenceDays = system.classification().reviewCadenceDays();
        row.slaStandardMs = system.sla().standard().toMillis();
        row.slaPrivilegedMs = system.sla().privileged().toMillis();
        row.slaCleanMs = system.sla().clean().toMillis();
        row.identityProvider = system.identityProvider();
        row.connectorKind = system.connector().kind();
        row.connectorSettings = JsonTexts.write(system.connector().settings());
        row.connectorSecrets = JsonTexts.write(system.connector().secretReferences());
        List<Correlation.Rule> rules = system.correlation().rules();
        row.correlationAttribute = rules.getFirst().accountAttribute();
        row.correlationWith = rules.getFirst().identityAttribute().name();
        row.ruleAttributes =
                rules.stream().map(Correlation.Rule::accountAttribute).toArray(String[]::new);
        row.ruleIdentities =
                rules.stream().map(rule -> rule.identityAttribute().name()).toArray(String[]::new);
        row.ruleConfidences =
                rules.stream().map(rule -> rule.confidence().name()).toArray(String[]::new);
        row.privilegedEntitlements = StoredClassRules.plainNames(system.classRules());
        row.classRules = StoredClassRules.write(system.classRules());
        row.nonHuman = system.nonHuman().stream().map(NamePattern::text).toArray(String[]::new);
        row.concurrency = system.limits().concurrency();
        row.perMinute = system.limits().perMinute();
        row.callTimeoutMs = system.limits().callTimeout().toMillis();
        row.mode = system.mode().label();
        row.registeredAt = system.registeredAt();
        row.redirectedAt = system.redirectedAt();
        row.baselineAt = system.baselineAt().orElse(null);
        row.masteredBy = system.mastery().map(m -> m.master().value()).orElse(null);
        row.synchronisedEveryMs =
                system.mastery().map(m -> m.synchronisedEvery().toMillis()).orElse(null);
        system.signInPolicy().ifPresent(policy -> {
            row.secondFactorRequired = policy.secondFactorRequired();
            row.keyMaxAgeDays = policy.keyMaxAgeDays().orElse(null);
            row.passwordMaxAgeDays = policy.passwordMaxAgeDays().orElse(null);
            row.machinePasswordMaxAgeDays = policy.machinePasswordMaxAgeDays().orElse(null);
            row.weakFactors = policy.weakFactors().toArray(String[]::new);
            row.throughProvider = policy.throughProvider()
                    .map(ways -> ways.toArray(String[]::new))
                    .orElse(null);
        });
        row.privilegedReviewDays = system.privilegedReviewDays().orElse(null);
        row.version = system.version() == 0 ? VersionedRows.FIRST : system.version();
        return row;
    }

    TargetSystem system() {
        return new TargetSystem(
                new SystemId(id),
                name,
                owner,
                new Classification(
                        Classification.Sensitivity.valueOf(sensitivity),
                        Classification.Criticality.valueOf(criticality),
                        List.of(frameworks),
                        Classification.Provisioning.valueOf(provisioning),
                        reviewCadenceDays),
                new SystemSla(
                        Duration.ofMillis(slaStandardMs),
                        Duration.ofMillis(slaPrivilegedMs),
                        Duration.ofMillis(slaCleanMs)),
                identityProvider,
                new ConnectorSettings(
                        connectorKind, JsonTexts.read(connectorSettings), JsonTexts.read(connectorSecrets)),
                correlation(),
                StoredClassRules.read(classRules),
                Stream.of(nonHuman).map(NamePattern::new).toList(),
                OutOfBandGrants.valueOf(outOfBandGrants),
                new LaneLimits(concurrency, perMinute, Duration.ofMillis(callTimeoutMs)),
                SystemMode.of(mode),
                registeredAt,
                redirectedAt,
                Optional.ofNullable(baselineAt),
                mastery(),
                signInPolicy(),
                Optional.ofNullable(privilegedReviewDays),
                version);
    }

    private Correlation correlation() {
        String[] attributes = ruleAttributes;
        String[] identities = ruleIdentities;
        String[] confidences = ruleConfidences;
        if (attributes == null || identities == null || confidences == null) {
            return new Correlation(correlationAttribute, Correlation.IdentityAttribute.valueOf(correlationWith));
        }
        return new Correlation(IntStream.range(0, attributes.length)
                .mapToObj(i -> new Correlation.Rule(
                        attributes[i],
                        Correlation.IdentityAttribute.valueOf(identities[i]),
                        Correlation.Confidence.valueOf(confidences[i])))
                .toList());
    }

    private Optional<SignInPolicy> signInPolicy() {
        Boolean required = secondFactorRequired;
        String[] weak = weakFactors;
        return required == null || weak == null
                ? Optional.empty()
                : Optional.of(new SignInPolicy(
                        Optional.ofNullable(keyMaxAgeDays),
                        Optional.ofNullable(passwordMaxAgeDays),
                        Optional.ofNullable(machinePasswordMaxAgeDays),
                        required,
                        List.of(weak),
                        Optional.ofNullable(throughProvider).map(List::of)));
    }

    private Optional<Mastery> mastery() {
        return masteredBy == null || synchronisedEveryMs == null
                ? Optional.empty()
                : Optional.of(new Mastery(new SystemId(masteredBy), Duration.ofMillis(synchronisedEveryMs)));
    }
}
