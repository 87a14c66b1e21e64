package dev.tenure.connectors.aws;

import dev.tenure.connectors.aws.Action.On;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** Asks AWS which of the actions that the connector may call it allows. */
final class Permissions {

    private static final Pattern SESSION = Pattern.compile("(arn:aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)/.*");
    private static final String REMEDY = ": give it the policy in docs/connectors/aws-iam.md";

    private final AwsSettings settings;

    Permissions(AwsSettings settings) {
        this.settings = settings;
    }

    /** What is missing, a sentence each, in the account that is signed in to. */
    List<String> missing(Calls calls, String caller) throws Trouble {
        Optional<String> role = settings.role().map(AwsSettings.Role::arn);
        return missing(calls, role.orElseGet(() -> source(caller)), true);
    }

    /** The same in an account where a role is assumed. */
    List<String> missingIn(Calls calls, String number) throws Trouble {
        return missing(calls, settings.roleIn(number).arn(), false);
    }

    /** Sessions have no policies: their role does. Of its path a session tells nothing. */
    private static String source(String caller) {
        Matcher session = SESSION.matcher(caller);
        return session.matches()
                ? session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : caller;
    }

    private List<String> missing(Calls calls, String source, boolean own) throws Trouble {
        Set<Action> missing = new HashSet<>();
        try {
            for (On on : On.values()) {
                List<Action> asked = asked(on, own);
                if (!asked.isEmpty()) {
                    missing.addAll(asked);
                    missing.removeAll(allowed(calls, source, on, asked));
                }
            }
        } catch (Trouble e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return List.of("which actions AWS allows the connector could not be asked: " + e.reason());
        }
        return told(missing);
    }

    private List<Action> asked(On on, boolean own) {
        boolean several = own && settings.others().isPresent();
        boolean organization = several
                && settings.others().flatMap(AwsSettings.Others::numbers).isEmpty();
        boolean matters =
                switch (on) {
                    case NOTHING -> false;
                    case ORGANIZATION -> organization;
                    case ROLE -> several;
                    case SESSIONS -> settings.roleSessions();
                    case ANYTHING, USER, GROUP, DEVICE, MAKING, DELETING -> true;
                    case TRAIL -> settings.trail().isPresent() && files().isEmpty();
                    case BUCKET, FILE -> files().isPresent();
                };
        return matters ? Action.on(on).stream().filter(this::isWanted).toList() : List.of();
    }

    private Optional<TrailSettings.Files> files() {
        return settings.trail().flatMap(TrailSettings::files);
    }

    private boolean isWanted(Action action) {
        boolean report = action == Action.GENERATE_CREDENTIAL_REPORT || action == Action.GET_CREDENTIAL_REPORT;
        return !report || settings.reportWait().isPresent();
    }

    private Set<Action> allowed(Calls calls, String source, On on, List<Action> asked) throws Trouble {
        List<String> permissions = asked.stream().map(Action::permission).toList();
        List<EvaluationResult> results = calls.all(Action.SIMULATE_PRINCIPAL_POLICY, (client, marker) -> {
            var page = client.simulatePrincipalPolicy(simulated -> simulated
                    .policySourceArn(source)
                    .actionNames(permissions)
                    .resourceArns(settings.resource(on))
                    .marker(marker)
                    .maxItems(settings.pageSize()));
            return Calls.Page.of(page.evaluationResults(), page.isTruncated(), page.marker());
        });
        if (results.isEmpty()) {
            throw Trouble.refused(
                    "AWS finds no policies of the connector's role, which may have a path: name it in role");
        }
        Set<String> allowed = results.stream()
                .filter(result -> result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED)
                .map(EvaluationResult::evalActionName)
                .collect(Collectors.toSet());
        return asked.stream()
                .filter(action -> allowed.contains(action.permission()))
                .collect(Collectors.toSet());
    }

    private static List<String> told(Set<Action> missing) {
        List<String> told = new ArrayList<>();
        String needed = named(missing, Optional.empty());
        if (!needed.isEmpty()) {
            told.add("AWS does not allow the connector " + needed + REMEDY);
        }
        Set<String> refused = missing.stream()
                .flatMap(action -> action.optionalFor().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String what : refused) {
            told.add("AWS does not allow the connector " + named(missing, Optional.of(what)) + ", so that " + what
                    + " is refused: leave it so where that is not wanted");
        }
        return told;
    }

    private static String named(Set<Action> missing, Optional<String> refused) {
        return missing.stream()
                .filter(action -> action.optionalFor().equals(refused))
                .map(Action::permission)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
