package dev.tenure.check;

import static dev.tenure.check.CheckRun.ACCOUNTS;
import static dev.tenure.check.CheckRun.HR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.check.CheckRun.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of finding, and the account beside it that is as it should be. */
class FindingsTest {

    private static final String ADA = "1,Sample Ada,ada@example.com,2020-01-01,,Active,\n";
    private static final String BO = "2,Sample Bo,bo@example.com,2020-01-01,2026-11-10,Terminated,\n";
    private static final String ADAS = "ada,ada@example.com,1,ACTIVE,,2026-11-20T10:00:00Z,2020-01-01,,\n";

    private final CheckRun run;

    FindingsTest(@TempDir Path folder) {
        this.run = new CheckRun(folder);
    }

    @Test
    void whereAllIsRightNothingIsFoundAndTheCodeIsNought() {
        Answer answer = run.over(HR + ADA, ACCOUNTS + ADAS);
        assertEquals(0, answer.code(), answer.toString());
        assertEquals(List.of(), answer.rows("findings.csv"));
        assertEquals(List.of(), answer.rows("without-account.csv"));
        assertEquals(List.of(), answer.rows("unread-rows.csv"));
        assertEquals("", answer.err());
    }

    @Test
    void anEnabledAccountOfSomebodyWhoLeftIsFoundWithItsDaysAndADisabledOneIsNot() {
        String bos = "bo,bo@example.com,2,%s,,2026-11-09T10:00:00Z,2020-01-01,,\n";
        Answer answer = run.over(HR + ADA + BO, ACCOUNTS + ADAS + bos.formatted("ACTIVE"));
        assertEquals(1, answer.code());
        Map<String, String> found = answer.only("active-leaver");
        assertEquals("bo", found.get("account"));
        assertEquals("okta", found.get("system"));
        assertEquals("2", found.get("worker id"));
        assertEquals("Sample Bo", found.get("name"));
        assertEquals("2026-11-10", found.get("since"));
        assertEquals("11", found.get("days"));
        answer.saysNot("SIGNED IN");
        assertEquals(
                0,
                run.over(HR + ADA + BO, ACCOUNTS + ADAS + bos.formatted("SUSPENDED"))
                        .code());
    }

    @Test
    void aSignInAfterTheLastDayIsSaidLoudlyAndFirst() {
        Answer answer = run.over(
                HR + BO + "3,Sample Cy,cy@example.com,2020-01-01,2026-01-10,,\n",
                ACCOUNTS
                        + "cy,cy@example.com,,ACTIVE,,2026-01-10T23:59:59Z,2020-01-01,,\n"
                        + "bo,bo@example.com,,ACTIVE,,2026-11-11T00:00:00Z,2020-01-01,,\n");
        assertEquals(List.of("cy", "bo"), answer.accounts("active-leaver"));
        answer.says("1 SIGNED IN after leaving");
        assertTrue(answer.out().indexOf("SIGNED IN 2026-11-11") < answer.out().indexOf("last day 2026-01-10"));
        assertTrue(String.valueOf(answer.of("active-leaver").get(1).get("why")).startsWith("SIGNED IN 2026-11-11"));
        assertTrue(String.valueOf(answer.of("active-leaver").get(0).get("why")).startsWith("last day"));
    }

    @Test
    void theDayEndsInThePersonsZone() {
        String hr = HR + "1,Sample Ada,ada@example.com,2020-01-01,2026-11-20,,%s\n";
        String accounts = ACCOUNTS + "ada,ada@example.com,1,ACTIVE,,,2026-11-01,,\n";
        // It is noon of the 21st in London, and the 20th in one place alone.
        String at = "2026-11-21T11:59:00Z";
        assertEquals(
                1,
                run.over(hr.formatted("Europe/London"), accounts, "--as-of", at).code());
        assertEquals(
                0, run.over(hr.formatted("Etc/GMT+12"), accounts, "--as-of", at).code());
        assertEquals(
                1,
                run.over(hr.formatted("Etc/GMT+12"), accounts, "--as-of", "2026-11-21T12:00:00Z")
                        .code());
        // A day is the same day for everybody.
        assertEquals(
                1,
                run.over(hr.formatted("Etc/GMT+12"), accounts, "--as-of", "2026-11-21")
                        .code());
        assertEquals(
                0,
                run.over(hr.formatted("Etc/GMT+12"), accounts, "--as-of", "2026-11-20")
                        .code());
    }

