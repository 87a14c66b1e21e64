package dev.tenure.connectors.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** What managed policies say in their default version, each asked for once. Made anew for every read. */
final class ManagedPolicies {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\x21-\\x7e]{1,640}");

    private final Calls calls;
    private final Map<String, Optional<String>> texts = new HashMap<>();

    ManagedPolicies(Calls calls) {
        this.calls = calls;
    }

    /** Whether this is the id of one. */
    static boolean isArn(String id) {
        return ARN.matcher(id).matches();
    }

    /** Takes what a listing told. */
    void told(String arn, String document) {
        texts.put(arn, Optional.of(document));
    }

    /** Empty where there is none, or where AWS does not show it. */
    Optional<String> text(String arn) throws Trouble {
        Optional<String> known = texts.get(arn);
        if (known == null) {
            known = isArn(arn) ? asked(arn) : Optional.empty();
            texts.put(arn, known);
        }
        return known;
    }

    private Optional<String> asked(String arn) throws Trouble {
        Optional<String> version = calls.findIfAllowed(
                        Action.GET_POLICY, client -> client.getPolicy(asked -> asked.policyArn(arn)))
                .flatMap(answer -> Optional.ofNullable(answer.policy()))
                .map(Policy::defaultVersionId);
        return version.isEmpty()
                ? Optional.empty()
                : calls.findIfAllowed(
                                Action.GET_POLICY_VERSION,
                                client -> client.getPolicyVersion(
                                        asked -> asked.policyArn(arn).versionId(version.get())))
                        .flatMap(answer -> Optional.ofNullable(answer.policyVersion()))
                        .map(PolicyVersion::document)
                        .map(Denial::decoded);
    }

    /** What an inline policy stands for, where its text is exactly what is made of that policy now. */
    Optional<TimedPolicy> standsFor(String name, String document) throws Trouble {
        Optional<TimedPolicy> claimed = TimedPolicy.claimed(name, document);
        return claimed.isEmpty()
                ? Optional.empty()
                : text(claimed.get().arn())
                        .flatMap(text -> TimedPolicy.of(
                                claimed.get().arn(), text, claimed.get().until()))
                        .filter(made -> made.text().equals(document));
    }
}
