package dev.tenure.check.people;

import dev.tenure.check.table.Fact;
import java.util.List;

/** What an HR file can tell of a worker. */
public enum WorkerFact implements Fact {
    WORKER_ID(
            "worker-id",
            false,
            "workerid employeeid employeenumber employeeno employeecode empid empno empnumber personnelnumber personnelno"
                    + " personnelid personid personnumber staffid staffnumber staffno associateid hrid eeid payrollnumber"
                    + " payrollid fileno filenumber id"),
    EMAIL(
            "email",
            false,
            "workemail workemailaddress emailwork emailprimarywork primaryworkemail companyemail companyemailaddress"
                    + " businessemail businessemailaddress corporateemail officeemail primaryemail primaryemailaddress email"
                    + " emailaddress mail userprincipalname upn"),
    USERNAME("username", false, "username login loginname samaccountname networkid userid uid userlogin account"),
    NAME("name", false, "name fullname displayname employeename workername employee worker legalname preferredname cn"),
    GIVEN_NAME("given-name", false, "givenname firstname preferredfirstname legalfirstname forename"),
    FAMILY_NAME("family-name", false, "familyname lastname surname legallastname preferredlastname sn"),
    START_DATE(
            "start-date",
            true,
            "startdate hiredate dateofhire latesthiredate mostrecenthiredate rehiredate employmentstartdate firstdayofwork"
                    + " firstday joindate joiningdate dateofjoining entrydate originalhiredate"),
    LAST_DAY(
            "last-day",
            false,
            "lastworkingday lastdayofwork lastdayworked lastday lastworkingdate terminationdate termdate dateoftermination"
                    + " terminationeffectivedate employmentenddate enddate exitdate leavingdate dateofleaving leaverdate"
                    + " separationdate departuredate contractenddate effectivedate"),
    STATUS(
            "status",
            false,
            "employmentstatus employeestatus workerstatus employmentstate assignmentstatus status currentstatus active"
                    + " isactive"),
    TIME_ZONE("time-zone", false, "timezone ianatimezone timezonename tz zone");

    private final String label;
    private final boolean many;
    private final String headers;

    WorkerFact(String label, boolean many, String headers) {
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