    @Test
    void aSignInIsHeldAgainstTheEndOfTheDayInThePersonsZone() {
        String hr = HR + "1,Sample Ada,ada@example.com,2020-01-01,2026-11-10,,America/New_York\n";
        String accounts = ACCOUNTS + "ada,ada@example.com,1,ACTIVE,,%s,2020-01-01,,\n";
        run.over(hr, accounts.formatted("2026-11-11T04:59:00Z")).saysNot("SIGNED IN");
        run.over(hr, accounts.formatted("2026-11-11T05:00:00Z")).says("SIGNED IN");
        run.over(hr, accounts.formatted("2026-11-10")).saysNot("SIGNED IN");
        run.over(hr, accounts.formatted("2026-11-11")).says("SIGNED IN");
    }

    @Test
    void withoutALastDayTheStatusDecidesAndWithOneTheDay() {
        String accounts = ACCOUNTS + "ada,ada@example.com,1,ACTIVE,,2026-11-01,2020-01-01,,\n";
        String hr = HR + "1,Sample Ada,ada@example.com,%s,%s,%s,\n";
        assertEquals(
                1,
                run.over(hr.formatted("2020-01-01", "", "Terminated"), accounts).code());
        assertEquals(
                0,
                run.over(hr.formatted("2020-01-01", "", "On Leave"), accounts).code());
        assertEquals(
                0,
                run.over(hr.formatted("2020-01-01", "2026-12-31", "Terminated"), accounts)
                        .code());
        Answer late = run.over(hr.formatted("2020-01-01", "2026-10-31", "Active"), accounts);
        assertTrue(String.valueOf(late.only("active-leaver").get("why")).contains("still says \"Active\""));
        // Somebody who came back keeps the old ending in many systems.
        assertEquals(
                0,
                run.over(hr.formatted("2026-11-01", "2024-10-31", "Active"), accounts)
                        .code());
        assertEquals(
                1,
                run.over(hr.formatted("2026-11-01", "2024-10-31", "Terminated"), accounts)
                        .code());
        assertEquals(
                0,
                run.over(hr.formatted("2020-01-01", "9999-12-31", ""), accounts).code());
    }

    @Test
    void aStatusThatIsNotKnownIsSaidAndCanBeTold() {
        String accounts = ACCOUNTS + "ada,ada@example.com,1,ACTIVE,,2026-11-01,2020-01-01,,\n";
        String hr = HR + "1,Sample Ada,ada@example.com,2020-01-01,,Moved on,\n";
        Answer answer = run.over(hr, accounts);
        assertEquals(0, answer.code());
        answer.says("not known, counted as employed unless a date says otherwise: Moved on");
        assertEquals(1, run.over(hr, accounts, "--left-status", "moved on").code());
    }

    @Test
    void anAccountThatMatchesNobodyIsAnOrphanAndItIsSaidHowItLooks() {
        Answer answer = run.over(
                HR + ADA,
                ACCOUNTS + ADAS
                        + "who,who@example.org,,ACTIVE,,2026-11-01,2020-01-01,,\n"
                        + "svc-backup,,,ACTIVE,,2026-11-01,2020-01-01,,\n"
                        + "gone,gone@example.org,,DEPROVISIONED,,,2020-01-01,,\n");
        assertEquals(List.of("who", "svc-backup"), answer.accounts("orphan"));
        assertTrue(String.valueOf(answer.of("orphan").get(0).get("why")).contains("looks like a person's"));
        assertTrue(String.valueOf(answer.of("orphan").get(1).get("why")).contains("looks non-human"));
    }

