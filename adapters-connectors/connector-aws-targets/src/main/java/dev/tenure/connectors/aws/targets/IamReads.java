package dev.tenure.connectors.aws.targets;

import dev.tenure.connectors.aws.targets.Pages.Item;
import dev.tenure.connectors.aws.targets.World.Group;
import dev.tenure.connectors.aws.targets.World.Held;
import dev.tenure.connectors.aws.targets.World.Kind;
import dev.tenure.connectors.aws.targets.World.Policy;
import dev.tenure.connectors.aws.targets.World.Principal;
import dev.tenure.connectors.aws.targets.World.Role;
import dev.tenure.connectors.aws.targets.World.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What IAM answers to actions that read. */
final class IamReads {

    /** Answers one action. */
    @FunctionalInterface
    interface Read {
        Consumer<Xml> of(World world, Call call, Pages pages) throws Problem;
    }

    static final Map<String, Read> ALL = Map.ofEntries(
            Map.entry("GetUser", IamReads::user),
            Map.entry("ListUsers", IamReads::users),
            Map.entry("GetLoginProfile", IamReads::loginProfile),
            Map.entry("GetAccountAuthorizationDetails", IamReads::details),
            Map.entry("ListAccessKeys", (world, call, pages) -> held(world, call, pages, Kind.ACCESS_KEY)),
            Map.entry("ListSigningCertificates", (world, call, pages) -> held(world, call, pages, Kind.CERTIFICATE)),
            Map.entry("ListSSHPublicKeys", (world, call, pages) -> held(world, call, pages, Kind.SSH_KEY)),
            Map.entry(
                    "ListServiceSpecificCredentials",
                    (world, call, pages) -> held(world, call, pages, Kind.SERVICE_CREDENTIAL)),
            Map.entry("ListMFADevices", (world, call, pages) -> held(world, call, pages, Kind.MFA)),
            Map.entry("GetAccessKeyLastUsed", IamReads::keyLastUsed),
            Map.entry("ListGroupsForUser", IamReads::groupsOfUser),
            Map.entry("GetGroup", IamReads::group),
            Map.entry("GetPolicy", IamReads::policy),
            Map.entry("GetPolicyVersion", IamReads::policyVersion),
            Map.entry(
                    "ListAttachedUserPolicies",
                    (world, call, pages) -> attached(world, call, pages, world.user(call.user()))),
            Map.entry(
                    "ListAttachedGroupPolicies",
                    (world, call, pages) -> attached(world, call, pages, world.group(call.required("GroupName")))),
            Map.entry(
                    "ListUserPolicies",
                    (world, call, pages) ->
                            inline(call, pages, world.user(call.user()).inline.keySet())),
            Map.entry(
                    "ListGroupPolicies",
                    (world, call, pages) -> inline(
                            call,
                            pages,
                            world.group(call.required("GroupName")).inline.keySet())),
            Map.entry("GetUserPolicy", IamReads::userPolicy),
            Map.entry("GetRolePolicy", IamReads::rolePolicy));

    private IamReads() {}

    // Users

    private static Consumer<Xml> user(World world, Call call, Pages pages) throws Problem {
        return user(world, call);
    }

    /** The user that a call names. */
    static Consumer<Xml> user(World world, Call call) throws Problem {
        User user = world.user(call.user());
        return out -> out.in("User", in -> {
            aboutUser(in, user);
            user.passwordUsed.ifPresent(at -> in.time("PasswordLastUsed", at));
            user.boundary.ifPresent(arn -> boundary(in, arn));
            tags(in, user);
        });
    }

    private static Consumer<Xml> users(World world, Call call, Pages pages) throws Problem {
        return pages.page(call, List.of("Users"), items("Users", world.users.values(), (out, user) -> {
            aboutUser(out, user);
            user.passwordUsed.ifPresent(at -> out.time("PasswordLastUsed", at));
        }));
    }

    private static void aboutUser(Xml out, User user) {
        out.text("Path", user.path)
                .text("UserName", user.name)
                .text("UserId", user.id)
                .text("Arn", user.arn())
                .time("CreateDate", user.created);
    }

    private static void boundary(Xml out, String arn) {
        out.in("PermissionsBoundary", in -> in.text("PermissionsBoundaryType", "Policy")
                .text("PermissionsBoundaryArn", arn));
    }

    private static void tags(Xml out, User user) {
        out.in(
                "Tags",
                in -> user.tags.forEach((key, value) ->
                        in.in("member", tag -> tag.text("Key", key).text("Value", value))));
    }

    private static Consumer<Xml> loginProfile(World world, Call call, Pages pages) throws Problem {
        User user = world.user(call.user());
        if (user.password.isEmpty()) {
            throw new Problem("NoSuchEntity");
        }
        return out ->
                out.in("LoginProfile", in -> in.text("UserName", user.name).time("CreateDate", user.created));
    }

    // What a user holds

