-- Archives that are kept for a tenant take up its storage until they expire. Counted and not refused: a new one is refused before it is begun.
call portal.count_table('portal.tenant_export_chunk', 'storage_bytes', 'octet_length(content)', 'count');
