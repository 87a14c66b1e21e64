-- How many open findings are critical is said on each page of findings, of all and of one owner.

CREATE INDEX finding_critical ON finding (owner) WHERE state = 'open' AND severity = 4;