    @Test
    void namesThatLookNonHumanAreToldFromPeoples() {
        List<String> machines = List.of(
                "svc-x",
                "svcx",
                "ci-runner",
                "noreply",
                "no-reply",
                "my-api",
                "renovate[bot]",
                "host1$",
                "x_bot",
                "a@b.iam.gserviceaccount.com",
                "arn:aws:iam::1:role/x",
                "service.desk");
        List<String> people =
                List.of("abbott", "apinter", "marcia", "rooten", "bottas", "servicio1", "scannell", "talbot");
        StringBuilder accounts = new StringBuilder(ACCOUNTS);
        machines.forEach(name -> accounts.append(name).append(",,,ACTIVE,,2026-11-01,2020-01-01,,\n"));
        people.forEach(name -> accounts.append(name).append(",,,ACTIVE,,2026-11-01,2020-01-01,,\n"));
        Answer answer = run.over(HR + ADA, accounts.toString());
        assertEquals(machines, answer.accounts("unowned"));
        assertEquals(machines.size() + people.size(), answer.of("orphan").size());
        assertEquals(
                List.of("talbot"),
                run.over(
                                HR + ADA,
                                ACCOUNTS + ADAS + "talbot,,,ACTIVE,,2026-11-01,2020-01-01,,\n",
                                "--non-human",
                                "^talb")
                        .accounts("unowned"));
    }

    @Test
    void aNonHumanAccountNeedsAnOwnerWhoWorksHere() {
        Answer answer = run.over(
                HR + ADA + BO,
                ACCOUNTS + ADAS
                        + "svc-a,,,ACTIVE,,2026-11-01,2020-01-01,,ada@example.com\n"
                        + "svc-b,,,ACTIVE,,2026-11-01,2020-01-01,,bo@example.com\n"
                        + "svc-c,,,ACTIVE,,2026-11-01,2020-01-01,,nobody@example.com\n"
                        + "svc-d,,,ACTIVE,,2026-11-01,2020-01-01,,\n"
                        + "reporting,,,ACTIVE,,2026-11-01,2020-01-01,Service Account,1\n"
                        + "billing,,,ACTIVE,,2026-11-01,2020-01-01,Service Account,\n");
        assertEquals(List.of("svc-b", "svc-c", "svc-d", "billing"), answer.accounts("unowned"));
        List<String> why = answer.of("unowned").stream()
                .map(row -> String.valueOf(row.get("why")))
                .toList();
        assertTrue(why.get(0).contains("2 (left 2026-11-10, line 3) has left"), why.get(0));
        assertTrue(why.get(1).contains("\"nobody@example.com\" is not in the HR file"), why.get(1));
        assertTrue(why.get(2).contains("has no owner"), why.get(2));
        assertTrue(why.get(3).contains("type \"Service Account\""), why.get(3));
        assertEquals(List.of("svc-c", "svc-d", "billing"), answer.accounts("orphan"));
    }

    @Test
    void privilegeIsSeenInRolesFlagsAndNamesAndShownWhereItIsWorstFirst() {
        Answer answer = run.over(
                HR + ADA + BO,
                ACCOUNTS
                        + "ada,ada@example.com,1,ACTIVE,Super Admin,2026-11-20,2020-01-01,,\n"
                        + "root,,,ACTIVE,,2026-11-20,2020-01-01,,\n"
                        + "bo,bo@example.com,2,ACTIVE,\"CN=Domain Admins,CN=Users,DC=x\",2026-11-01,2020-01-01,,\n");
        assertEquals(List.of("ada", "root", "bo"), answer.accounts("privileged"));
        String part = answer.out().substring(answer.out().indexOf("PRIVILEGED (3)"));
        assertTrue(part.indexOf(" bo ") < part.indexOf(" root "), part);
        assertTrue(part.indexOf(" root ") < part.indexOf(" ada "), part);
        answer.says("2 of them leavers' or nobody's");
    }

    @Test
    void privilegeAloneIsToBeReviewedAndChangesNoExitCode() {
        Answer answer =
                run.over(HR + ADA, ACCOUNTS + "ada,ada@example.com,1,ACTIVE,Org Owner,2026-11-20,2020-01-01,,\n");
        assertEquals(List.of("ada"), answer.accounts("privileged"));
        assertEquals(0, answer.code());
    }

