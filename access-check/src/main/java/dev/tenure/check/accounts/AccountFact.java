package dev.tenure.check.accounts;

import dev.tenure.check.table.Fact;
import java.util.List;

/** What a listing can tell of an account. */
public enum AccountFact implements Fact {
    ACCOUNT(
            "account",
            false,
            "username userlogin login loginname samaccountname userprincipalname upn uid user account accountname"
                    + " githubcomlogin githublogin handle dn distinguishedname arn accountid userid objectid id"),
    EMAIL(
            "email",
            false,
            "email emailaddress mail primaryemail primaryemailaddress workemail useremail userprincipalname upn samlnameid"
                    + " githubcomsamlnameid samlid nameid githubcomverifieddomainemails login username"),
    WORKER_ID(
            "worker-id",
            false,
            "employeeid employeenumber employeeno workerid personnelnumber personnelid empid empno staffid staffnumber"
                    + " associateid hrid"),
    NAME("name", false, "name displayname fullname cn realname githubcomname"),
    GIVEN_NAME("given-name", false, "givenname firstname"),
    FAMILY_NAME("family-name", false, "familyname lastname surname sn"),
    ENABLED(
            "enabled",
            true,
            "enabled isenabled accountenabled active isactive loginenabled passwordenabled accesskey1active"
                    + " accesskey2active cert1active cert2active"),
    DISABLED(
            "disabled",
            true,
            "disabled isdisabled accountdisabled suspended issuspended archived isarchived deactivated isdeactivated blocked"
                    + " isblocked nsaccountlock logindisabled deleted isdeleted pwdaccountlockedtime"),
    STATUS("status", false, "status accountstatus userstatus state accountstate useraccountstatus"),
    CONTROL("user-account-control", false, "useraccountcontrol"),
    LAST_LOGIN(
            "last-login",
            true,
            "lastlogin lastlogindate lastlogintime lastloginat lastsignin lastsignindatetime lastsignindate lastsignintime"
                    + " lastsigninat lastlogon lastlogontimestamp lastlogondate lastactive lastactivedate lastactiveat"
                    + " lastactivity lastactivitydate lastaccess lastaccessed lastseen lastused lastuseddate passwordlastused"
                    + " accesskey1lastuseddate accesskey2lastuseddate"),
    CREATED(
            "created",
            false,
            "created createdat createdon creationdate createddate datecreated usercreationtime whencreated createddatetime"
                    + " createtimestamp creationtime"),
    ADMIN(
            "admin",
            true,
            "admin isadmin superadmin issuperadmin administrator isadministrator superuser issuperuser privileged"
                    + " isprivileged adminrole adminroles siteadmin isdelegatedadmin admincount"),
    ROLES(
            "roles",
            true,
            "role roles userrole assignedroles directoryroles group groups memberof membership memberships groupmemberships"
                    + " permission permissions permissionset entitlements policies attachedpolicies accesslevel orgrole"
                    + " githubcomenterpriseroles githubcommemberroles profile teams"),
    TYPE("type", false, "accounttype usertype identitytype type kind"),
    OWNER(
            "owner",
            false,
            "owner owneremail accountowner ownerid owneremployeeid ownername managedby responsible custodian sponsor");

    private final String label;
    private final boolean many;
    private final String headers;

    AccountFact(String label, boolean many, String headers) {
        this.label = label;
        this.many = many;
        this.headers = headers;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean many() {
        return many;
    }

    @Override
    public List<String> headers() {
        return List.of(headers.split(" ", -1));
    }
}
