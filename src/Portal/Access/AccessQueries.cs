using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>Who belongs to the tenant, and which keys it has.</summary>
internal sealed class AccessQueries(TenantUnitOfWorks units)
{
    public async Task<Result<IReadOnlyList<MemberView>>> MembersAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadMembers) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<MemberRow>().AsNoTracking().OrderBy(m => m.EmailNormalized).Take(500).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<MemberView>>.Of(rows.ConvertAll(m => new MemberView(m.Id.ToString(), m.Email, m.DisplayName, m.Role.ToString(), m.CreatedAt, m.DisabledAt)));
    }

    public async Task<Result<IReadOnlyList<ApiKeyView>>> ApiKeysAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageApiKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<ApiKeyRow>().AsNoTracking().OrderByDescending(k => k.CreatedAt).Take(500).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<ApiKeyView>>.Of(rows.ConvertAll(k => new ApiKeyView(k.Id.ToString(), k.Name, k.Role.ToString(), k.CreatedAt, k.LastUsedAt, k.RevokedAt)));
    }
}