    @Test
    void rolesThatAreAdministratorsAreToldFromThoseThatMerelySoundSo() {
        List<String> privileged = List.of(
                "Admin",
                "OrgAdmin",
                "sysadmin",
                "Global Administrator",
                "AdministratorAccess",
                "Domain Admins",
                "org:owner",
                "wheel",
                "sudo",
                "PowerUserAccess",
                "billing-admin",
                "Backup Operators",
                "superuser",
                "everyone|IT-Admins");
        List<String> usual = List.of(
                "Badminton Club",
                "Member",
                "read-only",
                "Administration Assistants Newsletter",
                "non-admin",
                "ownership-survey",
                "grooters");
        StringBuilder accounts = new StringBuilder("login,role\n");
        privileged.forEach(role -> accounts.append("p")
                .append(privileged.indexOf(role))
                .append(',')
                .append(role)
                .append('\n'));
        usual.forEach(role -> accounts.append("u")
                .append(usual.indexOf(role))
                .append(',')
                .append(role)
                .append('\n'));
        Answer answer = run.over(HR + ADA, accounts.toString());
        assertEquals(
                privileged.stream().map(role -> "p" + privileged.indexOf(role)).toList(),
                answer.accounts("privileged"));
        Answer own =
                run.over(HR + ADA, accounts.toString(), "--privileged", "badminton", "--not-privileged", "^wheel$");
        assertTrue(own.accounts("privileged").contains("u0"));
        assertEquals(privileged.size(), own.of("privileged").size());
    }

    @Test
    void anAddressOfTwoPeopleIsAmbiguousUnlessAnIdTells() {
        String hr = HR + ADA + "7,Sample Other,ada@example.com,2020-01-01,2026-01-31,,\n";
        Answer answer = run.over(hr, ACCOUNTS + "ada,ada@example.com,,ACTIVE,,2026-11-01,2020-01-01,,\n");
        assertTrue(String.valueOf(answer.only("ambiguous").get("why"))
                .contains("matches several people: 1 (employed, line 2), 7 (left 2026-01-31, line 3)"));
        assertEquals(List.of(), answer.of("active-leaver"));
        assertEquals(List.of(), run.over(hr, ACCOUNTS + ADAS).of("ambiguous"));
    }

    @Test
    void anAddressOfEverybodyIsAmbiguousAndNamesAFew() {
        StringBuilder hr = new StringBuilder("id,email\n");
        StringBuilder accounts = new StringBuilder("login,email\n");
        for (int i = 0; i < 20_000; i++) {
            hr.append(i).append(",n/a@example.com\n");
            accounts.append("u").append(i).append(",n/a@example.com\n");
        }
        Answer answer = run.over(hr.toString(), accounts.toString());
        assertEquals(20_000, answer.of("ambiguous").size());
        assertTrue(String.valueOf(answer.of("ambiguous").get(0).get("why"))
                .endsWith("4 (employed, line 6), and 19995 more"));
    }

    @Test
    void columnsThatNameDifferentPeopleAreAmbiguous() {
        Answer answer = run.over(HR + ADA + BO, ACCOUNTS + "ada,ada@example.com,2,ACTIVE,,2026-11-01,2020-01-01,,\n");
        assertTrue(String.valueOf(answer.only("ambiguous").get("why")).contains("its columns name different people"));
    }

    @Test
    void twoEnabledAccountsOfOnePersonInASystemAreFoundAndOneDisabledIsNot() {
        String second = "ada2,ada@example.com,,%s,,2026-11-01,2020-01-01,,\n";
        Answer answer = run.over(HR + ADA, ACCOUNTS + ADAS + second.formatted("ACTIVE"));
        assertEquals("ada; ada2", answer.only("duplicate").get("account"));
        assertEquals(
                List.of(),
                run.over(HR + ADA, ACCOUNTS + ADAS + second.formatted("DISABLED"))
                        .of("duplicate"));
    }

    @Test
    void anAccountOnSeveralRowsIsOneAccountAndEachOfItsRolesCounts() {
        Answer answer = run.over(
                HR + ADA + BO,
                ACCOUNTS
                        + "bo,bo@example.com,2,ACTIVE,User,2026-11-01,2020-01-01,,\n"
                        + "bo,bo@example.com,2,ACTIVE,Super Admin,2026-11-01,2020-01-01,,\n"
                        + "BO,bo@example.com,2,ACTIVE,Owner,2026-11-01,2020-01-01,,\n");
        answer.only("active-leaver");
        answer.only("privileged");
        assertEquals(List.of(), answer.of("duplicate"));
        answer.says("2 about an account of an earlier row");
    }

