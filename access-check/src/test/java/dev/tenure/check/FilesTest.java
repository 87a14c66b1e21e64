package dev.tenure.check;

import static dev.tenure.check.CheckRun.ACCOUNTS;
import static dev.tenure.check.CheckRun.HR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.check.CheckRun.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come: what is guessed and said, what is refused and why. */
class FilesTest {

    private static final String ADA = "1,Sample Ada,ada@example.com,2020-01-01,,Active,\n";
    private static final String ADAS = "ada,ada@example.com,1,ACTIVE,,2026-11-20T10:00:00Z,2020-01-01,,\n";

    private final Path folder;
    private final CheckRun run;

    FilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.run = new CheckRun(folder);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void theSeparatorIsFoundThoughOthersStandInCells(char separator) {
        String hr = (HR + ADA).replace(',', separator) + "2" + separator + "\"A,b;c\td|e\"" + separator
                + "bo@example.com" + (separator + "").repeat(4) + "\n";
        assertEquals(0, run.over(hr, ACCOUNTS + ADAS).code());
        assertEquals(
                1, run.over(hr, ACCOUNTS + ADAS).rows("without-account.csv").size());
    }

    @Test
    void excelsFirstLineNamesTheSeparator() {
        run.over("sep=;\r\n" + (HR + ADA).replace(',', ';'), ACCOUNTS + ADAS)
                .says("separator semicolon by its first line");
    }