    private static Consumer<Xml> held(World world, Call call, Pages pages, Kind kind) throws Problem {
        User user = world.user(call.user());
        String list =
                switch (kind) {
                    case ACCESS_KEY -> "AccessKeyMetadata";
                    case CERTIFICATE -> "Certificates";
                    case SSH_KEY -> "SSHPublicKeys";
                    case SERVICE_CREDENTIAL -> "ServiceSpecificCredentials";
                    case MFA -> "MFADevices";
                };
        return pages.page(
                call,
                List.of(list),
                items(
                        list,
                        user.of(kind).entrySet(),
                        (out, one) -> aboutHeld(out.text("UserName", user.name), kind, one.getKey(), one.getValue())));
    }

    private static void aboutHeld(Xml out, Kind kind, String id, Held held) {
        String status = held.active() ? "Active" : "Inactive";
        switch (kind) {
            case ACCESS_KEY ->
                out.text("AccessKeyId", id).text("Status", status).time("CreateDate", held.created());
            case CERTIFICATE ->
                out.text("CertificateId", id)
                        .text("CertificateBody", "-----BEGIN CERTIFICATE-----")
                        .text("Status", status)
                        .time("UploadDate", held.created());
            case SSH_KEY ->
                out.text("SSHPublicKeyId", id).text("Status", status).time("UploadDate", held.created());
            case SERVICE_CREDENTIAL ->
                out.text("ServiceSpecificCredentialId", id)
                        .text("ServiceUserName", "at-" + id)
                        .text("ServiceName", "codecommit.amazonaws.com")
                        .text("Status", status)
                        .time("CreateDate", held.created());
            case MFA -> out.text("SerialNumber", id).time("EnableDate", held.created());
        }
    }

    private static Consumer<Xml> keyLastUsed(World world, Call call, Pages pages) throws Problem {
        String id = call.required("AccessKeyId");
        User user = world.users.values().stream()
                .filter(one -> one.of(Kind.ACCESS_KEY).containsKey(id))
                .findFirst()
                .orElseThrow(() -> new Problem("AccessDenied"));
        Held key = Objects.requireNonNull(user.of(Kind.ACCESS_KEY).get(id));
        Optional<Instant> used = user.secrets.containsKey(id)
                ? Optional.ofNullable(user.used.get(id))
                : Optional.of(key.created().plusSeconds(60));
        return out -> out.text("UserName", user.name).in("AccessKeyLastUsed", in -> {
            used.ifPresent(at -> in.time("LastUsedDate", at));
            in.text("ServiceName", used.isPresent() ? "s3" : "N/A")
                    .text("Region", used.isPresent() ? "us-east-1" : "N/A");
        });
    }

    // Groups and policies

    private static Consumer<Xml> groupsOfUser(World world, Call call, Pages pages) throws Problem {
        User user = world.user(call.user());
        List<Group> groups = world.groups.values().stream()
                .filter(group -> user.groups.contains(group.id))
                .toList();
        return pages.page(call, List.of("Groups"), items("Groups", groups, IamReads::aboutGroup));
    }

    private static Consumer<Xml> group(World world, Call call, Pages pages) throws Problem {
        Group group = world.group(call.required("GroupName"));
        List<User> members = world.users.values().stream()
                .filter(user -> user.groups.contains(group.id))
                .toList();
        Consumer<Xml> page = pages.page(call, List.of("Users"), items("Users", members, IamReads::aboutUser));
        return out -> page.accept(out.in("Group", in -> aboutGroup(in, group)));
    }

    private static void aboutGroup(Xml out, Group group) {
        out.text("Path", group.path)
                .text("GroupName", group.name)
                .text("GroupId", group.id)
                .text("Arn", group.arn())
                .time("CreateDate", group.created);
    }

    private static Consumer<Xml> policy(World world, Call call, Pages pages) throws Problem {
        Policy policy = world.policy(call.required("PolicyArn"));
        return out -> out.in("Policy", in -> aboutPolicy(in, policy));
    }

    private static Consumer<Xml> policyVersion(World world, Call call, Pages pages) throws Problem {
        Policy policy = world.policy(call.required("PolicyArn"));
        if (!call.required("VersionId").equals(policy.versionId())) {
            throw new Problem("NoSuchEntity");
        }
        return out -> out.in("PolicyVersion", in -> aboutVersion(in, policy));
    }

    private static void aboutVersion(Xml out, Policy policy) {
        out.text("Document", encoded(policy.document()))
                .text("VersionId", policy.versionId())
                .text("IsDefaultVersion", "true");
    }

    private static void aboutPolicy(Xml out, Policy policy) {
        out.text("PolicyName", policy.name())
                .text("PolicyId", policy.id())
                .text("Arn", policy.arn())
                .text("Path", "/")
                .text("DefaultVersionId", policy.versionId())
                .text("IsAttachable", "true")
                .time("CreateDate", policy.created());
    }

