-- The log is filtered by what a record is about and by who did it, and neither had an index that begins with it: for a rare one of a large tenant,
-- all of its records were read (./bench.sh tenancy).
create index audit_record_subject_id on portal.audit_record (tenant_id, subject_id, sequence);
create index audit_record_actor on portal.audit_record (tenant_id, actor_name, sequence);
