using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>Makes a key worthless from the next request on.</summary>
internal sealed class RevokeApiKey(TenantUnitOfWorks units)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageApiKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var key = ApiKeyId.TryParse(id, out var keyId) ? await work.Db.Set<ApiKeyRow>().SingleOrDefaultAsync(k => k.Id == keyId, cancellationToken) : null;
        if (key is null)
        {
            return new NotFound("API key", id);
        }

        if (key.RevokedAt is null)
        {
            key.RevokedAt = work.Now;
            work.Audit(caller, new("api-key.revoked", "api-key", key.Id.ToString(), key.Name, new Dictionary<string, string>())
            {
                Changes = [new("revokedAt", null, key.RevokedAt.Value.ToString("O", CultureInfo.InvariantCulture))],
            });
            await work.CommitAsync(cancellationToken);
        }

        return new Unit();
    }
}