    private static Consumer<Xml> attached(World world, Call call, Pages pages, Principal principal) throws Problem {
        return pages.page(
                call,
                List.of("AttachedPolicies"),
                items("AttachedPolicies", policies(world, principal), IamReads::aboutAttached));
    }

    private static List<Policy> policies(World world, Principal principal) {
        return world.policies.values().stream()
                .filter(policy -> principal.attached.contains(policy.arn()))
                .toList();
    }

    private static void aboutAttached(Xml out, Policy policy) {
        out.text("PolicyName", policy.name()).text("PolicyArn", policy.arn());
    }

    private static Consumer<Xml> inline(Call call, Pages pages, Set<String> names) throws Problem {
        // A list of names has no elements inside its members.
        List<String> sorted = List.copyOf(new TreeSet<>(names));
        List<Item> items = new ArrayList<>();
        sorted.forEach(name -> items.add(new Item("PolicyNames", out -> out.words(name))));
        return pages.page(call, List.of("PolicyNames"), items);
    }

    private static Consumer<Xml> userPolicy(World world, Call call, Pages pages) throws Problem {
        return inlinePolicy("UserName", world.user(call.user()), call);
    }

    private static Consumer<Xml> rolePolicy(World world, Call call, Pages pages) throws Problem {
        return inlinePolicy("RoleName", world.role(call.required("RoleName")), call);
    }

    private static Consumer<Xml> inlinePolicy(String holder, Principal principal, Call call) throws Problem {
        String name = call.required("PolicyName");
        String document = principal.inline.get(name);
        if (document == null) {
            throw new Problem("NoSuchEntity");
        }
        return out ->
                out.text(holder, principal.name).text("PolicyName", name).text("PolicyDocument", encoded(document));
    }

    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // All at once

    private static Consumer<Xml> details(World world, Call call, Pages pages) throws Problem {
        Set<String> filter = call.parameters().entrySet().stream()
                .filter(one -> one.getKey().startsWith("Filter."))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        List<Item> all = new ArrayList<>();
        if (filter.isEmpty() || filter.contains("User")) {
            all.addAll(items("UserDetailList", world.users.values(), (out, user) -> userDetail(out, world, user)));
        }
        if (filter.isEmpty() || filter.contains("Group")) {
            all.addAll(items("GroupDetailList", world.groups.values(), (out, group) -> {
                aboutGroup(out, group);
                out.in("GroupPolicyList", in -> inlineDetail(in, group));
                attachedDetail(out, world, group);
            }));
        }
        if (filter.isEmpty() || filter.contains("Role")) {
            all.addAll(items("RoleDetailList", world.roles.values(), (out, role) -> roleDetail(out, world, role)));
        }
        List<Policy> policies = world.policies.values().stream()
                .filter(policy -> policy.isOfAws()
                        ? filter.contains("AWSManagedPolicy") && world.isAttached(policy)
                        : filter.contains("LocalManagedPolicy"))
                .toList();
        all.addAll(items("Policies", policies, (out, policy) -> {
            aboutPolicy(out, policy);
            out.in("PolicyVersionList", list -> list.in("member", version -> aboutVersion(version, policy)));
        }));
        return pages.page(call, List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"), all);
    }

    private static void userDetail(Xml out, World world, User user) {
        aboutUser(out, user);
        out.in("UserPolicyList", in -> inlineDetail(in, user));
        List<Group> groups = world.groups.values().stream()
                .filter(group -> user.groups.contains(group.id))
                .toList();
        out.in("GroupList", in -> groups.forEach(group -> in.text("member", group.name)));
        attachedDetail(out, world, user);
        user.boundary.ifPresent(arn -> boundary(out, arn));
        tags(out, user);
    }

    private static void roleDetail(Xml out, World world, Role role) {
        out.text("Path", role.path)
                .text("RoleName", role.name)
                .text("RoleId", role.id)
                .text("Arn", role.arn())
                .time("CreateDate", role.created)
                .text("AssumeRolePolicyDocument", encoded(role.trust))
                .in("InstanceProfileList", in -> {})
                .in("RolePolicyList", in -> inlineDetail(in, role));
        attachedDetail(out, world, role);
    }

    private static void inlineDetail(Xml out, Principal principal) {
        principal.inline.forEach((name, document) ->
                out.in("member", in -> in.text("PolicyName", name).text("PolicyDocument", encoded(document))));
    }

    private static void attachedDetail(Xml out, World world, Principal principal) {
        out.in("AttachedManagedPolicies", in -> policies(world, principal)
                .forEach(policy -> in.in("member", member -> aboutAttached(member, policy))));
    }

    private static <T> List<Item> items(String list, Collection<? extends T> all, BiConsumer<Xml, T> content) {
        List<Item> items = new ArrayList<>();
        all.forEach(one -> items.add(new Item(list, out -> content.accept(out, one))));
        return items;
    }
}
