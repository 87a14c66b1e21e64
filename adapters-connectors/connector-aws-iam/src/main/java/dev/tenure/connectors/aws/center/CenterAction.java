package dev.tenure.connectors.aws.center;

import dev.tenure.connectors.aws.NamedAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every action that the connector calls. The client refuses any other, so that the policy which is made of this list is
 * what the connector needs, no more and no less.
 */
enum CenterAction implements NamedAction {
    GET_CALLER_IDENTITY("sts", "GetCallerIdentity", On.NOTHING),
    ASSUME_ROLE("sts", "AssumeRole", On.NOTHING),
    DESCRIBE_GROUP("identitystore", "DescribeGroup", On.ANYTHING),
    DESCRIBE_USER("identitystore", "DescribeUser", On.ANYTHING),
    LIST_GROUP_MEMBERSHIPS("identitystore", "ListGroupMemberships", On.ANYTHING),
    LIST_GROUP_MEMBERSHIPS_FOR_MEMBER("identitystore", "ListGroupMembershipsForMember", On.ANYTHING),
    LIST_GROUPS("identitystore", "ListGroups", On.ANYTHING),
    LIST_USERS("identitystore", "ListUsers", On.ANYTHING),
    DESCRIBE_ACCOUNT_ASSIGNMENT_CREATION_STATUS("sso", "DescribeAccountAssignmentCreationStatus", On.ANYTHING),
    DESCRIBE_ACCOUNT_ASSIGNMENT_DELETION_STATUS("sso", "DescribeAccountAssignmentDeletionStatus", On.ANYTHING),
    DESCRIBE_PERMISSION_SET("sso", "DescribePermissionSet", On.ANYTHING),
    DESCRIBE_PERMISSION_SET_PROVISIONING_STATUS("sso", "DescribePermissionSetProvisioningStatus", On.ANYTHING),
    GET_INLINE_POLICY("sso", "GetInlinePolicyForPermissionSet", On.ANYTHING),
    LIST_ACCOUNT_ASSIGNMENTS("sso", "ListAccountAssignments", On.ANYTHING),
    LIST_ACCOUNT_ASSIGNMENTS_FOR_PRINCIPAL("sso", "ListAccountAssignmentsForPrincipal", On.ANYTHING),
    LIST_ACCOUNTS("sso", "ListAccountsForProvisionedPermissionSet", On.ANYTHING),
    LIST_INSTANCES("sso", "ListInstances", On.ANYTHING),
    LIST_PERMISSION_SETS("sso", "ListPermissionSets", On.ANYTHING),
    CREATE_GROUP_MEMBERSHIP("identitystore", "CreateGroupMembership", On.MEMBERS),
    DELETE_GROUP_MEMBERSHIP("identitystore", "DeleteGroupMembership", On.MEMBERS),
    CREATE_ACCOUNT_ASSIGNMENT("sso", "CreateAccountAssignment", On.ASSIGNMENTS),
    DELETE_ACCOUNT_ASSIGNMENT("sso", "DeleteAccountAssignment", On.ASSIGNMENTS),
    PROVISION_PERMISSION_SET("sso", "ProvisionPermissionSet", On.ASSIGNMENTS),
    DELETE_INLINE_POLICY("sso", "DeleteInlinePolicyFromPermissionSet", On.PERMISSION_SETS),
    PUT_INLINE_POLICY("sso", "PutInlinePolicyToPermissionSet", On.PERMISSION_SETS);

    /** What an action is about, as a policy names it. */
    private enum On {
        /** It is allowed to everybody, or to whom the connector signs in as. */
        NOTHING("", ""),
        /** It reads. */
        ANYTHING("TenureReads", "*"),
        MEMBERS("TenureChangesMembers", "*"),
        ASSIGNMENTS(
                "TenureChangesAssignments",
                "arn:aws:sso:::instance/* arn:aws:sso:::permissionSet/* arn:aws:sso:::account/*"),
        PERMISSION_SETS("TenureDeniesSessions", "arn:aws:sso:::instance/* arn:aws:sso:::permissionSet/*");

        private final String statement;
        private final String resources;

        /** @param resources with spaces between them */
        On(String statement, String resources) {
            this.statement = statement;
            this.resources = resources;
        }
    }

    private final String service;
    private final String operation;
    private final On on;

    CenterAction(String service, String operation, On on) {
        this.service = service;
        this.operation = operation;
        this.on = on;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String document() {
        return "docs/connectors/aws-identity-center.md";
    }

    @Override
    public String permission() {
        return service + ":" + operation;
    }

    static Optional<CenterAction> named(String operation) {
        return Arrays.stream(values())
                .filter(action -> action.operation.equals(operation))
                .findFirst();
    }

    /** The policy that allows what the connector calls, as JSON. */
    static String policy() {
        return Arrays.stream(On.values())
                .filter(on -> !on.statement.isEmpty())
                .map(CenterAction::statement)
                .collect(Collectors.joining(
                        ",\n    ", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    ", "\n  ]\n}"));
    }

    private static String statement(On on) {
        List<String> actions = Arrays.stream(values())
                .filter(action -> action.on == on)
                .map(CenterAction::permission)
                .sorted()
                .toList();
        return "{\n      \"Sid\": \"" + on.statement + "\",\n      \"Effect\": \"Allow\",\n      \"Action\": "
                + list(actions) + ",\n      \"Resource\": " + list(List.of(on.resources.split(" "))) + "\n    }";
    }

    private static String list(List<String> texts) {
        return texts.stream()
                .map(text -> "        \"" + text + "\"")
                .collect(Collectors.joining(",\n", "[\n", "\n      ]"));
    }
}
