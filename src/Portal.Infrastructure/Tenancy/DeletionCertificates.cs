using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>The certificate of a tenant's removal while it is written, inside platform units of work.</summary>
internal static class DeletionCertificates
{
    /// <summary>Whether it was opened now; false when an earlier attempt did.</summary>
    public static async Task<bool> OpenAsync(TenantUnitOfWork work, TenantStanding standing, CancellationToken cancellationToken) => await ExecuteAsync(
        work,
        """
        insert into portal.deletion_certificate (id, slug, requested_at, requested_by, grace_ended_at, began_at)
        select t.id, t.slug, coalesce(r.occurred_at, t.updated_at), coalesce(case r.actor_kind when 'staff' then 'staff ' || r.actor else 'an admin of the tenant' end, 'unknown'), $2, $3
        from portal.tenant t left join lateral (
            select occurred_at, actor_kind, actor from portal.platform_record where tenant = t.id and action = 'tenant.deletion-requested' order by occurred_at desc limit 1) r on true
        where t.id = $1 on conflict (id) do nothing
        """,
        cancellationToken,
        standing.DeleteAfter ?? work.Now,
        work.Now) == 1;

    /// <summary>Whether the removal has begun.</summary>
    public static async Task<bool> IsOpenAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command("select exists (select from portal.deletion_certificate where id = $1)");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        return await select.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Whether somebody is still at work for this tenant, or money that has moved is still to be booked.</summary>
    public static async Task<bool> IsBusyAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command(
            """
            select exists (select from operation where tenant_id = $1 and kind <> $2
                and (state = 'running' and lease_until >= $3 or state in ('queued', 'running') and kind = $4))
            """);
        select.With(work.Tenant.Value, OperationKind.PurgeTenant, work.Now, OperationKind.HandleStripeEvent);

        return await select.ExecuteScalarAsync(cancellationToken) is true;
    }

    public static Task NoteAsync(TenantUnitOfWork work, string part, string gone, CancellationToken cancellationToken) => ExecuteAsync(
        work,
        "update portal.deletion_certificate set removed_parts = jsonb_set(removed_parts, array[$2], to_jsonb($3::text)) where id = $1",
        cancellationToken,
        part,
        gone);

    /// <summary>The end of the tenant's audit log, before it goes.</summary>
    public static Task KeepAuditHeadAsync(TenantUnitOfWork work, CancellationToken cancellationToken) => ExecuteAsync(
        work,
        """
        update portal.deletion_certificate c set audit_sequence = h.sequence, audit_hash = h.hash,
            audit_checkpoint = (select note from audit_checkpoint k where k.tenant_id = $1 order by k.size desc limit 1)
        from audit_head h
        where c.id = $1 and h.tenant_id = $1 and c.audit_hash is null
        """,
        cancellationToken);

    public static Task CountAsync(TenantUnitOfWork work, string table, long removed, CancellationToken cancellationToken) => ExecuteAsync(
        work,
        """
        update portal.deletion_certificate
        set removed_rows = jsonb_set(removed_rows, array[$2], to_jsonb(coalesce((removed_rows ->> $2)::bigint, 0) + $3)) where id = $1
        """,
        cancellationToken,
        table,
        removed);

    /// <summary>Writes the certificate as it is given out; it never changes again.</summary>
    /// <returns>Its SHA-256 in hex.</returns>
    public static async Task<string> SealAsync(TenantUnitOfWork work, IReadOnlyList<string> retained, CancellationToken cancellationToken)
    {
        string document;
        await using (var select = work.Command(
            """
            select slug, requested_at, requested_by, grace_ended_at, began_at, audit_sequence, audit_hash, removed_rows::text, removed_parts::text, audit_checkpoint
            from portal.deletion_certificate where id = $1
            """))
        {
            select.Parameters.Add(new() { Value = work.Tenant.Value });
            await using var row = await select.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            document = DeletionDocument.Write(work.Tenant, work.Now, row, retained);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(document));
        await ExecuteAsync(
            work, "update portal.deletion_certificate set purged_at = $2, document = $3, document_hash = $4 where id = $1", cancellationToken, work.Now, document, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static async Task<int> ExecuteAsync(TenantUnitOfWork work, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = work.Command(sql);
        command.Parameters.Add(new() { Value = work.Tenant.Value });
        command.With(values);

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