    @Test
    void anAccountIsDormantFromTheNinetiethDayOn() {
        String accounts = ACCOUNTS + "ada,ada@example.com,1,ACTIVE,,%s,%s,,\n";
        assertEquals(
                0,
                run.over(HR + ADA, accounts.formatted("2026-08-24", "2020-01-01"))
                        .code());
        Map<String, String> found = run.over(HR + ADA, accounts.formatted("2026-08-23", "2020-01-01"))
                .only("dormant");
        assertEquals("90", found.get("days"));
        assertEquals("2026-08-23", found.get("since"));
        assertEquals(
                0,
                run.over(HR + ADA, accounts.formatted("2026-08-23", "2020-01-01"), "--dormant-days", "91")
                        .code());
        assertEquals(
                1,
                run.over(HR + ADA, accounts.formatted("Never logged in", "2020-01-01"))
                        .code());
        assertEquals(0, run.over(HR + ADA, accounts.formatted("", "2026-11-01")).code());
    }

    @Test
    void withoutAColumnItIsSaidWhatCouldNotBeJudged() {
        Answer answer = run.over("email\nada@example.com\n", "email\nada@example.com\n");
        assertEquals(0, answer.code(), answer.toString());
        answer.says("hr: active leavers: the file has neither last-day nor status");
        answer.says("okta: which accounts are disabled");
        answer.says("okta: dormant, and sign-ins after leaving (no last-login)");
        answer.says("okta: privileged, but for names like root");
        answer.says("okta: whether non-human accounts have an owner");
        run.over(HR + ADA, ACCOUNTS + ADAS).saysNot("NOT JUDGED");
    }

    @Test
    void whoHasNoAccountInWhichSystemIsWritten() {
        Path github = run.file("gh.csv", "login,email\nbo,bo@example.com\n");
        Answer answer = run.over(
                HR + ADA + BO + "3,Sample Cy,cy@example.com,2026-12-01,,,\n",
                ACCOUNTS + ADAS,
                "--accounts",
                "github=" + github);
        assertEquals(1, answer.rows("without-account.csv").size());
        assertEquals("github", answer.rows("without-account.csv").get(0).get("system"));
        assertEquals("1", answer.rows("without-account.csv").get(0).get("worker id"));
    }

    @Test
    void aListingThatHardlyMatchesIsQuestioned() {
        String strangers = "a,a@x.org,,ACTIVE,,,2026-11-01,,\nb,b@x.org,,ACTIVE,,,2026-11-01,,\n";
        run.over(HR + ADA, ACCOUNTS + ADAS + strangers).says("okta: FEW ACCOUNTS MATCH");
        run.over(HR + ADA, ACCOUNTS + ADAS).saysNot("FEW ACCOUNTS MATCH");
    }

    @Test
    void rowsOfOnePersonArePutTogetherAndTheyHaveLeftOnlyIfEachSaysSo() {
        String again = "2,Sample Bo,bo@example.com,2026-11-15,,Active,\n";
        String bos = ACCOUNTS + "bo,bo@example.com,2,ACTIVE,,2026-11-20,2020-01-01,,\n";
        assertEquals(0, run.over(HR + BO + again, bos).code());
        assertEquals(0, run.over(HR + again + BO, bos).code());
        Answer left = run.over(HR + BO + "2,Sample Bo,bo@example.com,2015-01-01,2018-01-31,Terminated,\n", bos);
        assertEquals("2026-11-10", left.only("active-leaver").get("since"));
    }

    @Test
    void oneIdOfTwoPeopleIsNotPutTogether() {
        Answer answer = run.over(
                HR + ADA + "1,Sample Bo,bo@example.com,2020-01-01,2026-11-10,Terminated,\n",
                ACCOUNTS
                        + "bo,bo@example.com,1,ACTIVE,,2026-11-01,2020-01-01,,\n"
                        + "x,,1,ACTIVE,,2026-11-01,2020-01-01,,\n");
        assertEquals(List.of("bo"), answer.accounts("active-leaver"));
        assertEquals(List.of("x"), answer.accounts("ambiguous"));
    }
}
