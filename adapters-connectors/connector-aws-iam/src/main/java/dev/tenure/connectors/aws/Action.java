package dev.tenure.connectors.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every action that the connector calls. The client refuses any other, so that the policy which is made of this list is
 * what the connector needs, no more and no less.
 */
enum Action implements NamedAction {
    GET_CALLER_IDENTITY("GetCallerIdentity", On.NOTHING),
    ASSUME_ROLE("AssumeRole", On.ROLE),
    LIST_ACCOUNTS("ListAccounts", On.ORGANIZATION),
    ADD_USER_TO_GROUP("AddUserToGroup", On.GROUP),
    ATTACH_USER_POLICY("AttachUserPolicy", On.USER),
    CREATE_ACCESS_KEY("CreateAccessKey", On.USER),
    DEACTIVATE_MFA_DEVICE("DeactivateMFADevice", On.USER),
    DELETE_ACCESS_KEY("DeleteAccessKey", On.USER),
    DELETE_LOGIN_PROFILE("DeleteLoginProfile", On.USER),
    DELETE_SSH_PUBLIC_KEY("DeleteSSHPublicKey", On.USER),
    DELETE_SERVICE_SPECIFIC_CREDENTIAL("DeleteServiceSpecificCredential", On.USER),
    DELETE_SIGNING_CERTIFICATE("DeleteSigningCertificate", On.USER),
    CREATE_USER("CreateUser", On.MAKING),
    DELETE_USER("DeleteUser", On.DELETING),
    DELETE_USER_PERMISSIONS_BOUNDARY("DeleteUserPermissionsBoundary", On.MAKING),
    DELETE_USER_POLICY("DeleteUserPolicy", On.USER),
    DELETE_VIRTUAL_MFA_DEVICE("DeleteVirtualMFADevice", On.DEVICE),
    DETACH_USER_POLICY("DetachUserPolicy", On.USER),
    GENERATE_CREDENTIAL_REPORT("GenerateCredentialReport", On.ANYTHING),
    GET_ACCESS_KEY_LAST_USED("GetAccessKeyLastUsed", On.ANYTHING),
    GET_ACCOUNT_AUTHORIZATION_DETAILS("GetAccountAuthorizationDetails", On.ANYTHING),
    GET_CREDENTIAL_REPORT("GetCredentialReport", On.ANYTHING),
    GET_GROUP("GetGroup", On.ANYTHING),
    GET_LOGIN_PROFILE("GetLoginProfile", On.ANYTHING),
    GET_POLICY("GetPolicy", On.ANYTHING),
    GET_POLICY_VERSION("GetPolicyVersion", On.ANYTHING),
    GET_ROLE_POLICY("GetRolePolicy", On.SESSIONS),
    GET_USER("GetUser", On.ANYTHING),
    GET_USER_POLICY("GetUserPolicy", On.ANYTHING),
    LIST_ACCESS_KEYS("ListAccessKeys", On.ANYTHING),
    LIST_ATTACHED_GROUP_POLICIES("ListAttachedGroupPolicies", On.ANYTHING),
    LIST_ATTACHED_USER_POLICIES("ListAttachedUserPolicies", On.ANYTHING),
    LIST_GROUP_POLICIES("ListGroupPolicies", On.ANYTHING),
    LIST_GROUPS_FOR_USER("ListGroupsForUser", On.ANYTHING),
    LIST_MFA_DEVICES("ListMFADevices", On.ANYTHING),
    LIST_SSH_PUBLIC_KEYS("ListSSHPublicKeys", On.ANYTHING),
    LIST_SERVICE_SPECIFIC_CREDENTIALS("ListServiceSpecificCredentials", On.ANYTHING),
    LIST_SIGNING_CERTIFICATES("ListSigningCertificates", On.ANYTHING),
    LIST_USER_POLICIES("ListUserPolicies", On.ANYTHING),
    LIST_USERS("ListUsers", On.ANYTHING),
    PUT_ROLE_POLICY("PutRolePolicy", On.SESSIONS),
    PUT_USER_PERMISSIONS_BOUNDARY("PutUserPermissionsBoundary", On.MAKING),
    PUT_USER_POLICY("PutUserPolicy", On.USER),
    REMOVE_USER_FROM_GROUP("RemoveUserFromGroup", On.GROUP),
    SIMULATE_PRINCIPAL_POLICY("SimulatePrincipalPolicy", On.ANYTHING),
    TAG_USER("TagUser", On.MAKING),
    UNTAG_USER("UntagUser", On.MAKING),
    UPDATE_USER("UpdateUser", On.MAKING),
    UPDATE_ACCESS_KEY("UpdateAccessKey", On.USER),
    LOOKUP_EVENTS("LookupEvents", On.TRAIL),
    LIST_OBJECTS("ListObjectsV2", "ListBucket", On.BUCKET),
    GET_OBJECT("GetObject", On.FILE);

