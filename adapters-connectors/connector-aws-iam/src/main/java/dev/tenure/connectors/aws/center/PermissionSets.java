package dev.tenure.connectors.aws.center;

import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignment;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentForPrincipal;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.ProvisioningStatus;

/** Permission sets: their names, the accounts they are in, and who has them there. */
final class PermissionSets {

    private final CenterCalls calls;
    /** A permission set is never renamed, and there are some thousands at most. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    PermissionSets(CenterCalls calls) {
        this.calls = calls;
    }

    /** The ARNs of all. */
    List<String> all() throws Trouble {
        String instance = calls.instance().arn();
        return calls.allInInstance(CenterAction.LIST_PERMISSION_SETS, (client, marker) -> {
            var page = client.listPermissionSets(
                    asked -> asked.instanceArn(instance).nextToken(marker).maxResults(calls.pageSize()));
            return CenterCalls.page(page.permissionSets(), page.nextToken());
        });
    }

    /** A permission set's name, if there is such a one. */
    Optional<String> name(String set) throws Trouble {
        String known = names.get(set);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> name = named(set);
        name.ifPresent(told -> names.put(set, told));
        return name;
    }

    private Optional<String> named(String set) throws Trouble {
        String instance = calls.instance().arn();
        return calls.inInstance(
                        CenterAction.DESCRIBE_PERMISSION_SET,
                        client -> client.describePermissionSet(
                                asked -> asked.instanceArn(instance).permissionSetArn(set)))
                .flatMap(answer -> Optional.ofNullable(answer.permissionSet()))
                .flatMap(there -> Optional.ofNullable(there.name()));
    }

    /** Whether there is such a permission set now. */
    boolean isThere(String set) throws Trouble {
        return named(set).isPresent();
    }

    /** What people call a permission set in an account. */
    String name(Access.Assignment assignment) throws Trouble {
        return name(assignment.set()).orElse(assignment.set()) + " in " + assignment.account();
    }

    /** The accounts a permission set is in. */
    List<String> accounts(String set) throws Trouble {
        return accounts(set, Optional.empty());
    }

    /** Whether an account has a permission set as it was before its last change. */
    boolean isBehind(String set) throws Trouble {
        return !accounts(set, Optional.of(ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED))
                .isEmpty();
    }

    private List<String> accounts(String set, Optional<ProvisioningStatus> status) throws Trouble {
        String instance = calls.instance().arn();
        return calls.allIfThere(CenterAction.LIST_ACCOUNTS, (client, marker) -> {
            var page = client.listAccountsForProvisionedPermissionSet(asked -> {
                asked.instanceArn(instance)
                        .permissionSetArn(set)
                        .nextToken(marker)
                        .maxResults(calls.pageSize());
                status.ifPresent(asked::provisioningStatus);
            });
            return CenterCalls.page(page.accountIds(), page.nextToken());
        });
    }

    /** Who has a permission set in an account, users and groups. */
    List<AccountAssignment> holders(Access.Assignment of) throws Trouble {
        String instance = calls.instance().arn();
        return calls.allIfThere(CenterAction.LIST_ACCOUNT_ASSIGNMENTS, (client, marker) -> {
            var page = client.listAccountAssignments(asked -> asked.instanceArn(instance)
                    .permissionSetArn(of.set())
                    .accountId(of.account())
                    .nextToken(marker)
                    .maxResults(calls.pageSize()));
            return CenterCalls.page(page.accountAssignments(), page.nextToken());
        });
    }

    /** What was assigned to a user or a group itself. AWS lists with a user what came by group, too. */
    List<Access.Assignment> assignedTo(PrincipalType type, String principal) throws Trouble {
        String instance = calls.instance().arn();
        List<AccountAssignmentForPrincipal> listed =
                calls.allInInstance(CenterAction.LIST_ACCOUNT_ASSIGNMENTS_FOR_PRINCIPAL, (client, marker) -> {
                    var page = client.listAccountAssignmentsForPrincipal(asked -> asked.instanceArn(instance)
                            .principalType(type)
                            .principalId(principal)
                            .nextToken(marker)
                            .maxResults(calls.pageSize()));
                    return CenterCalls.page(page.accountAssignments(), page.nextToken());
                });
        List<Access.Assignment> own = new ArrayList<>();
        for (AccountAssignmentForPrincipal one : listed) {
            if (Calls.told(one.principalId()).equals(principal)) {
                own.add(new Access.Assignment(Calls.told(one.accountId()), Calls.told(one.permissionSetArn())));
            }
        }
        return own;
    }
}