    @Test
    void aSeparatorOfOnesOwnIsTakenForTheFileNamed() {
        String hr = (HR + ADA).replace(',', '#');
        run.over(hr, ACCOUNTS + ADAS).refused("hr.csv, line 1: no column is known as worker-id", "--separator");
        assertEquals(0, run.over(hr, ACCOUNTS + ADAS, "--separator", "hr=#").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
    void theEncodingIsFoundAndSaid(String encoding) {
        String hr = HR + "1,Zoë Ångström,zoe@example.com,2020-01-01,2026-01-31,,\n";
        run.file("hr.csv", hr, Charset.forName(encoding));
        run.file("okta.csv", "email\nzoe@example.com\n");
        Answer answer = run.files();
        assertEquals("Zoë Ångström", answer.only("active-leaver").get("name"));
        answer.says(encoding.equals("UTF-16") ? "UTF-16BE by its byte order mark" : "encoding " + encoding);
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        assertEquals(
                0, run.over("\uFEFF" + HR + ADA, "\uFEFF" + ACCOUNTS + ADAS).code());
    }

    @Test
    void theEncodingThatIsNamedIsHeldTo() {
        run.file("hr.csv", (HR + ADA + "2,Zo\u00EB,zoe@example.com,,,,\n"), StandardCharsets.ISO_8859_1);
        run.file("okta.csv", ACCOUNTS + ADAS);
        run.files("--encoding", "UTF-8").refused("hr.csv, line 3: is not UTF-8", "--encoding");
        assertEquals(0, run.files("--encoding", "hr=ISO-8859-1").code());
        run.files("--encoding", "x-none").refused("--encoding: \"x-none\" is not known here");
    }

    @Test
    void utf16WithoutAMarkIsRecognizedAndRefused() {
        run.file("hr.csv", HR + ADA, StandardCharsets.UTF_16LE);
        run.file("okta.csv", ACCOUNTS + ADAS);
        run.files().refused("hr.csv, line 1: is full of NUL bytes: UTF-16 without a byte order mark");
        assertEquals(0, run.files("--encoding", "hr=UTF-16LE").code());
    }

    @Test
    void headersOfUsualExportsAreUnderstood() {
        String hr = """
                employeeNumber;Preferred Name;Email - Work;Termination Date
                1;Ada;ada@example.com;
                2;Bo;bo@example.com;2026-09-30
                """;
        String google = """
                First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Last Sign In [READ ONLY]
                Sample,Ada,ada@example.com,Active,2026/11/20 10:00:00
                Sample,Bo,bo@example.com,Suspended,Never logged in
                """;
        String aws = """
                user,arn,user_creation_time,password_enabled,password_last_used,access_key_1_active,access_key_1_last_used_date
                <root_account>,arn:aws:iam::1:root,2020-01-01T00:00:00+00:00,not_supported,2026-11-01T00:00:00+00:00,false,N/A
                bo,arn:aws:iam::1:user/bo,2020-01-01T00:00:00+00:00,false,N/A,true,2026-11-01T00:00:00+00:00
                ada,arn:aws:iam::1:user/ada,2020-01-01T00:00:00+00:00,false,no_information,false,N/A
                """;
        String ldap = """
                dn,uid,mail,employeeNumber,userAccountControl,memberOf,lastLogonTimestamp
                "CN=Ada,DC=x",ada,ada@example.com,0001,512,"CN=Domain Admins,CN=Users,DC=x",134396064000000000
                "CN=Bo,DC=x",bo,bo@example.com,2,514,,0
                """;
        String github = """
                login,name,role,saml_name_id
                adagit,Ada,Owner,ada@example.com
                """;
        String slack = """
                username,email,status
                ada,ada@example.com,Admin
                bo,bo@example.com,Deactivated
                """;
        run.file("hr.csv", hr);
        Answer answer = run.with(List.of(
                "--hr", folder.resolve("hr.csv").toString(),
                "--accounts", "google=" + run.file("g.csv", google),
                "--accounts", "aws=" + run.file("a.csv", aws),
                "--accounts", "ldap=" + run.file("l.csv", ldap),
                "--accounts", "github=" + run.file("h.csv", github),
                "--accounts", "slack=" + run.file("s.csv", slack)));
        List<String> found = answer.rows("findings.csv").stream()
                .map(row -> row.get("system") + " " + row.get("kind") + " " + row.get("account"))
                .toList();
        assertEquals(
                List.of(
                        "aws orphan <root_account>",
                        "aws unowned <root_account>",
                        "aws privileged <root_account>",
                        "aws active-leaver bo",
                        "ldap privileged ada",
                        "github privileged adagit",
                        "slack privileged ada"),
                found,
                answer.toString());
        assertTrue(String.valueOf(answer.only("active-leaver").get("why")).startsWith("SIGNED IN 2026-11-01"));
        answer.says("user names are compared with what stands before the @");
    }

    @Test
    void aColumnCanBeNamedOrSwitchedOff() {
        String hr = "Key,Post,Gone\n1,ada@example.com,2026-01-31\n";
        run.over(hr, ACCOUNTS + ADAS).refused("there are \"Key\", \"Post\", \"Gone\"", "--column hr.email=HEADER");
        Answer answer = run.over(
                hr,
                ACCOUNTS + ADAS,
                "--column",
                "hr.email=Post",
                "--column",
                "hr.worker-id=Key",
                "--column",
                "hr.last-day=Gone");
        assertEquals("1", answer.only("active-leaver").get("worker id"));
        assertEquals(
                1,
                run.over(HR + ADA, "login,email,x\nada,bo@example.com,1\n")
                        .of("orphan")
                        .size());
        assertEquals(
                0,
                run.over(HR + ADA, "login,email,x\nada,bo@example.com,1\n", "--column", "okta.email=-")
                        .code());
        run.over(hr, ACCOUNTS + ADAS, "--column", "hr.email=Nope").refused("there is no column \"Nope\" for email");
        run.over(hr, ACCOUNTS + ADAS, "--column", "hr.mail=Post")
                .refused("\"mail\" is no fact of hr; there are worker-id");
        run.over(hr, ACCOUNTS + ADAS, "--column", "git.email=Post").refused("FILE being one of hr, okta");
    }

    @Test
    void dayAndMonthAreToldByTheWholeColumnOrByAPerson() {
        String hr = HR + "1,A,ada@example.com,,03/04/2026,,\n2,B,bo@example.com,,%s,,\n";
        run.over(hr.formatted("04/03/2026"), ACCOUNTS + ADAS)
                .refused(
                        "hr.csv: column \"Last Working Day\" has dates like 03/04/2026",
                        "--date-pattern hr.last-day=dd/MM/yyyy or =MM/dd/yyyy");
        assertEquals(
                "2026-04-03",
                run.over(hr.formatted("31/03/2026"), ACCOUNTS + ADAS)
                        .only("active-leaver")
                        .get("since"));
        assertEquals(
                "2026-03-04",
                run.over(hr.formatted("03/31/2026"), ACCOUNTS + ADAS)
                        .only("active-leaver")
                        .get("since"));
        run.over(hr.formatted("31/03/2026"), ACCOUNTS + ADAS).says("have the day first, since 31/03/2026 is one");
        assertEquals(
                "2026-03-04",
                run.over(hr.formatted("04/03/2026"), ACCOUNTS + ADAS, "--date-pattern", "hr.last-day=MM/dd/yyyy")
                        .only("active-leaver")
                        .get("since"));
        run.over(HR + "1,A,a@x.org,,31/03/2026,,\n2,B,b@x.org,,03/31/2026,,\n", ACCOUNTS + ADAS)
                .refused("dates with the day first and dates with the month first (31/03/2026, 03/31/2026)");
        run.over(hr, ACCOUNTS + ADAS, "--date-pattern", "hr=qq'").refused("--date-pattern: \"qq'\" is no pattern");
        assertEquals(
                0,
                run.over(HR + "1,A,ada@example.com,,03/03/2027,,\n", ACCOUNTS + ADAS)
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-03",
                "2026/04/03",
                "03.04.2026",
                "3 Apr 2026",
                "03-Apr-2026",
                "03-APR-26",
                "\"April 3, 2026\"",
                "20260403",
                "2026-04-03T00:00:00Z",
                "2026-04-03 00:00:00.0",
                "\"Fri, 3 Apr 2026\"",
                "1775174400",
                "1775174400000",
                "134196480000000000",
                "20260403000000.0Z",
                "2026-04-03 12:00 AM"
            })
    void datesOfUsualShapesAreRead(String written) {
        Answer answer = run.over(HR + "1,A,ada@example.com,," + written + ",,\n", ACCOUNTS + ADAS);
        assertEquals("2026-04-03", answer.only("active-leaver").get("since"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-02-30", "31.13.2026", "45000", "2026", "99999999"})
    void aDateThatIsNoneIsNamedByItsLineAndItsPersonIsNotJudged(String written) {
        Answer answer = run.over(
                HR + ADA + "2,B,bo@example.com,2020-01-01," + written + ",Terminated,\n",
                ACCOUNTS + ADAS + "bo,bo@example.com,2,ACTIVE,,2026-11-01,2020-01-01,,\n");
        assertEquals(1, answer.code());
        assertEquals(List.of("bo"), answer.accounts("ambiguous"));
        assertEquals(List.of(), answer.of("active-leaver"));
        Map<String, String> unread = answer.rows("unread-rows.csv").get(0);
        assertEquals("3", unread.get("line"));
        assertTrue(String.valueOf(unread.get("why")).startsWith("the last day is no date"), unread.toString());
    }

    @Test
    void rowsThatCannotBeUsedAreNamedAndTheOthersAreUsed() {
        Answer answer = run.over(
                HR + ADA
                        + "2,too few\n3,A\0da,c@x.org,,,,\n4,J\uFEFFoined,d@x.org,,,,\n,,,,,,\n5,F,f@x.org,,,,,,more\n6,G,g@x.org,,,,,,\n",
                ACCOUNTS + ADAS + ",,,ACTIVE,,,,,\nx\n");
        assertEquals(1, answer.code());
        assertEquals(
                List.of("3", "4", "5", "6", "7", "3", "4"),
                answer.rows("unread-rows.csv").stream()
                        .map(row -> row.get("line"))
                        .toList());
        answer.says("hr.csv, line 3: has 2 columns and the header has 7");
        answer.says("holds a NUL character");
        answer.says("holds a byte order mark");
        answer.says("says nothing by which an account could be matched");
        answer.says("names no account");
        answer.says("hr: 7 rows, 2 workers");
    }

    @Test
    void filesThatAreNoneAreRefused() throws IOException {
        run.file("okta.csv", ACCOUNTS + ADAS);
        run.files().refused("hr.csv: there is no such file. Check the path");
        Files.createDirectory(folder.resolve("hr.csv"));
        run.files().refused("hr.csv: is a folder. Give the file itself");
        run.with(List.of(
                        "--hr",
                        "/dev/null",
                        "--accounts",
                        folder.resolve("okta.csv").toString()))
                .refused("/dev/null: is no plain file");
    }

    @Test
    void anEmptyFileAndAHeaderAloneAreRefused() {
        run.over("", ACCOUNTS + ADAS).refused("hr.csv, line 1: the file is empty");
        run.over("\n\r\n\n", ACCOUNTS + ADAS).refused("hr.csv, line 1: the file is empty");
        run.over("\uFEFF", ACCOUNTS + ADAS).refused("hr.csv, line 1: the file is empty");
        run.over(HR, ACCOUNTS + ADAS).refused("hr.csv: has a header and no workers. Export it again");
        run.over(HR + ADA, ACCOUNTS).refused("okta.csv: has a header and no accounts");
        run.over(HR + "1\n2\n", ACCOUNTS + ADAS)
                .refused("no row of it could be used; the first: line 2: has 1 columns");
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] noise = new byte[5_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + 129);
        }
        run.file("hr.csv", noise);
        run.file("okta.csv", ACCOUNTS + ADAS);
        run.files().refused("hr.csv, line 1: ", "Save the file as CSV in UTF-8");
        run.file("hr.csv", new byte[] {'P', 'K', 3, 4, 20, 0});
        run.files().refused("hr.csv: is a workbook or an archive", "save the sheet as CSV");
        run.file("hr.csv", new byte[] {0x1F, (byte) 0x8B, 8, 0});
        run.files().refused("hr.csv: is compressed");
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedByItsLineThoughTheFileIsSmall() {
        run.over(HR + ADA + "2,\"Bo,bo@example.com,,,,\n3,C,c@x.org,,,,\n", ACCOUNTS + ADAS)
                .refused("hr.csv, line 3: a quote is opened and never closed");
        run.over(HR + ADA + "2,Bo,bo@example.com,,,,\"\n3,C,c@x.org,,,,\n", ACCOUNTS + ADAS)
                .refused("hr.csv, line 3: a quote is opened and never closed");
        run.over(HR + ADA + "2,\"Bo\"x,bo@example.com,,,,\n", ACCOUNTS + ADAS)
                .refused("hr.csv, line 3: something stands between a closing quote and the separator");
    }

    @Test
    void quotedLineEndsBelongToTheirCellAndLinesAreCountedOn() {
        Answer answer = run.over(
                HR + "2,\"B\r\no\nx\",bo@example.com,2020-01-01,2026-01-31,,\nbad\n", "email\nbo@example.com\n");
        answer.only("active-leaver");
        assertEquals("5", answer.rows("unread-rows.csv").get(0).get("line"));
        answer.says("B??o?x");
    }

    @Test
    void twoColumnsOfOneNameAreRefusedWhereTheyMatter() {
        run.over("id,email,Email\n1,a@x.org,b@x.org\n", ACCOUNTS + ADAS)
                .refused("hr.csv, line 1: two columns are called \"email\", columns 2 and 3");
        assertEquals(
                0,
                run.over(HR + ADA, "login,email,x,x,memberOf,memberOf\nada,ada@example.com,1,2,a,b\n")
                        .code());
    }

    @Test
    void aLineWithoutAnEndAndTenMillionColumnsAreRefused() throws IOException {
        run.file("okta.csv", ACCOUNTS + ADAS);
        run.file("hr.csv", "x,".repeat(10_000_000));
        run.files().refused("hr.csv, line 1: ", "columns");
        try (OutputStream out = Files.newOutputStream(folder.resolve("hr.csv"))) {
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                out.write(part);
            }
        }
        run.files().refused("hr.csv, line 1: here or below a row has more than 1048576 characters");
    }

    @Test
    void formulasAreNeutralizedInTheFilesAndControlsOnTheTerminal() throws IOException {
        Answer answer = run.over(
                HR + "2,\"=HYPERLINK(\"\"x\"\")\",bo@example.com,2020-01-01,2026-01-31,,\n",
                "login,email\n@evil,bo@example.com\n+1,\u001B[31mred@x.org\n");
        String written = Files.readString(answer.folder().resolve("findings.csv"));
        assertTrue(written.contains("'@evil") && written.contains("'=HYPERLINK") && written.contains("'+1"), written);
        assertTrue(answer.out().indexOf('\u001B') < 0, answer.out());
    }

    @Test
    void nothingIsWrittenButWhereItIsAskedForAndNothingIsOverwritten() throws IOException {
        run.over(HR + ADA, ACCOUNTS + ADAS);
        Path out = folder.resolve("out0");
        List<String> arguments = List.of(
                "--hr", folder.resolve("hr.csv").toString(),
                "--accounts", folder.resolve("okta.csv").toString());
        List<String> again = List.of(
                arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3), "--out", out.toString());
        Answer refused = run.bare(again, out);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("findings.csv is there already"), refused.err());
        assertEquals(List.of("findings.csv", "unread-rows.csv", "without-account.csv"), refused.written());
        run.bare(arguments, out);
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(out.resolve("findings.csv"))));
    }

    @Test
    void optionsThatAreWrongAreNamed() {
        run.file("hr.csv", HR + ADA);
        run.file("okta.csv", ACCOUNTS + ADAS);
        String hr = folder.resolve("hr.csv").toString();
        run.files("--acounts", "x").refused("--acounts: there is no such option");
        run.files("--zone", "Berlin").refused("--zone: is no time zone");
        run.files("--as-of", "21.11.2026").refused("--as-of: write a day like 2026-11-21");
        run.files("--dormant-days", "many").refused("--dormant-days: write a number");
        run.files("--privileged", "(").refused("--privileged: \"(\" is no regular expression");
        run.files("--join", "email,shoe-size").refused("--join: \"shoe-size\" is none");
        run.files("--hr", hr).refused("--hr: is given more than once");
        run.files("--accounts", folder.resolve("okta.csv").toString()).refused("two listings are called \"okta\"");
        run.files("--separator", "::").refused("--separator: write one character");
        run.with(List.of("--hr", hr)).refused("--accounts: name at least one listing");
        run.with(List.of()).refused("--hr: name the HR file");
    }
}
