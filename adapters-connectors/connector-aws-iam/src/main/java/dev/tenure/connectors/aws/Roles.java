package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** Roles of the account, and what a user holds through those whose trust names them. */
final class Roles {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,600}");
    private static final String KEPT = "the role's trust names the user: change the trust in AWS";

    private final Calls calls;
    private final int pageSize;

    Roles(Calls calls, AwsSettings settings) {
        this.calls = calls;
        this.pageSize = settings.pageSize();
    }

    /** All but those of AWS's own services. No list tells the roles of one user, so all are read. */
    List<IamRole> all() throws Trouble {
        List<IamRole> roles = new ArrayList<>();
        for (RoleDetail detail : calls.all(Action.GET_ACCOUNT_AUTHORIZATION_DETAILS, (client, marker) -> {
            var details = client.getAccountAuthorizationDetails(
                    asked -> asked.filter(EntityType.ROLE).marker(marker).maxItems(pageSize));
            return Calls.Page.of(details.roleDetailList(), details.isTruncated(), details.marker());
        })) {
            IamRole.of(detail).ifPresent(roles::add);
        }
        return roles;
    }

    private static List<IamRole> naming(List<IamRole> roles, AwsUser user) {
        return roles.stream().filter(role -> role.trust().letsIn(user.arn())).toList();
    }

    /** The same state with the roles whose trust names the user, and with what comes through them. */
    static AccountState with(AccountState state, AwsUser user, List<IamRole> roles) {
        List<AccountState.Membership> memberships = new ArrayList<>(state.memberships());
        List<AccountState.Retained> retained = new ArrayList<>(state.retained());
        for (IamRole role : naming(roles, user)) {
            memberships.add(new AccountState.Membership(role.ref(), role.name(), new MembershipCause.Dynamic()));
            retained.add(new AccountState.Retained(role.ref(), role.name(), KEPT));
            through(role, roles, memberships);
        }
        return new AccountState(state.exists(), state.account(), memberships, retained);
    }

    /** What the role has, and the roles that can be assumed from it, over any number of steps. */
    private static void through(IamRole role, List<IamRole> roles, List<AccountState.Membership> memberships) {
        MembershipCause cause = new MembershipCause.Nested(role.ref());
        Map<String, IamRole> seen = new LinkedHashMap<>(Map.of(role.arn(), role));
        Deque<IamRole> open = new ArrayDeque<>(List.of(role));
        while (!open.isEmpty()) {
            IamRole inner = open.remove();
            inner.policies()
                    .forEach(
                            policy -> memberships.add(new AccountState.Membership(policy.ref(), policy.name(), cause)));
            for (IamRole outer : roles) {
                if (outer.trust().letsIn(inner.arn()) && seen.putIfAbsent(outer.arn(), outer) == null) {
                    memberships.add(new AccountState.Membership(outer.ref(), outer.name(), cause));
                    open.add(outer);
                }
            }
        }
    }

    /** Why a role is not given to a user, nor taken from them; empty where it is no role, or not theirs to be taken. */
    Optional<ChangeOutcome> refusesGiving(EntitlementRef entitlement) {
        return isRole(entitlement)
                ? Optional.of(new ChangeOutcome.Refused(
                        "who may assume a role is said by its trust, which is not changed from here: change it in AWS"))
                : Optional.empty();
    }

    /** Why a role is not taken from a user; empty where it is no role, or its trust does not name them. */
    Optional<ChangeOutcome> refusesTaking(AwsUser user, EntitlementRef entitlement) throws Trouble {
        return isRole(entitlement)
                        && naming(all(), user).stream()
                                .anyMatch(role -> role.ref().equals(entitlement))
                ? Optional.of(new ChangeOutcome.Refused(KEPT))
                : Optional.empty();
    }

    private static boolean isRole(EntitlementRef entitlement) {
        return ARN.matcher(entitlement.nativeId()).matches();
    }

    /** An outcome of taking all away, with the roles that are left. */
    ChangeOutcome left(AwsUser user, ChangeOutcome taken) {
        List<Fact> facts = new ArrayList<>();
        try {
            naming(all(), user).forEach(role -> facts.add(Fact.plain(Evidence.RETAINED, role.name())));
        } catch (Trouble e) {
            return switch (taken) {
                case ChangeOutcome.Unchanged unchanged -> e.outcome();
                case ChangeOutcome.Applied applied ->
                    new ChangeOutcome.InDoubt(
                            "roles could not be read after memberships were changed: " + e.reason(),
                            applied.evidence());
                case ChangeOutcome.Refused refused -> refused;
                case ChangeOutcome.Unreachable unreachable -> unreachable;
                case ChangeOutcome.InDoubt inDoubt -> inDoubt;
            };
        }
        return switch (taken) {
            case ChangeOutcome.Unchanged(Evidence evidence) -> new ChangeOutcome.Unchanged(with(evidence, facts));
            case ChangeOutcome.Applied(Evidence evidence) -> new ChangeOutcome.Applied(with(evidence, facts));
            case ChangeOutcome.Refused(String reason, Evidence evidence) ->
                new ChangeOutcome.Refused(reason, with(evidence, facts));
            case ChangeOutcome.Unreachable unreachable -> unreachable;
            case ChangeOutcome.InDoubt(String reason, Evidence evidence) ->
                new ChangeOutcome.InDoubt(reason, with(evidence, facts));
        };
    }

    static Evidence with(Evidence evidence, List<Fact> more) {
        List<Fact> facts = new ArrayList<>(evidence.facts());
        facts.addAll(more);
        return new Evidence(facts);
    }
}