    /** What an action is about, as a policy names it. */
    enum On {
        /** It is allowed to everybody. */
        NOTHING("", "sts", ""),
        /** It lists the accounts of an organization. */
        ORGANIZATION("TenureListsAccounts", "organizations", "*"),
        /** It takes on a role, of whose account there is a say too. */
        ROLE("TenureAssumesRoles", "sts", "arn:aws:iam::*:role/tenure"),
        /** It reads; AWS or the connector cannot tell before whom it will be about. */
        ANYTHING("TenureReads", "iam", "*"),
        USER("TenureChangesUsers", "iam", "arn:aws:iam::*:user/*"),
        GROUP("TenureChangesMembers", "iam", "arn:aws:iam::*:group/*"),
        DEVICE("TenureDeletesDevices", "iam", "arn:aws:iam::*:mfa/*"),
        /** It denies sessions of roles. */
        SESSIONS("TenureEndsSessionsOfRoles", "iam", "arn:aws:iam::*:role/*"),
        /** Users are made, renamed, tagged and bounded. */
        MAKING("TenureMakesUsers", "iam", "arn:aws:iam::*:user/*"),
        /** Users are deleted. */
        DELETING("TenureDeletesUsers", "iam", "arn:aws:iam::*:user/*"),
        TRAIL("TenureReadsTrail", "cloudtrail", "*"),
        BUCKET("TenureListsTrailFiles", "s3", "arn:aws:s3:::BUCKET"),
        FILE("TenureReadsTrailFiles", "s3", "arn:aws:s3:::BUCKET/AWSLogs/*");

        /** What the account that the connector signs in to has to allow beside, where there are several. */
        static final Set<On> SEVERAL = Set.of(ORGANIZATION, ROLE);

        /** What is needed only where it is read what users do. */
        static final Set<On> TRAILS = Set.of(TRAIL, BUCKET, FILE);

        /** What is needed only where users are made and deleted from here. */
        static final Set<On> USERS = Set.of(MAKING, DELETING);

        private final String statement;
        private final String service;
        private final String resource;

        On(String statement, String service, String resource) {
            this.statement = statement;
            this.service = service;
            this.resource = resource;
        }

        /** What a policy of one account names. */
        String resource() {
            return resource;
        }

        private boolean isOfEachAccount() {
            return this != NOTHING
                    && this != SESSIONS
                    && !SEVERAL.contains(this)
                    && !TRAILS.contains(this)
                    && !USERS.contains(this);
        }
    }

    /** What the connector can do without; all else that it may call is needed. */
    private static final Set<Action> GIVING = Set.of(ADD_USER_TO_GROUP, ATTACH_USER_POLICY, CREATE_ACCESS_KEY);

    private final String operation;
    private final String allowedAs;
    private final On on;

    Action(String operation, On on) {
        this(operation, operation, on);
    }

    /** @param allowedAs what a policy calls it, where that is something else */
    Action(String operation, String allowedAs, On on) {
        this.operation = operation;
        this.allowedAs = allowedAs;
        this.on = on;
    }

    /** What it is about. */
    On on() {
        return on;
    }

    @Override
    public String permission() {
        return on.service + ":" + allowedAs;
    }

    /** What is refused without it, where the connector can do without; empty where it is needed. */
    Optional<String> optionalFor() {
        return switch (on) {
            case MAKING -> Optional.of("making and changing users");
            case DELETING -> Optional.of("deleting users");
            case NOTHING, ORGANIZATION, ROLE, ANYTHING, USER, GROUP, DEVICE, SESSIONS, TRAIL, BUCKET, FILE ->
                GIVING.contains(this) ? Optional.of("giving") : Optional.empty();
        };
    }

    /** The actions that are about this. */
    static List<Action> on(On on) {
        return Arrays.stream(values()).filter(action -> action.on == on).toList();
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String document() {
        return "docs/connectors/aws-iam.md";
    }

    static Optional<Action> named(String operation) {
        return Arrays.stream(values())
                .filter(action -> action.operation.equals(operation))
                .findFirst();
    }

    /** The policy that allows what the connector calls in each account, as JSON. */
    static String policy() {
        return policy(On::isOfEachAccount);
    }

    /** The policy that allows the rest, where there are several accounts, as JSON. */
    static String policyOfSeveral() {
        return policy(On.SEVERAL::contains);
    }

    /** The policy that allows reading what users do, as JSON; of its statements, that for CloudTrail or those for files. */
    static String trailPolicy() {
        return policy(On.TRAILS::contains);
    }

    /** The policy that allows ending the sessions that users have in roles, as JSON. */
    static String rolePolicy() {
        return policy(on -> on == On.SESSIONS);
    }

    /** The policy that allows making, changing and deleting users, as JSON; of its statements, those that are wanted. */
    static String usersPolicy() {
        return policy(On.USERS::contains);
    }

    private static String policy(Predicate<On> which) {
        return Arrays.stream(On.values())
                .filter(which)
                .map(Action::statement)
                .collect(Collectors.joining(
                        ",\n    ", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    ", "\n  ]\n}"));
    }

    private static String statement(On on) {
        List<String> actions = on(on).stream()
                .map(action -> "        \"" + action.permission() + "\"")
                .sorted()
                .toList();
        return "{\n      \"Sid\": \"" + on.statement + "\",\n      \"Effect\": \"Allow\",\n      \"Action\": [\n"
                + String.join(",\n", actions) + "\n      ],\n      \"Resource\": \"" + on.resource + "\"\n    }";
    }
}
