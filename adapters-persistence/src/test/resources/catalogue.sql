WITH relation AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.relpartbound, c.relispartition
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S', 'v', 'm')),
grantee AS (SELECT oid, rolname FROM pg_roles UNION ALL SELECT 0, 'PUBLIC')
SELECT format('%s: is a %s of %s%s', relname,
              CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'S' THEN 'sequence' ELSE 'view' END,
              pg_get_userbyid(relowner),
              CASE WHEN relkind = 'p' THEN ' by ' || pg_get_partkeydef(oid) ELSE '' END)
  FROM relation
 UNION ALL
SELECT format('%s: is a partition of %s, %s', r.relname, i.inhparent::regclass,
              CASE WHEN pg_get_expr(r.relpartbound, r.oid) = 'DEFAULT' THEN 'default' ELSE 'a range' END)
  FROM relation r JOIN pg_inherits i ON i.inhrelid = r.oid WHERE r.relispartition
 UNION ALL
SELECT format('%s: column %s %s%s%s%s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
              CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END,
              ' default ' || pg_get_expr(d.adbin, d.adrelid))
  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
  LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind <> 'S'
 UNION ALL
SELECT format('%s: index %s', r.relname, pg_get_indexdef(i.indexrelid))
  FROM relation r JOIN pg_index i ON i.indrelid = r.oid
 UNION ALL
SELECT format('%s: constraint %s %s', r.relname, c.conname, pg_get_constraintdef(c.oid))
  FROM relation r JOIN pg_constraint c ON c.conrelid = r.oid
 UNION ALL
SELECT format('%s: trigger %s enabled %s', r.relname, pg_get_triggerdef(t.oid), t.tgenabled)
  FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
 UNION ALL
SELECT format('%s: %s may %s%s', r.relname, g.rolname, acl.privilege_type, CASE WHEN acl.is_grantable THEN ' and pass it on' ELSE '' END)
  FROM relation r, aclexplode(r.relacl) acl JOIN grantee g ON g.oid = acl.grantee
 WHERE acl.grantee <> r.relowner
 UNION ALL
SELECT format('%s: %s may %s column %s', r.relname, g.rolname, acl.privilege_type, a.attname)
  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid, aclexplode(a.attacl) acl JOIN grantee g ON g.oid = acl.grantee
 UNION ALL
SELECT format('function %s: returns %s, of %s%s, %s, body %s', p.oid::regprocedure, pg_get_function_result(p.oid),
              pg_get_userbyid(p.proowner), CASE WHEN p.prosecdef THEN ', security definer' ELSE '' END,
              coalesce(array_to_string(p.proconfig, ', '), 'no settings'),
              md5(coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)))
  FROM pg_proc p WHERE p.pronamespace IN ('public'::regnamespace, 'tenure_guard'::regnamespace)
 UNION ALL
SELECT format('function %s: %s may %s', p.oid::regprocedure, g.rolname, acl.privilege_type)
  FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl JOIN grantee g ON g.oid = acl.grantee
 WHERE p.pronamespace IN ('public'::regnamespace, 'tenure_guard'::regnamespace) AND acl.grantee <> p.proowner
 UNION ALL
SELECT format('event trigger %s: on %s executes %s, enabled %s', evtname, evtevent, evtfoid::regprocedure, evtenabled)
  FROM pg_event_trigger
 UNION ALL
SELECT format('schema %s: of %s', nspname, pg_get_userbyid(nspowner))
  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
 UNION ALL
SELECT format('schema %s: %s may %s', n.nspname, g.rolname, acl.privilege_type)
  FROM pg_namespace n, aclexplode(n.nspacl) acl JOIN grantee g ON g.oid = acl.grantee
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND acl.grantee <> n.nspowner
 UNION ALL
SELECT format('database: of %s', pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database()
 UNION ALL
SELECT format('database: %s may %s', g.rolname, acl.privilege_type)
  FROM pg_database d, aclexplode(d.datacl) acl JOIN grantee g ON g.oid = acl.grantee
 WHERE d.datname = current_database() AND acl.grantee <> d.datdba
 UNION ALL
SELECT format('role %s: %s', rolname,
              concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreatedb THEN 'createdb' END,
                        CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolreplication THEN 'replication' END,
                        CASE WHEN rolbypassrls THEN 'bypassrls' END, CASE WHEN rolcanlogin THEN 'login' END))
  FROM pg_roles WHERE rolname ~ '^tenure_'
 UNION ALL
SELECT format('role %s: is a member of %s', member::regrole, roleid::regrole)
  FROM pg_auth_members WHERE member::regrole::text ~ '^tenure_' OR roleid::regrole::text ~ '^tenure_'
